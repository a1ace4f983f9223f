/// What must speak for a test to leave quarantine.
public struct ReleaseRule: Sendable, Hashable {
  /// The Bayes factor, over 1, of "mended" against "still flaky at the old rate" that ends the
  /// quarantine of a test.
  ///
  /// At 20 a test that is not mended leaves after any one of its flakes with a chance of 5 % at
  /// most: that it gets through so many runs has the probability (1 − p)^n ≤ 1 / 20.
  public var factor = 20.0
  /// The Bayes factor, at least `factor`, that ends the probation after it; until then one flake puts
  /// the test back.
  public var probationFactor = 400.0

  /// Creates the rule that holds where nothing else is said.
  public init() {}
}
