public import TestModel

/// How often flakes got in the way in a window, and what they cost.
///
/// `RateFigure` has the definitions for people.
public struct FlakinessRates: Sendable, Hashable {
  /// The figures of the whole window.
  public var total: RunFigures
  /// Tests with a flake, out of all tests of the window.
  public var flakyTests: Proportion
  /// The figures by ISO week, in UTC, of the job run's start or the pipeline's first start.
  public var weeks: [RunGroup<ISOWeek>]
  /// The figures by what was tested.
  public var branchClasses: [RunGroup<BranchClass>]
  /// The figures by job and variant; of a pipeline, only those job runs of it count.
  public var streams: [RunGroup<JobVariant>]
  /// The flakes by the place of the test (see `TestID.place`), by name; empty for tests without one.
  public var places: [TestGroup]
  /// The flakes by owner, by name; empty for tests without one.
  ///
  /// A test of several owners counts for each of them, so that their costs may add up to more than
  /// the total.
  public var owners: [TestGroup]
  /// What each test with a flake cost, in the order of the history's timelines.
  public var tests: [TestCost]
  /// The positions of the job runs that failed only through flakes, rising.
  public var flakyFailedRuns: [Int32]
  /// What each flake cost.
  var charges: [FlakeCharge]
  /// By job run that failed only through flakes, the timelines of the tests that did, rising.
  var culprits: [Int: [Int]]
}

/// Figures about the job runs of a window or of a part of it.
public struct RunFigures: Sendable, Hashable {
  /// Job runs that failed only through flakes, out of those with tests.
  public var flakyFailedRuns: Proportion
  /// Job runs that failed through an outage, out of those with tests.
  public var outageFailedRuns: Proportion
  /// First attempts that were flakes, out of all.
  public var executionFlakes: Proportion
  /// Pipelines that a flake held up, out of those with tests.
  public var blockedPipelines: Proportion
  /// Pipelines that succeeded, out of those with tests.
  public var successfulPipelines: Proportion
  /// Pipelines that succeeded or were red only through flakes, out of those with tests.
  public var successfulPipelinesWithoutFlakes: Proportion
  /// What the flakes in these job runs cost.
  public var cost: FlakeCost
}

/// The figures of a part of the job runs.
public struct RunGroup<Key: Sendable & Hashable>: Sendable, Hashable {
  /// What the job runs have in common.
  public var key: Key
  /// Their figures.
  public var figures: RunFigures
}

/// The flakes of a part of the tests.
public struct TestGroup: Sendable, Hashable {
  /// What the tests have in common.
  public var name: String
  /// The part's tests with a flake, out of all its tests where their number is known, and
  /// otherwise out of its tests that failed in the window.
  public var flakyTests: Proportion
  /// Whether `flakyTests` is out of all tests of the part, and not of those that failed.
  public var countsAllTests: Bool
  /// The part's flakes, out of all flakes.
  public var flakes: Proportion
  /// Job runs that failed only through flakes, the part's among them, out of all with tests.
  public var flakyFailedRuns: Proportion
  /// What the part's flakes cost.
  public var cost: FlakeCost
}

/// What the flakes of one test cost.
public struct TestCost: Sendable, Hashable {
  /// The position of the test's timeline in the history.
  public var timeline: Int
  /// How many of its first attempts were flakes.
  public var flakes: Int
  /// Job runs that failed only through flakes, this test's among them.
  public var flakyFailedRuns: Int
  /// Pipelines that were held up by this test, alone or with others.
  public var blockedPipelines: Int
  /// What it cost.
  public var cost: FlakeCost
}
