import StatisticsCore
import Storage
import TestModel

extension WeeklyReview {
  /// Reads the history that a review of a week looks at: the week and the five before it, of which the
  /// first only says what was flaky when the week began.
  ///
  /// - Parameters:
  ///   - end: the moment up to which the history counts, in the week or at its end.
  ///   - repo: only this repository.
  /// - Throws: `StorageError`.
  init(
    of week: ISOWeek,
    until end: Timestamp,
    repo: String?,
    owners: Owners,
    in store: HistoryStore
  ) throws {
    let ownersOf = { (test: RecordedTest) in owners.owners(of: test.testID) }
    let log = try store.quarantineLog().filter { repo == nil || $0.entry.test.repo == repo }
    let analyzed = try Analysis(
      store,
      window: week.start.adding(days: -28)..<end,
      repo: repo,
      owners: ownersOf
    )
    let before = try Analysis(store, window: week.start.adding(days: -35)..<week.start, repo: repo)
    self.init(
      week: week,
      analysis: analyzed.flakiness,
      before: before.assessment,
      log: log,
      movers: try DurationMovers(of: week, until: end, repo: repo, in: store),
      owners: ownersOf
    )
  }
}

extension DurationMovers {
  /// The last runs of each job and variant that are read of the week, and of each of the four before it.
  private static let runs = (week: 20, before: 10)

  fileprivate init(
    of week: ISOWeek,
    until end: Timestamp,
    repo: String?,
    in store: HistoryStore
  ) throws {
    let stream = TimingStream(repo: repo)
    let recent = try store.suiteTimings(of: stream, before: end, runs: Self.runs.week)
      .since(week.start)
    var earlier: [SuiteTimings] = []
    var start = week.start
    for _ in 0..<4 {
      let timings = try store.suiteTimings(of: stream, before: start, runs: Self.runs.before)
      start = start.adding(days: -7)
      earlier.append(timings.since(start))
    }
    self.init(recent: [recent], earlier: earlier)
  }
}

extension SuiteTimings {
  /// The same without the runs that began earlier.
  fileprivate func since(_ start: Timestamp) -> SuiteTimings {
    let kept = runs.indices.filter { run in
      runs[run].jobRuns.first.map { $0.startedAt >= start } ?? false
    }
    let places = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, Int32($0)) })
    return SuiteTimings(
      runs: kept.map { runs[$0] },
      units: units,
      timings: timings.compactMap { timing in
        guard let place = places[Int(timing.run)] else { return nil }
        var timing = timing
        timing.run = place
        return timing
      },
      totalsOfJobRuns: kept.map { totalsOfJobRuns[$0] }
    )
  }
}
