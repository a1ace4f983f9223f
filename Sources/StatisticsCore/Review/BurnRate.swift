public import TestModel

/// How fast the error budget was spent at most in windows of one length, and how often that would have
/// raised an alert.
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
  public enum Standing: String, Sendable, Hashable, Comparable {
    /// No job run with tests is in the long window.
    case noRuns = "no_runs"
    /// It would not.
    case quiet
    /// Both windows are over the threshold, by so few job runs that it may be chance.
    case tooFewRuns = "too_few_runs"
    /// It would: both windows are over the threshold, and the long one surely.
    case raised

    /// The one says less of an alert than the other.
    public static func < (left: Standing, right: Standing) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .noRuns: 0
      case .quiet: 1
      case .tooFewRuns: 2
      case .raised: 3
      }
    }
  }

  /// The length of the long window.
  public var window: Microseconds
  /// What the alert would ask for.
  public var alert: Alert
  /// The burn rate from which the alert is raised.
  public var threshold: Double
  /// When the window ends of which the shares are.
  public var end: Timestamp
  /// How often in the time that is looked at the alert would have been raised: each time at a job run
  /// before which it was not.
  public var alerts: Int
  /// Job runs that failed only through flakes, out of those with tests, in the long window.
  public var long: Proportion
  /// The same in the last twelfth of it.
  public var short: Proportion

  /// How many times faster than the budget allows the long window spent it.
  public var rate: Double? { long.value.map { $0 / RateFigure.flakyFailedRunsTarget } }

  /// The same of the short window.
  public var shortRate: Double? { short.value.map { $0 / RateFigure.flakyFailedRunsTarget } }

  /// How probable as many failures through flakes or more are in the long window where the share of
  /// job runs that fail so is at the threshold: the exact binomial test (Clopper and Pearson, 1934).
  var chance: Double {
    let share = min(threshold * RateFigure.flakyFailedRunsTarget, 1)
    return binomialTail(atLeast: long.count, trials: long.total, rate: share)
  }

  /// Whether the alert would be raised: surely so where `chance` is at most 2.5 %, which is where a
  /// 95 % interval is over the threshold.
  public var standing: Standing {
    guard let rate else { return .noRuns }
    // Where no job run is in the short window, nothing says that the trouble has ended.
    guard rate >= threshold, shortRate ?? rate >= threshold else { return .quiet }
    return chance <= 0.025 ? .raised : .tooFewRuns
  }
}
