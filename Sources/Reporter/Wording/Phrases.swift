import StatisticsCore
import TestModel

/// A commit as people say it.
func shortCommit(_ commit: String?) -> String? {
  commit.map { String(MarkdownText.oneLine($0).prefix(8)) }
}

/// What an incident hit, as the end of a sentence.
func phrase(for scope: Incident.Scope, quote: (String) -> String) -> String {
  switch scope {
  case .wholeRun: "most tests of the job runs"
  case .folder(let folder): "the tests in \(quote(folder))"
  case .signature(let text): "tests that failed with \(quote(text))"
  case .host(let host): "tests on the machine \(quote(host))"
  case .scattered: "tests with nothing in common but the moment"
  }
}

/// A rate with its interval: `4.1 % (2.0 % to 7.3 %)`.
func phrase(for rate: FlakeRate) -> String {
  "\(humanPercentage(rate.estimate)) (\(humanPercentage(rate.low)) to "
    + "\(humanPercentage(rate.high)))"
}

/// A share with what it is a share of: `2.1 % (3 of 143)`.
func phrase(for proportion: Proportion) -> String {
  guard let value = proportion.value else { return "none of 0" }
  return "\(humanPercentage(value)) (\(grouped(proportion.count)) of \(grouped(proportion.total)))"
}

/// Between which commits something began, as the end of a sentence; none where nothing is known.
func phrase(for range: CommitRange, quote: (String) -> String) -> String? {
  switch (shortCommit(range.after), shortCommit(range.upTo)) {
  case (nil, nil): nil
  case (let after?, nil): "after \(quote(after))"
  case (nil, let upTo?): "\(quote(upTo)) or before"
  case (let after?, let upTo?): "after \(quote(after)), and \(quote(upTo)) at the latest"
  }
}

/// A share with its counts and its interval: `2.1 % (3 of 143; 0.7 % to 6.0 %)`.
func intervalPhrase(for proportion: Proportion) -> String {
  guard let value = proportion.value else { return "none of 0" }
  let interval = proportion.interval
  return "\(humanPercentage(value)) (\(grouped(proportion.count)) of \(grouped(proportion.total)); "
    + "\(humanPercentage(interval.lowerBound)) to \(humanPercentage(interval.upperBound)))"
}

/// How the share of flaky-failed job runs stands to its target; none where no job run has tests.
func targetSentence(_ rates: FlakinessRates) -> String? {
  let share = rates.total.flakyFailedRuns
  guard let value = share.value else { return nil }
  let target = RateFigure.flakyFailedRunsTarget
  let end =
    switch share.standing(to: target) {
    case .met: "is met"
    case .missed: "is missed"
    case .undecided: "is neither met nor missed for certain"
    }
  return "Flaky-failed job runs: \(humanPercentage(value)), with 95 % confidence "
    + "\(humanPercentage(share.interval.lowerBound)) to "
    + "\(humanPercentage(share.interval.upperBound)); the target of \(humanPercentage(target)) \(end)."
}

/// What a history could have seen of a flake of 1 %, as a sentence; none where nothing ran.
func powerSentence(_ power: HistoryPower?) -> String? {
  power?.atMedian.first { $0.rate == 0.01 }
    .map { "In a test with the median of \(plural($0.attempts, "first attempt")), \($0.sentence)." }
}

/// A fragment as a sentence, from a capital letter to a full stop.
func sentence(from fragment: String) -> String {
  fragment.prefix(1).uppercased() + fragment.dropFirst() + "."
}

/// The parts of a sentence as a list: `a, b and c`.
func joinedList(_ parts: [String]) -> String {
  guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
  return parts.dropLast().joined(separator: ", ") + " and " + last
}

/// The state of a window in one sentence.
func headline(_ assessment: FlakinessAssessment) -> String {
  let flaky = assessment.flakyTests()
  let period = "in " + windowLength(assessment)
  guard assessment.jobRuns > 0 else { return "No job run \(period): nothing can be said." }
  guard !flaky.isEmpty else {
    return "No flaky test in \(plural(assessment.jobRuns, "job run")) \(period)."
  }
  let lost = flaky.map(\.lostTime).reduce(Microseconds.zero, +)
  let told = assessment.rates.total.flakyFailedRuns
  let runs =
    told.total > 0
    ? told : Proportion(count: assessment.flakyFailedJobRunIDs.count, total: assessment.jobRuns)
  return "\(plural(flaky.count, "flaky test")) cost \(humanDuration(lost)) of CI time \(period); "
    + "\(phrase(for: runs)) of the job runs failed through flaky tests alone."
}

/// The length of the window: in days, or, under two days, as exactly as it is set.
private func windowLength(_ assessment: FlakinessAssessment) -> String {
  let milliseconds = assessment.asOf.milliseconds - assessment.from.milliseconds
  guard milliseconds < 2 * 86_400_000, milliseconds != 86_400_000 else {
    return plural(Int((milliseconds + 43_200_000) / 86_400_000), "day")
  }
  return humanDuration(Microseconds(milliseconds * 1000))
}

/// What is left out because names are not unique; none where they are.
func ambiguitySentence(_ assessment: FlakinessAssessment) -> String? {
  let names = assessment.ambiguousNames
  guard names > 0 else { return nil }
  return
    "\(plural(names, "test name")) \(names == 1 ? "stands" : "stand") for several cases in some "
    + "job runs; nothing is scored there. Were several runs ingested as one, or do parameters lack "
    + "in the names?"
}
