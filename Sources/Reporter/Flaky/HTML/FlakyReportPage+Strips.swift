import StatisticsCore
import TestModel

/// What one test did: its runs, what its failures said, what it takes, and since when.
extension FlakyReportPage {
  /// The jobs and variants of one test that are drawn.
  private static let mostLanes = 12
  /// The texts of failures of one test that are told.
  private static let mostSignatures = 5

  /// A test's runs, a row for each job and variant.
  func strips(_ test: TestAssessment) -> HTMLText {
    guard let lanes = strips[test.test.id]?.lanes, !lanes.isEmpty else { return "" }
    let shown = lanes.prefix(FlakyReportPage.mostLanes)
    let table = HTMLTable(
      caption: "Run by run, the oldest on the left",
      columns: [
        .init(title: "Job and variant"), .init(title: "Runs"),
        .init(title: "Count", isNumber: true), .init(title: "Failed", isNumber: true),
        .init(title: "On a retry", isNumber: true), .init(title: "Skipped", isNumber: true),
      ],
      rows: shown.map { lane -> [HTMLText] in
        [
          job(lane.stream), HistoryStrip(lane).html, "\(grouped(lane.cells.count))",
          "\(grouped(lane.count(.failed) + lane.count(.incident)))",
          "\(grouped(lane.count(.passedOnRetry)))", "\(grouped(lane.count(.skipped)))",
        ]
      },
      isLandmark: false
    ).html
    let rest = lanes.count - shown.count
    guard rest > 0 else { return table + "\n" }
    let more = plural(rest, "more job or variant", "more jobs and variants")
    return table + "\n<p class=\"soft\">\(more): see the JSON report.</p>\n"
  }

  /// What the test's failures said, and how often each; folded where there are several.
  func signatures(_ test: TestAssessment) -> HTMLText {
    let found = strips[test.test.id]?.signatures ?? []
    guard let first = found.first else { return "" }
    let failures = found.reduce(0) { $0 + $1.count }
    guard found.count > 1 else {
      let runs =
        failures == 1
        ? "The run that failed said" : "All \(grouped(failures)) runs that failed said"
      return "<p>\(runs): \(signature(first.text))</p>\n"
    }
    let shown = found.prefix(FlakyReportPage.mostSignatures)
    let table = HTMLTable(
      caption: "What the failures said; numbers and addresses in them are left open",
      columns: [
        .init(title: "Failure"), .init(title: "Runs", isNumber: true),
        .init(title: "Latest of them"),
      ],
      rows: shown.map { found -> [HTMLText] in
        [
          signature(found.text), "\(grouped(found.count)) of \(grouped(failures))",
          HTMLText.link(runs[found.lastJobRunID]?.jobRun.url, label: minute(found.last)),
        ]
      },
      isLandmark: false
    ).html
    let rest = found.count - shown.count
    let note: HTMLText =
      rest > 0 ? "\n<p class=\"soft\">\(grouped(rest)) rarer ones are left out.</p>" : ""
    return """
      <details><summary>\(plural(found.count, "failure signature")) in \
      \(plural(failures, "run")) that failed</summary>
      \(table)\(note)
      </details>

      """
  }

  /// Since when the test is flaky, and between which commits that began, as a sentence.
  func began(_ test: TestAssessment) -> HTMLText {
    guard test.verdict == .flaky, let first = test.firstFlake else { return "" }
    let range = test.sinceRange.flatMap { phrase(for: $0) { $0 } }
    let commits = range.map { "; the commit that made it flaky is \($0)" } ?? ""
    return " Its first flake was on \(date(first))\(commits)."
  }

  /// What runs of the test take, as a sentence.
  func durations(_ test: TestAssessment) -> HTMLText {
    guard let strip = strips[test.test.id] else { return "" }
    let parts = [("passed", strip.passed), ("failed", strip.failed)].compactMap { words, took in
      took.map { took in
        let most = took.p95.map { ", 95 % of them within \(humanDuration($0))" } ?? ""
        let runs = "\(plural(took.count, "run"))\(most)"
        return "\(humanDuration(took.median)) where it \(words) (\(runs))"
      }
    }
    return parts.isEmpty ? "" : " Its first attempt takes, as a median, \(joinedList(parts))."
  }
}
