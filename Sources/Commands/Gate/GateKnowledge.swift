import StatisticsCore
import Storage
import TestModel

/// What the history knows of the tests that failed, and of the job.
struct GateKnowledge {
  /// The failures, with their entries in quarantine and the ways in which they are known to fail.
  private(set) var failures: [GateFailure]
  private(set) var list: GateList
  /// The tests that ran in the median of the job's last runs.
  private(set) var usualTests: Int?

  /// How far the runs may lie back that say how many tests there are, in days.
  private static let window = 28

  /// Asks the history; where it cannot be read, that is known.
  ///
  /// - Parameters:
  ///   - failures: what the reports say.
  ///   - jobRun: the job that ran.
  ///   - open: opens the history.
  init(
    _ failures: [GateFailure],
    of jobRun: JobRun,
    asOf: Timestamp,
    opening open: () throws -> HistoryStore
  ) {
    self.failures = failures
    do {
      let store = try open()
      list = .read(updated: try store.quarantineDecidedAt())
      let runs = try store.jobRuns(in: asOf.adding(days: -GateKnowledge.window)..<asOf)
      usualTests = StatisticsCore.usualTests(of: UsualRuns(of: jobRun, in: runs).counts)
      if !failures.isEmpty {
        self.failures = try GateLookup(store, repo: jobRun.repo, asOf: asOf).known(failures)
      }
    } catch {
      // Only half of what is known may excuse nothing.
      self.failures = failures
      list = .unreadable(reason: CommandFailure(describing: error).description)
    }
  }
}

/// The runs that say how many tests a job runs.
private struct UsualRuns {
  /// The runs that are looked at.
  private static let most = 20

  let counts: [CaseCounts]

  init(of jobRun: JobRun, in runs: [RecordedJobRun]) {
    let usable = runs.filter { UsualRuns.isUsable($0, for: jobRun) }
    let job = UsualRuns.job(of: jobRun, in: usable)
    counts = usable.filter { JobVariant($0.jobRun) == job }.suffix(UsualRuns.most).map(\.counts)
  }

  /// The job of this name; where it has none, the only job that there is.
  private static func job(of jobRun: JobRun, in runs: [RecordedJobRun]) -> JobVariant? {
    let named = JobVariant(jobRun)
    guard jobRun.job == nil else { return named }
    let jobs = Set(runs.map { JobVariant($0.jobRun) })
    return jobs.contains(named) || jobs.count != 1 ? named : jobs.first
  }

  /// Whether a run is whole, was no rerun of a part, and had the same share of the tests.
  private static func isUsable(_ run: RecordedJobRun, for jobRun: JobRun) -> Bool {
    let other = run.jobRun
    let stopped = ["canceled", "cancelled", "aborted", "stopped"]
    guard run.isComplete, run.counts.cases > 0, (other.attempt ?? 1) <= 1,
      !stopped.contains(other.status?.lowercased() ?? "")
    else { return false }
    if let repo = jobRun.repo, let otherRepo = other.repo, repo != otherRepo { return false }
    return node(other) == node(jobRun)
  }

  /// Which of how many nodes; the same for all jobs that are not split.
  private static func node(_ run: JobRun) -> [Int] {
    let total = run.nodeTotal ?? 1
    return total > 1 ? [run.nodeIndex ?? 0, total] : []
  }
}

extension JobVariant {
  fileprivate init(_ run: JobRun) { self.init(job: run.job ?? "", variant: run.variant ?? "") }
}
