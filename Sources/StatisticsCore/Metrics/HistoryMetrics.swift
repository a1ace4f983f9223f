public import TestModel

/// What a monitoring system asks about a repository's window of the history.
public struct HistoryMetrics: Sendable, Hashable {
  /// The repository; empty where the reports named none.
  public var repo: String
  /// What the window says; its rates are those that all reports print.
  public var assessment: FlakinessAssessment
  /// How long the pipelines took, from the start of the first job run to the end of the last,
  /// rising; without those of which a job run does not tell its duration.
  public var pipelineDurations: [Microseconds]
  /// How long the job runs waited for a machine, rising; without those that do not tell.
  public var queueTimes: [Microseconds]
  /// When the newest job run began; none in an empty window.
  public var newestRun: Timestamp?
  /// Job runs whose reports are missing or break off.
  public var incompleteRuns: Int
  /// Where the tests are of which anything was decided.
  public var quarantine: [QuarantineRecord]

  /// Creates the figures of a repository.
  ///
  /// - Parameters:
  ///   - repo: the repository.
  ///   - jobRuns: its job runs in the window.
  ///   - assessment: what they say.
  ///   - quarantine: the decisions about its tests, as of the window's end.
  public init(
    repo: String,
    jobRuns: [RecordedJobRun],
    assessment: FlakinessAssessment,
    quarantine: [QuarantineRecord]
  ) {
    self.repo = repo
    self.assessment = assessment
    self.quarantine = quarantine
    pipelineDurations = durations(ofPipelinesOf: jobRuns).sorted()
    queueTimes = jobRuns.compactMap(\.jobRun.queuedFor).sorted()
    newestRun = jobRuns.map(\.startedAt).max()
    incompleteRuns = jobRuns.count { !$0.isTold }
  }
}

/// The value that a percentage of rising values stays within, by the nearest rank: the smallest one
/// with at least so many values at or below it; none of no values.
public func percentile(_ percent: Int, of sorted: [Microseconds]) -> Microseconds? {
  guard !sorted.isEmpty else { return nil }
  let rank = (sorted.count * percent + 99) / 100
  return sorted[min(max(rank, 1), sorted.count) - 1]
}

private func durations(ofPipelinesOf jobRuns: [RecordedJobRun]) -> [Microseconds] {
  let told = jobRuns.filter { $0.jobRun.pipeline != nil }
  return Dictionary(grouping: told) { $0.jobRun.pipeline }.values.compactMap { runs in
    guard runs.allSatisfy({ $0.jobRun.duration != nil }),
      let start = runs.map(\.startedAt).min(), let end = runs.map(\.end).max()
    else { return nil }
    return Microseconds(milliseconds: end.milliseconds - start.milliseconds)
  }
}
