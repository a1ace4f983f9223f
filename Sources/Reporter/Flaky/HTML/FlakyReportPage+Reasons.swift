import StatisticsCore
import TestModel

extension FlakyReportPage {
  /// The failures of one test that count as no flakes and are told.
  static let mostDiscounted = 20

  /// What may make a test flaky.
  func causes(_ test: TestAssessment) -> HTMLText {
    guard !test.causes.isEmpty else { return "" }
    let items = test.causes.map { cause -> HTMLText in
      "<li>\(sentence(for: cause), longest: 400)</li>"
    }
    return """
      <p>What may make it flaky:</p>
      <ul>
      \(items.joined(separator: "\n"))
      </ul>

      """
  }

  /// The failures that count as no flakes, and why, the latest first.
  func discounted(_ test: TestAssessment) -> HTMLText {
    let fair = max(FlakyReportPage.mostEvents / max(1, listed.count), 3)
    let shown = test.discounted.reversed().prefix(min(fair, FlakyReportPage.mostDiscounted))
    guard !shown.isEmpty else { return "" }
    let table = HTMLTable(
      caption: "Failures that count as no flakes",
      columns: [
        .init(title: "Job run that failed"), .init(title: "Why it does not count"),
        .init(title: "Weight", isNumber: true), .init(title: "Job"), .init(title: "Commit"),
      ],
      rows: shown.map(row),
      isLandmark: false
    ).html
    let rest = test.discounted.count - shown.count
    let note: HTMLText = rest > 0 ? "\n<p class=\"soft\">\(grouped(rest)) before these.</p>" : ""
    return """

      <details><summary>\(plural(test.discounted.count, "failure")) not counted</summary>
      \(table)\(note)
      </details>
      """
  }

  private func row(_ failure: DiscountedFailure) -> [HTMLText] {
    [
      HTMLText.link(runs[failure.jobRunID]?.jobRun.url, label: minute(failure.at)),
      "\(failure.reason.words)",
      "\(humanPercentage(failure.weight))",
      job(failure.stream),
      commit(failure.commit),
    ]
  }
}
