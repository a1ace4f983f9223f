/// Flaky tests of one job that fail together because they share a resource.
///
/// They are on the same node as long as the job's files are in their usual order.
public struct FlakeCluster: Sendable, Hashable {
  /// The job that runs them.
  public let job: String
  /// The probability, 0 to 1, that the resource fails in a job run.
  public let eventRate: Double
  /// The probability, 0 to 1, that a test of it fails in a job run in which the resource does.
  public let failureProbability: Double
  /// The indices of its tests, ascending.
  public let tests: [Int]
}
