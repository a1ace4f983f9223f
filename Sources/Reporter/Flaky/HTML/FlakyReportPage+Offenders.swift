import StatisticsCore
import TestModel

extension FlakyReportPage {
  /// The flaky tests, those that cost most first.
  var offenders: Section? {
    guard !listed.isEmpty else { return nil }
    let days = FlakeDays(from: assessment.from, asOf: assessment.asOf)
    let showsVerdict = listed.contains { $0.verdict != .flaky }
    let rows = listed.map { test -> [HTMLText] in
      let verdict: [HTMLText] = showsVerdict ? ["\(test.verdict.rawValue)"] : []
      return [
        "<a href=\"#test-\(test.test.stableID)\">\(name(test.test))</a>"
      ] + verdict + [
        HTMLTable.number(test.lostTime.seconds, "\(humanDuration(test.lostTime))"),
        HTMLTable.number(test.rate.estimate, rate(test.rate)),
        HTMLTable.number(Double(test.flakes), counts(test)),
        HTMLTable.number(test.probability, "\(humanPercentage(test.probability))"),
        since(test.sinceCommit, day: test.firstFlake),
        date(test.lastFlake),
        sparkline(test.evidence, days: days),
        jobs(test.streams),
        quarantineState(test),
        owners(test),
      ]
    }
    let table = HTMLTable(
      caption: "Tests that fail at times on code that works, by the CI time they cost",
      columns: [
        .init(title: "Test")
      ] + (showsVerdict ? [.init(title: "Verdict", isFilter: true)] : []) + [
        .init(title: "CI time lost", isNumber: true),
        .init(title: "Flake rate<span class=\"under\">90 % interval</span>", isNumber: true),
        .init(title: "Flakes of<span class=\"under\">executions</span>", isNumber: true),
        .init(title: "Probability", isNumber: true),
        .init(title: "Since"),
        .init(title: "Last flake"),
        .init(title: "Flakes \(days.unit)"),
        .init(title: "Jobs"),
        .init(title: "Quarantine", isFilter: true),
        .init(title: "Owner", isFilter: true),
      ],
      rows: rows,
      hasTools: true
    )
    return Section(
      id: "flaky",
      title: "Flaky tests by cost",
      summary: grouped(listed.count),
      body: table.html
    )
  }
}
