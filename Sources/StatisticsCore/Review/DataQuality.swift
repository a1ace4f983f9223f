import TestModel

/// How much of what a week's review rests on is known.
public struct DataQuality: Sendable, Hashable {
  /// Job runs whose reports break off or are absent, out of all.
  public var incomplete: Proportion
  /// Job runs without a commit, out of all.
  public var withoutCommit: Proportion
  /// Job runs that do not tell how long they took, out of all.
  public var withoutDuration: Proportion
  /// Job runs that do not tell how long they waited, out of all.
  public var withoutQueue: Proportion
  /// Later attempts of a job that began before an earlier one, out of all later attempts: their machines'
  /// clocks disagree.
  public var skewedAttempts: Proportion
  /// Names that stood for several cases in some job runs of the five weeks.
  public var ambiguousNames: Int
  /// Job runs with timings of their tests, out of those of the week that were looked at for them.
  public var timed: Proportion
  /// Job runs in which a test ran.
  public var testedRuns: Int

  /// The job runs without a flaky failure that it takes at least to show that their share is within the
  /// target with 95 % confidence.
  ///
  /// Wilson's upper bound of none of n is z² / (n + z²), with z = 1.96.
  public static var runsToShowTarget: Int {
    let square = 1.959_963_985 * 1.959_963_985
    return Int((square * (1 / RateFigure.flakyFailedRunsTarget - 1)).rounded(.up))
  }

  init(_ jobRuns: [RecordedJobRun], ambiguousNames: Int, movers: DurationMovers) {
    func share(_ isOne: (RecordedJobRun) -> Bool) -> Proportion {
      Proportion(count: jobRuns.count(where: isOne), total: jobRuns.count)
    }
    incomplete = share { !$0.isTold }
    withoutCommit = share { $0.jobRun.commit == nil && $0.jobRun.mergeCommit == nil }
    withoutDuration = share { $0.jobRun.duration == nil }
    withoutQueue = share { $0.jobRun.queuedFor == nil }
    skewedAttempts = skewed(jobRuns)
    self.ambiguousNames = ambiguousNames
    timed = Proportion(count: movers.timedJobRuns, total: movers.jobRuns)
    testedRuns = jobRuns.count { $0.executions > 0 }
  }
}

private func skewed(_ jobRuns: [RecordedJobRun]) -> Proportion {
  let jobs = Dictionary(grouping: jobRuns.filter { $0.jobRun.pipeline != nil }) { run in
    [
      run.jobRun.repo, run.jobRun.pipeline, run.jobRun.workflow, run.jobRun.job, run.jobRun.variant,
      run.jobRun.nodeIndex.map { "\($0)" },
    ]
  }
  var total = 0
  var count = 0
  for runs in jobs.values {
    let starts = Dictionary(grouping: runs) { $0.jobRun.attempt ?? 1 }
      .mapValues { $0.map(\.startedAt).min() ?? Timestamp(milliseconds: 0) }
      .sorted { $0.key < $1.key }
    for (earlier, later) in zip(starts, starts.dropFirst()) {
      total += 1
      if later.value < earlier.value { count += 1 }
    }
  }
  return Proportion(count: count, total: total)
}
