/// Flaky tests to be that fail together.
public struct FlakeClusterSettings: Sendable, Hashable {
  /// How many tests belong to it, 2 or more.
  public var tests: Int
  /// The probability, 0 to 1, that their common resource fails in a job run.
  public var eventRate: Double
  /// The probability, 0 to 1, that a test of it fails in a job run in which the resource does.
  public var failureProbability: Double
  /// The job they are in.
  public var job: String

  /// A cluster whose tests nearly always fail when their resource does, if nothing else is said.
  public init(
    tests: Int,
    eventRate: Double,
    failureProbability: Double = 0.9,
    job: String = "unit"
  ) {
    self.tests = tests
    self.eventRate = eventRate
    self.failureProbability = failureProbability
    self.job = job
  }
}
