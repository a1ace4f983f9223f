import StatisticsCore
import TestModel

extension ReviewWriting {
  /// How fast the error budget was spent at most in the week, and what alerts would have said.
  var budget: ReviewPage.Section? {
    let share = review.current.runs.flakyFailedRuns
    let allowed = Double(share.total) * RateFigure.flakyFailedRunsTarget
    let target = humanPercentage(RateFigure.flakyFailedRunsTarget)
    let spent: ReviewText =
      "The budget is \(target) of the job runs with tests, which may fail through flakes: "
      + "\(plainNumber(allowed.rounded(places: 1))) of the week's \(grouped(share.total)). "
      + "\(grouped(share.count)) did."
    return ReviewPage.Section(
      id: "budget",
      title: "Error budget",
      blocks: [
        .paragraph(spent), .table(budgetTable),
        .note(
          "Each row but the last is of the window, of all that end with a job run of the week, that is "
            + "explained least by chance. A burn rate of 1 spends just the budget. An alert needs it over "
            + "the threshold in its window and in the last twelfth of that (Google, The Site Reliability "
            + "Workbook, chapter 5), and here also a 95 % interval that is over it."
        ),
      ]
    )
  }

  private var budgetTable: ReviewTable {
    var table = ReviewTable(
      id: "budget",
      caption: "Highest burn rates",
      columns: [
        .init(title: "Window", key: "window"),
        .init(title: "Seconds", key: "window_seconds", kind: .number, isForPrograms: true),
        .init(title: "Until", key: "end"),
        .init(title: "Flaky-failed job runs", key: "flaky_failed_job_runs", kind: .share),
        .init(title: "Burn rate", key: "burn_rate", kind: .number),
        .init(title: "Alert", key: "alert"),
        .init(title: "Threshold", key: "threshold", kind: .number),
        .init(title: "In the last twelfth", key: "short_burn_rate", kind: .number),
      ]
    )
    table.rows = review.burnRates.map { rate in
      [
        .text("\(words(forWindow: rate.window))"), .span(rate.window),
        .text("\(rate.end.iso8601)"), .share(rate.long), burn(rate.rate), .text("\(alert(rate))"),
        .number(rate.threshold, shown: plainNumber(rate.threshold)), burn(rate.shortRate),
      ]
    }
    return table
  }

  private func burn(_ rate: Double?) -> ReviewCell {
    rate.map { .number($0.rounded(places: 3), shown: plainNumber($0.rounded(places: 1))) }
      ?? .text("no job run")
  }

  private func alert(_ rate: BurnRate) -> String {
    let alert = rate.alert == .page ? "page" : "ticket"
    return switch rate.standing {
    case .raised: "would \(alert == "page" ? "page" : "open a ticket") \(times(rate.alerts))"
    case .tooFewRuns: "no \(alert): too few job runs to be sure"
    case .quiet: "no \(alert)"
    case .noRuns: "no job run"
    }
  }
}

/// How often: `once`, `twice`, `3 times`.
private func times(_ count: Int) -> String {
  switch count {
  case 1: "once"
  case 2: "twice"
  default: "\(grouped(count)) times"
  }
}

/// A window of whole hours or days: `1 hour`, `24 hours`, `7 days`.
func words(forWindow window: Microseconds) -> String {
  let hours = Int(window.seconds / 3600)
  return hours > 24 && hours % 24 == 0 ? plural(hours / 24, "day") : plural(hours, "hour")
}
