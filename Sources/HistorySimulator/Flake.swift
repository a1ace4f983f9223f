/// The way in which a test fails now and then without a change of the code.
public struct Flake: Sendable, Hashable {
  /// The probability that an execution fails, 0 to 1.
  public let rate: Double
  /// The probability that a retry right after a failure passes, 0 to 1.
  public let retryPassProbability: Double
  /// What its failures look like; each failure picks one.
  public let failureKinds: [FailureKind]
  /// The variants it shows on.
  public let variants: [String]
  /// The commits of the default branch that have it.
  public let range: MainlineRange
}
