public import TestModel

/// Everything a simulation can be told; a count or probability of nothing leaves a phenomenon out.
public struct SimulationSettings: Sendable, Hashable {
  /// What the settings are called in the truth.
  public var name = "custom"
  /// The repository, as `owner/name`.
  public var repository = "acme/shop"
  /// The branch pull requests are merged to.
  public var defaultBranch = "main"
  /// The workflow the jobs belong to.
  public var workflow = "ci"
  /// The first day, in UTC.
  public var start = CivilDate(year: 2026, month: 10, dayOfMonth: 12)
  /// How many days are simulated, 1 or more.
  public var days = 35
  /// How often pipelines run.
  public var rhythm = RhythmSettings()
  /// The jobs of a pipeline.
  public var jobs: [JobSettings] = []
  /// How the test suite changes.
  public var suite = SuiteSettings()
  /// The flaky tests, one entry a test.
  public var flakes: [FlakeSettings] = []
  /// The flaky tests that fail together.
  public var flakeClusters: [FlakeClusterSettings] = []
  /// How many tests fail when another ran before them, which may well be on another node.
  public var orderDependentTests = 0
  /// The tests that depend on one that is on their node in the usual order.
  public var orderDependence: [OrderDependenceSettings] = []
  /// The probability, 0 to 1, that a job's files are spread and ordered at random for once.
  public var shuffleProbability = 0.0
  /// Whether a node whose files are ordered at random orders its tests one by one instead.
  public var shufflesTests = false
  /// The regressions of the default branch, spread over the history in this order.
  public var regressions: [RegressionSettings] = []
  /// The share of pull requests, 0 to 1, that break tests.
  public var brokenPullRequestShare = 0.0
  /// The share of those, 0 to 1, that break one of the tests that are always flaky, and no other.
  public var flakyBreakageShare = 0.0
  /// For each test that is red on one variant: for how many days.
  public var variantBreakageDays: [Double] = []
  /// How many runners the job runs are spread over, 1 or more.
  public var runners = 9
  /// How many of the runners are slow.
  public var slowRunners = 0
  /// What the durations on a slow runner are multiplied by, 1 or more.
  public var slowness = 1.8
  /// The outages, spread over the history in this order.
  public var outages: [OutageSettings] = []
  /// The probability, 0 to 1, that a failed job run is rerun at the same commit.
  public var rerunProbability = 0.0
  /// The highest number of attempts of a job run, 1 or more.
  public var attemptLimit = 3
  /// How many job runs die while they write their report.
  public var truncatedReports = 0
  /// How many job runs die without a report.
  public var missingReports = 0

  /// Settings of nothing but their defaults: no jobs, no trouble.
  public init() {}
}
