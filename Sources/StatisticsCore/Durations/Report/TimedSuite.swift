public import TestModel

/// A suite of a repository with its runs: one job on one leg of the matrix.
public struct TimedSuite: Sendable, Hashable {
  /// The repository; empty where none is known.
  public var repo: String
  /// The job; empty where none is known.
  public var job: String
  /// The leg of the matrix; empty where there is none.
  public var variant: String
  /// What its runs took, the latest first, with the units of each node.
  public var timings: SuiteTimings

  /// Creates a suite.
  public init(repo: String, job: String, variant: String, timings: SuiteTimings) {
    self.repo = repo
    self.job = job
    self.variant = variant
    self.timings = timings
  }
}

/// A run that a report names.
public struct SuiteRunPlace: Sendable, Hashable {
  /// When its first node began.
  public var startedAt: Timestamp
  /// The commit that was tested.
  public var commit: String?
  /// The pipeline.
  public var pipeline: String?
  /// Where people find it.
  public var url: String?

  init(_ run: SuiteRun) {
    let jobRun = run.jobRuns.first
    startedAt = run.jobRuns.map(\.startedAt).min() ?? Timestamp(milliseconds: 0)
    commit = jobRun?.jobRun.commit
    pipeline = jobRun?.jobRun.pipeline
    url = jobRun?.jobRun.url
  }
}

extension SuiteRun {
  /// Whether the nodes that took part are all there were.
  var isWhole: Bool {
    guard let total = jobRuns.compactMap(\.jobRun.nodeTotal).max(), total > 1 else { return true }
    return Set(jobRuns.compactMap(\.jobRun.nodeIndex)).count >= total
  }

  /// Whether it is the first run of its pipeline: a rerun runs what failed, or all again.
  var isFirstAttempt: Bool { jobRuns.allSatisfy { ($0.jobRun.attempt ?? 1) <= 1 } }

  /// Whether it tested the default branch itself.
  var isOnDefaultBranch: Bool { jobRuns.first?.isOnDefaultBranch ?? false }
}

extension SuiteTimings {
  /// The timings of some of the runs, as if there were no others.
  func restricted(to kept: Range<Int>) -> SuiteTimings {
    let kept = kept.clamped(to: runs.indices)
    var part = SuiteTimings(runs: Array(runs[kept]), units: units)
    for timing in timings where kept.contains(Int(timing.run)) {
      var moved = timing
      moved.run -= Int32(kept.lowerBound)
      part.timings.append(moved)
    }
    if totalsOfJobRuns.count == runs.count { part.totalsOfJobRuns = Array(totalsOfJobRuns[kept]) }
    return part
  }

  /// By run, what all its units took together, in microseconds.
  var totals: [Int64] {
    totalsOfJobRuns.map { $0.map(\.duration).reduce(.zero, +).count }
  }
}
