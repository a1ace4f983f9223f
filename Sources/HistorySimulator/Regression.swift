/// A change of the default branch that breaks tests until it is fixed.
public struct Regression: Sendable, Hashable {
  /// The commits of the default branch that have it.
  public let range: MainlineRange
  /// What its failures look like.
  public let failureKind: FailureKind
  /// The indices of the tests it breaks, ascending.
  public let tests: [Int]
}
