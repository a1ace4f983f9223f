/// A change of how often a flaky test fails.
public struct RateChange: Sendable, Hashable {
  /// The position of the first commit of the default branch that has the other rate.
  public let position: Int
  /// The probability that an execution fails from then on, 0 to 1.
  public let rate: Double
}
