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
  /// How often a first attempt fails on code that can pass.
  public var rate: FlakeRate
  /// First attempts that count: no outages, no skips.
  public var executions: Int
  /// First attempts that failed, whatever the reason.
  public var failures: Int
  /// First attempts that failed on code that also passed.
  public var flakes: Int
  /// The first of them.
  public var firstFlake: Timestamp?
  /// The last of them.
  public var lastFlake: Timestamp?
  /// The commit since which it is what it is: of the first flake, or of the first failure of a
  /// stretch that still goes on.
  public var sinceCommit: String?
  /// When the test was last seen to run.
  public var lastRun: Timestamp
  /// The evidence, by time.
  public var evidence: [FlakeEvidence]
  /// CI time that its flakes cost: retries, and job runs that failed only through flaky tests.
  public var lostTime: Microseconds
  /// The signature of its last failure.
  public var signature: String?
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
