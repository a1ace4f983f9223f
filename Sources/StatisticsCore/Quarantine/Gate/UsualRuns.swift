public import TestModel

/// The runs that say how many tests a job runs.
public struct UsualRuns: Sendable {
  /// The runs that are looked at.
  private static let most = 20

  /// What the job's last runs had, by time.
  public let counts: [CaseCounts]

  /// Looks for the last whole runs of a job, on the same node where it is split.
  ///
  /// - Parameters:
  ///   - jobRun: the job that runs now.
  ///   - runs: the job runs before it, by start.
  public init(of jobRun: JobRun, in runs: [RecordedJobRun]) {
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
  /// The job and the variant of a run.
  init(_ run: JobRun) { self.init(job: run.job ?? "", variant: run.variant ?? "") }
}
