/// What is true of a simulated history and a detector has to find out.
public struct SimulationTruth: Sendable, Hashable {
  /// The commits of the default branch, in the order of their positions.
  public let mainline: [MainlinePoint]
  /// The tests; every index of a test is one into this list.
  public let tests: [SimulatedTest]
  /// The outages, in the order of the settings.
  public let outages: [Outage]
  /// The regressions, in the order of the settings.
  public let regressions: [Regression]
  /// The pull requests that break tests, in the order of their numbers.
  public let pullRequestBreakages: [PullRequestBreakage]
  /// The clusters of flaky tests that fail together, in the order of the settings.
  public let clusters: [FlakeCluster]
  /// The runners on which tests take longer, in the order of their numbers.
  public let slowRunners: [String]
}
