public import StatisticsCore
import TestModel

/// The share of job runs that may fail through flaky tests alone before people stop trusting red.
private let target = 0.005

/// The weekly review as Markdown.
public func reviewMarkdown(_ review: WeeklyReview) -> String {
  let sections = [
    head(review), figures(review), offenders(review), changes(review), outages(review),
    quarantine(review), footer(review),
  ]
  return sections.filter { !$0.isEmpty }.joined(separator: "\n")
}

private func head(_ review: WeeklyReview) -> String {
  let week = review.current
  let title =
    "# CI review, week \(review.week.name)\n\n"
    + "\(review.week.start.isoDate) to \(review.week.end.adding(days: -1).isoDate), UTC.\n\n"
  guard let share = week.flakyFailed.value else {
    return title + "**No job run with tests this week: there is nothing to review.**\n"
  }
  let interval = week.flakyFailed.interval
  let verdict =
    interval.lowerBound > target
    ? "over the target" : interval.upperBound <= target ? "within the target" : "not surely either"
  return title
    + "**Flaky-failed job runs: \(phrase(for: week.flakyFailed)), target \(humanPercentage(target)): "
    + "\(share <= target ? "met" : "missed").** "
    + "The 95 % interval is \(humanPercentage(interval.lowerBound)) to "
    + "\(humanPercentage(interval.upperBound)), which is \(verdict). "
    + "Against last week: \(sentence(review)).\n"
}

private func sentence(_ review: WeeklyReview) -> String {
  let before = review.previous.flakyFailed
  guard before.total > 0 else { return "there is nothing to compare with" }
  let word =
    switch review.trend {
    case .better: "better than"
    case .worse: "worse than"
    case .noSignificantChange: "no significant change from"
    }
  return "\(word) \(phrase(for: before))"
}

private func figures(_ review: WeeklyReview) -> String {
  var table = MarkdownTable([
    ("", .left), ("This week", .right), ("Last week", .right), ("Median of 4 weeks", .right),
  ])
  func add(_ name: String, _ show: (WeekFigures) -> String, _ median: String) {
    table.add([name, show(review.current), show(review.previous), median])
  }
  func share(_ name: String, _ figure: (WeekFigures) -> Proportion) {
    let median = review.medianOfFourWeeks { figure($0).value }
    add(name, { phrase(for: figure($0)) }, median.map(humanPercentage) ?? "")
  }
  func time(_ name: String, _ figure: (WeekFigures) -> Microseconds?) {
    let median = review.medianOfFourWeeks { figure($0)?.seconds }
    let shown = median.flatMap { Microseconds(seconds: $0) }.map(humanDuration) ?? ""
    add(name, { figure($0).map(humanDuration) ?? "" }, shown)
  }
  func count(_ name: String, _ figure: (WeekFigures) -> Int) {
    let median = review.medianOfFourWeeks { Double(figure($0)) }
    add(name, { grouped(figure($0)) }, median.map { grouped(Int($0.rounded())) } ?? "")
  }
  share("Flaky-failed job runs") { $0.flakyFailed }
  share("Job runs that passed") { $0.passed }
  share("Passed, flakes left out") { $0.passedWithoutFlakes }
  time("CI time lost to flakes") { $0.lostTime }
  time("Job duration, median") { $0.medianDuration }
  time("Job duration, 95 of 100 within") { $0.p95Duration }
  count("Pipelines") { $0.pipelines }
  count("Job runs in an outage") { $0.inOutage }
  count("Job runs without a whole report") { $0.incomplete }
  return "## The week in figures\n\n" + table.text
}

private func offenders(_ review: WeeklyReview) -> String {
  let flaky = review.assessment.flakyTests()
    .sorted { ($1.lostTime, $0.test.testID) < ($0.lostTime, $1.test.testID) }
  guard !flaky.isEmpty else { return "" }
  let total = flaky.map(\.lostTime).reduce(.zero, +)
  var table = MarkdownTable([
    ("Test", .left), ("CI time lost", .right), ("Share", .right), ("Flake rate", .right),
    ("Flakes", .right),
  ])
  for test in flaky.prefix(10) {
    let share = total.count == 0 ? 0 : test.lostTime.seconds / total.seconds
    table.add([
      MarkdownText.code(test.test.testID.displayName), humanDuration(test.lostTime),
      humanPercentage(share), humanPercentage(test.rate.estimate),
      "\(grouped(test.flakes)) of \(grouped(test.executions))",
    ])
  }
  let more = flaky.count > 10 ? "\nand \(plural(flaky.count - 10, "more flaky test")).\n" : ""
  return "## Top offenders in five weeks\n\n" + table.text + more
}

