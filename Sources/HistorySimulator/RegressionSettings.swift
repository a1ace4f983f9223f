/// One regression of the default branch to be.
public struct RegressionSettings: Sendable, Hashable {
  /// How long it takes until it is fixed.
  public enum Length: Sendable, Hashable {
    /// A number of commits of the default branch, 1 or more.
    case commits(Int)
    /// A number of days, until the next commit after them.
    case days(Double)
  }

  /// How long it takes until it is fixed.
  public var length: Length
  /// How many tests it breaks, 1 or more.
  public var tests: Int
  /// How many flaky tests it breaks besides, 0 or more.
  public var flakyTests: Int

  /// A regression of the given length that breaks the given numbers of tests.
  public init(_ length: Length, tests: Int, flakyTests: Int = 0) {
    self.length = length
    self.tests = tests
    self.flakyTests = flakyTests
  }
}
