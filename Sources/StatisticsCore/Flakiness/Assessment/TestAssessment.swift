public import TestModel

/// What a history says about one test.
public struct TestAssessment: Sendable, Hashable {
  /// The test.
  public var test: RecordedTest
  /// The jobs and variants that ran it.
  public var streams: [JobVariant]
  /// What it is.
  public var verdict: Verdict
  /// The probability that it is flaky at the end of the window.
  public var probability: Double
  /// The probability that it was flaky at some time in the window.
  public var pastProbability: Double
  /// Whether its jobs went on without it: it was deleted, renamed or switched off.
  public var isGone: Bool
  /// How often a first attempt fails on code that can pass, while it is flaky.
  public var rate: FlakeRate
  /// The jobs and variants on which it is flaky, where that is known; all of them otherwise.
  public var flakyStreams: [JobVariant] = []
  /// First attempts that count: no outages, no skips.
  public var executions: Int
  /// First attempts that failed, whatever the reason.
  public var failures: Int
  /// First attempts that failed as flakes.
  public var flakes: Int
  /// The first of them.
  public var firstFlake: Timestamp?
  /// The last of them.
  public var lastFlake: Timestamp?
  /// The commit since which it is what it is: of the first flake, or of the first failure of a
  /// stretch that still goes on.
  public var sinceCommit: String?
  /// The commits of which one made it what it is.
  public var sinceRange: CommitRange?
  /// When the test was last seen to run.
  public var lastRun: Timestamp
  /// The failures that count as flakes, by time.
  public var evidence: [FlakeEvidence]
  /// The failures that do not, by time, and why.
  public var discounted: [DiscountedFailure] = []
  /// The decimal logarithm of the e-value against "never flaky".
  ///
  /// With the model's numbers fixed, it is over 1/α at some time for a test that is not flaky with
  /// probability α at most, however often one looks (Ville, 1939); the numbers are fitted to the
  /// history, and rounded so that they seldom move.
  public var logEvidence: Double = 0
  /// Clean first attempts since the last flake.
  public var cleanStreak: Int = 0
  /// How many more clean first attempts would settle an open question; none where nothing is open.
  public var runsToDecide: Int?
  /// Whether it is on the list from which quarantine takes tests by itself, with at most 1 % of
  /// false discoveries.
  public var qualifiesForQuarantine: Bool = false
  /// The lowest rate of false discoveries of a list by e-values that it is on, 0 to 1.
  public var falseDiscoveryRate = 1.0
  /// Who owns it, in the order in which the owners are named.
  public var owners: [String] = []
  /// CI time that its flakes cost; `RateFigure.cost` has the definition.
  public var lostTime: Microseconds
  /// The pipelines that its flakes held up, alone or with others.
  public var blockedPipelines: Int = 0
  /// What may make it flaky, the most probable first.
  public var causes: [FlakeCause] = []
  /// The signature of its last failure.
  public var signature: String?
}
