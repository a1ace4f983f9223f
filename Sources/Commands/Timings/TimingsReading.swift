import StatisticsCore
import Storage
import TestModel

/// Reads the runs of suites for the report of timings.
struct TimingsReading {
  /// More runs of one suite than these say little more of it; the latest are read.
  private static let mostRuns = 400
  /// More single results than these take longer to read than they are worth.
  private static let mostResults = 20_000_000

  let store: HistoryStore
  let window: Range<Timestamp>
  let kind: TimedKind
  var branch: String?

  /// The suites of a stream that ran in the window.
  func suites(of stream: TimingStream) throws -> [TimedSuite] {
    try store.timedStreams(of: stream).compactMap { single in
      let timings = try timings(of: single)
      guard !timings.runs.isEmpty else { return nil }
      return TimedSuite(
        repo: single.repo ?? "",
        job: single.job ?? "",
        variant: single.variant ?? "",
        timings: timings
      )
    }
  }

  private func timings(of stream: TimingStream) throws -> SuiteTimings {
    var results = 0
    return try store.suiteTimings(
      of: stream,
      before: window.upperBound,
      since: window.lowerBound,
      runs: TimingsReading.mostRuns,
      byCase: kind == .test,
      withUnitsOfJobRuns: true,
      where: { run in
        guard branch == nil || run.jobRuns.first?.jobRun.branch == branch else { return false }
        results += run.jobRuns.map(\.counts.cases).reduce(0, +)
        return kind != .test || results <= TimingsReading.mostResults
      }
    )
  }
}
