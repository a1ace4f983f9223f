public import TestModel

/// How fast the error budget was spent in the time before a moment.
///
/// The budget is the share of job runs with tests that may fail through flakes alone,
/// `RateFigure.flakyFailedRunsTarget`. A rate of 1 spends just the budget; at a rate of 14.4 a budget of
/// 30 days is gone in two.
///
/// Source: Google, The Site Reliability Workbook, 2018, chapter 5, "Multiwindow, multi-burn-rate alerts":
/// an alert needs the rate over a long window and over one of a twelfth of it, so that it ends when the
/// trouble does.
public struct BurnRate: Sendable, Hashable {
  /// What an alert would ask for.
  public enum Alert: String, Sendable, Hashable {
    /// Somebody is called.
    case page
    /// Somebody looks at it in the next days.
    case ticket
  }

  /// Whether the alert would be raised.
  public enum Standing: String, Sendable, Hashable {
    /// It would: both windows are over the threshold, and the long one surely.
    case raised
    /// Both windows are over the threshold, by so few job runs that it may be chance.
    case tooFewRuns = "too_few_runs"
    /// It would not.
    case quiet
    /// No job run with tests is in the long window.
    case noRuns = "no_runs"
  }

  /// The length of the long window.
  public var window: Microseconds
  /// What the alert would ask for.
  public var alert: Alert
  /// The burn rate from which the alert is raised.
  public var threshold: Double
  /// Job runs that failed only through flakes, out of those with tests, in the long window.
  public var long: Proportion
  /// The same in the last twelfth of it.
  public var short: Proportion

  /// How many times faster than the budget allows the long window spent it.
  public var rate: Double? { long.value.map { $0 / RateFigure.flakyFailedRunsTarget } }

  /// The same of the short window.
  public var shortRate: Double? { short.value.map { $0 / RateFigure.flakyFailedRunsTarget } }

  /// Whether the alert would be raised.
  public var standing: Standing {
    guard let rate else { return .noRuns }
    guard rate >= threshold, let shortRate, shortRate >= threshold else { return .quiet }
    let lowest = long.interval.lowerBound / RateFigure.flakyFailedRunsTarget
    return lowest >= threshold ? .raised : .tooFewRuns
  }

  /// The burn rates over an hour, six hours, a day and a week before a moment.
  ///
  /// The thresholds spend 2 % of a budget of 30 days in an hour, 5 % in six hours, and 10 % in a day;
  /// the first two page. Over a week 1 is the budget itself: threshold = share · 30 days / window.
  ///
  /// - Parameters:
  ///   - jobRuns: job runs of the week before the moment at least, in any order.
  ///   - flakyFailed: the rows of those that failed only through flakes.
  ///   - moment: when it is asked.
  static func rates(
    _ jobRuns: [RecordedJobRun],
    flakyFailed: Set<Int64>,
    before moment: Timestamp
  ) -> [BurnRate] {
    let tested = jobRuns.filter { $0.executions > 0 && $0.startedAt < moment }
    func share(minutes: Int64) -> Proportion {
      let start = moment.adding(milliseconds: -minutes * 60_000)
      let runs = tested.filter { $0.startedAt >= start }
      return Proportion(count: runs.count { flakyFailed.contains($0.id) }, total: runs.count)
    }
    let windows: [(hours: Int64, alert: Alert, threshold: Double)] = [
      (1, .page, 14.4), (6, .page, 6), (24, .ticket, 3), (168, .ticket, 1),
    ]
    return windows.map { window in
      BurnRate(
        window: Microseconds(milliseconds: window.hours * 3_600_000),
        alert: window.alert,
        threshold: window.threshold,
        long: share(minutes: window.hours * 60),
        short: share(minutes: window.hours * 5)
      )
    }
  }
}
