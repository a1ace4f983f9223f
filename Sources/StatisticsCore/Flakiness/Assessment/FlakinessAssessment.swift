public import TestModel

/// What a history says about the tests that failed in its window.
public struct FlakinessAssessment: Sendable, Hashable {
  /// When the window begins.
  public var from: Timestamp
  /// When it ends.
  public var asOf: Timestamp
  /// The job runs of the window.
  public var jobRuns: Int
  /// The job runs of which nothing counted, by start.
  public var excluded: [ExcludedJobRun]
  /// The failures that came together, by start.
  public var incidents: [Incident]
  /// The tests that failed at least once, the most surely flaky first.
  public var tests: [TestAssessment]
  /// The names that meant several cases in some job runs: those runs of theirs say nothing.
  public var ambiguousNames: Int
  /// The rows of the job runs that failed only through flaky tests.
  public var flakyFailedJobRunIDs: Set<Int64>
  /// How often flakes got in the way, and what they cost.
  public var rates: FlakinessRates
  /// What the history could and could not have seen; none where no test ran.
  public var power: HistoryPower?

  /// The tests of a verdict, in the order of `tests`.
  public func tests(_ verdict: Verdict) -> [TestAssessment] {
    tests.filter { $0.verdict == verdict }
  }

  /// The tests that are flaky with at least this probability.
  public func flakyTests(minimumProbability: Double = 0.5) -> [TestAssessment] {
    tests.filter { $0.verdict == .flaky && $0.probability >= minimumProbability }
  }

  /// What came together and was not the code's fault.
  public var outages: [Incident] { incidents.filter { $0.kind == .outage } }
}

/// A job run of which nothing counted.
public struct ExcludedJobRun: Sendable, Hashable {
  /// The row of the run.
  public var jobRunID: Int64
  /// Why, as a fragment.
  public var reason: String
}

/// A flake rate with the interval that holds it with 90 % probability.
public struct FlakeRate: Sendable, Hashable {
  /// The rate's mean.
  public var estimate: Double
  /// The interval's lower end.
  public var low: Double
  /// The interval's upper end.
  public var high: Double
}
