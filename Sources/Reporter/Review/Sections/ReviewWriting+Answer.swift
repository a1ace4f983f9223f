import StatisticsCore
import TestModel

extension ReviewWriting {
  /// The share of flaky-failed runs against its target, last week and the four weeks, and the cost.
  var answer: [ReviewText] {
    [target, "\(comparison)", "\(price)"]
  }

  private var target: ReviewText {
    let share = review.current.runs.flakyFailedRuns
    let target = humanPercentage(RateFigure.flakyFailedRunsTarget)
    let standing =
      switch share.standing(to: RateFigure.flakyFailedRunsTarget) {
      case .met: "met"
      case .missed: "missed"
      case .undecided: "neither met nor missed for certain"
      }
    return
      "Flaky-failed job runs: \(intervalPhrase(for: share)), target \(target): \(standing)."
  }

  private var comparison: String {
    let change = review.changeOfWeek(\.runs.flakyFailedRuns)
    let week = change.trend(isBetterLower: true)
    guard week != .unknown else { return "There is no week before to compare with." }
    var text = "Against last week, \(phrase(for: change.before)): \(words(for: week))"
    if let points = pointsPhrase(change) { text += " (\(points))" }
    guard let median = review.medianOfFourWeeks({ $0.runs.flakyFailedRuns.value }) else {
      return text + "."
    }
    let trend = review.trendOfFourWeeks(\.runs.flakyFailedRuns, isBetterLower: true)
    return text + "; against the median of the four weeks before, \(humanPercentage(median)): "
      + "\(words(for: trend))."
  }

  private var price: String {
    let runs = review.current.runs
    let people = assumptions.peopleTime(runs.blockedPipelines.count)
    var text = "Flakes cost \(humanDuration(runs.cost.total)) of CI time, and some "
    text += "\(humanDuration(people)) of people's (an assumption: "
    text += "\(plainNumber(assumptions.minutesPerFailure)) minutes for each pipeline held up)"
    let (saved, missed) = (review.savings.saved.jobRuns.count, review.savings.missed.jobRuns.count)
    if saved > 0 { text += "; quarantine saved \(plural(saved, "job run"))" }
    if missed > 0 { text += "; a gate would have saved \(plural(missed, "job run"))" }
    return text + "."
  }
}

/// How something moved, in words.
func words(for trend: Trend) -> String {
  switch trend {
  case .better: "better"
  case .worse: "worse"
  case .noSignificantChange: "no significant change"
  case .unknown: "nothing to compare with"
  }
}

/// By how many points of percent a share moved: `2 points less, 95 % interval 12 less to 8 more`; none
/// where there is nothing to compare with.
func pointsPhrase(_ change: ShareChange) -> String? {
  guard let difference = change.difference, let interval = change.interval else { return nil }
  func side(_ points: Double) -> String {
    "\(plainNumber((abs(points) * 100).rounded(places: 1))) \(points < 0 ? "less" : "more")"
  }
  let points = plainNumber((abs(difference) * 100).rounded(places: 1))
  return "\(points) \(points == "1" ? "point" : "points") \(difference < 0 ? "less" : "more"), "
    + "95 % interval \(side(interval.lowerBound)) to \(side(interval.upperBound))"
}

/// A number without a decimal that is 0: `28`, `14.4`.
func plainNumber(_ number: Double) -> String {
  let isWhole = number == number.rounded() && abs(number) < 1e15
  return isWhole ? grouped(Int(number)) : "\(number)"
}
