import TestModel

/// The job runs with tests by which burn rates are found, in the order of their starts.
struct BurnRates {
  private let starts: [Timestamp]
  /// By number of job runs from the first on, how many of them failed only through flakes.
  private let flakyFailed: [Int]

  /// Reads the job runs.
  ///
  /// - Parameters:
  ///   - jobRuns: those of the period, and of the week before it, in any order.
  ///   - flakyFailed: the rows of those that failed only through flakes.
  init(_ jobRuns: [RecordedJobRun], flakyFailed: Set<Int64>) {
    let tested = jobRuns.filter { $0.executions > 0 }.sorted { $0.startedAt < $1.startedAt }
    starts = tested.map(\.startedAt)
    self.flakyFailed = tested.reduce(into: [0]) { sums, run in
      sums.append(sums[sums.count - 1] + (flakyFailed.contains(run.id) ? 1 : 0))
    }
  }

  /// The highest burn rates over an hour, six hours and a day in a period, and that over the week
  /// before its end.
  ///
  /// The thresholds spend 2 % of a budget of 30 days in an hour, 5 % in six hours, and 10 % in a day;
  /// the first two page. Over a week 1 is the budget itself: threshold = share · 30 days / window.
  func highest(in period: Range<Timestamp>) -> [BurnRate] {
    [
      highest(hours: 1, .page, 14.4, in: period), highest(hours: 6, .page, 6, in: period),
      highest(hours: 24, .ticket, 3, in: period),
      rate(hours: 168, .ticket, 1, before: period.upperBound),
    ]
  }

  /// Of the windows that end with a job run of a period, the one that says most of an alert, and of
  /// those the one that is least due to chance, and of those the first.
  ///
  /// Between two job runs a burn rate only falls or rises because job runs leave its window: an alert
  /// that was not raised at the job runs is not raised between them by anything that happened.
  private func highest(
    hours: Int64,
    _ alert: BurnRate.Alert,
    _ threshold: Double,
    in period: Range<Timestamp>
  ) -> BurnRate {
    var highest: BurnRate?
    var alerts = 0
    var wasRaised = false
    for start in starts where period.contains(start) {
      // A window holds what began before its end; this one holds the job run with which it ends.
      var rate = rate(hours: hours, alert, threshold, before: start.adding(milliseconds: 1))
      rate.end = start
      if rate.standing == .raised, !wasRaised { alerts += 1 }
      wasRaised = rate.standing == .raised
      if highest.map(rate.isOver) ?? true { highest = rate }
    }
    var result = highest ?? rate(hours: hours, alert, threshold, before: period.upperBound)
    result.alerts = alerts
    return result
  }

  private func rate(
    hours: Int64,
    _ alert: BurnRate.Alert,
    _ threshold: Double,
    before end: Timestamp
  ) -> BurnRate {
    var rate = BurnRate(
      window: Microseconds(milliseconds: hours * 3_600_000),
      alert: alert,
      threshold: threshold,
      end: end,
      alerts: 0,
      long: share(minutes: hours * 60, before: end),
      short: share(minutes: hours * 5, before: end)
    )
    if rate.standing == .raised { rate.alerts = 1 }
    return rate
  }

  private func share(minutes: Int64, before end: Timestamp) -> Proportion {
    let start = end.adding(milliseconds: -minutes * 60_000)
    let first = starts.partitioningIndex { $0 >= start }
    let last = starts.partitioningIndex { $0 >= end }
    return Proportion(count: flakyFailed[last] - flakyFailed[first], total: last - first)
  }
}

extension BurnRate {
  fileprivate func isOver(_ other: BurnRate) -> Bool {
    standing == other.standing ? chance < other.chance : standing > other.standing
  }
}