private func changes(_ review: WeeklyReview) -> String {
  func list(_ title: String, _ tests: [TestAssessment], _ detail: (TestAssessment) -> String)
    -> String
  {
    guard !tests.isEmpty else { return "" }
    let lines = tests.prefix(20).map {
      "- \(MarkdownText.code($0.test.testID.displayName)): \(detail($0))\n"
    }
    let more = tests.count > 20 ? "- and \(grouped(tests.count - 20)) more\n" : ""
    return "### \(title)\n\n" + lines.joined() + more
  }
  let parts = [
    list("Newly flaky", review.newlyFlaky) {
      "\(plural($0.flakes, "flake")) in \(plural($0.executions, "run")), first on "
        + ($0.firstFlake?.isoDate ?? "an unknown day")
        + (shortCommit($0.sinceCommit).map { ", commit \($0)" } ?? "")
    },
    list("Recovered", review.recovered) { "no flake since \($0.lastFlake?.isoDate ?? "long")" },
    list("Failing every time", review.failing) {
      $0.verdict.rawValue + (shortCommit($0.sinceCommit).map { " since commit \($0)" } ?? "")
    },
  ].filter { !$0.isEmpty }
  let body = parts.isEmpty ? "No test changed its state.\n" : parts.joined(separator: "\n")
  return "## What changed\n\n" + body
}

private func outages(_ review: WeeklyReview) -> String {
  guard !review.outages.isEmpty else { return "" }
  let lines = review.outages.map { outage in
    "- \(outage.from.iso8601) to \(outage.to.iso8601): "
      + "\(plural(outage.jobRunIDs.count, "job run")), "
      + "\(plural(outage.testRowIDs.count, "test")), \(humanDuration(outage.lostTime)) of CI time; "
      + "hit were \(phrase(for: outage.scope, quote: MarkdownText.code))\n"
  }
  return "## Outages\n\n" + lines.joined()
}

private func quarantine(_ review: WeeklyReview) -> String {
  guard !review.quarantine.isEmpty else { return "" }
  let overdue = review.quarantine.filter { $0.isOverdue(at: review.week.end) }
  let oldest = review.quarantine.map(\.since).min() ?? review.week.end
  var text =
    "## Quarantine\n\n\(plural(review.quarantine.count, "test")) in quarantine, the oldest since "
    + "\(oldest.isoDate); \(grouped(overdue.count)) past the date.\n"
  let escalated = overdue.filter { $0.escalated != nil }
  if !escalated.isEmpty {
    text +=
      "\n**Long past it: \(plural(escalated.count, "test")). Each needs its owner, or a reason "
    text += "to stay.**\n\n" + escalated.prefix(20).map(quarantineLine).joined()
  }
  let others = overdue.filter { $0.escalated == nil }
  if !others.isEmpty { text += "\n" + others.prefix(20).map(quarantineLine).joined() }
  return text
}

private func quarantineLine(_ entry: QuarantineEntry) -> String {
  let issue = entry.issue.map { ", \(issueLink($0))" } ?? ""
  return "- \(MarkdownText.code(entry.test.testID.displayName)), since \(entry.since.isoDate)"
    + ", owner \(MarkdownText.prose(entry.owner ?? "nobody"))\(issue)\n"
}

/// A link where the text is an address without a character that Markdown gives a meaning.
private func issueLink(_ issue: String) -> String {
  let isAddress = issue.hasPrefix("https://") || issue.hasPrefix("http://")
  let isPlain = issue.unicodeScalars.allSatisfy { scalar in
    scalar.isASCII
      && (scalar.properties.isAlphabetic
        || "0123456789-._~:/?#=&%+".unicodeScalars.contains(scalar))
  }
  return isAddress && isPlain ? "[issue](\(issue))" : MarkdownText.prose(issue)
}

private func footer(_ review: WeeklyReview) -> String {
  "A flaky-failed job run is one whose failed tests are all flaky ones, outages left out. CI time "
    + "lost is the duration of those runs. Verdicts are as of \(review.assessment.asOf.iso8601), "
    + "over the job runs since \(review.assessment.from.iso8601) "
    + "(\(grouped(review.assessment.jobRuns))).\n"
}
