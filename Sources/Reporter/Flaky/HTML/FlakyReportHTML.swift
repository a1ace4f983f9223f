public import StatisticsCore
public import TestModel

/// The flaky report as one HTML file: no request, light and dark, printable.
///
/// The same values give the same bytes. All text of the values is escaped, and addresses become
/// links only where they are of the web.
///
/// - Parameters:
///   - assessment: what the history says.
///   - listed: the flaky tests that are shown; all of the assessment's flaky tests unless given.
///   - history: what was assessed, for the runs of each flaky test; without it they are not told.
///   - jobRuns: the job runs of the window, for their links and for the dates of commits.
///   - quarantine: where tests are in the life of a quarantine.
///   - repo: the repository, for the title.
public func flakyReportHTML(
  _ assessment: FlakinessAssessment,
  tests listed: [TestAssessment]? = nil,
  history: FlakinessHistory? = nil,
  jobRuns: [RecordedJobRun],
  quarantine: [QuarantineRecord],
  repo: String?
) -> String {
  let page = FlakyReportPage(
    assessment: assessment,
    listed: listed ?? assessment.flakyTests(),
    history: history,
    jobRuns: jobRuns,
    quarantine: quarantine,
    repo: repo
  )
  return page.html.markup
}

extension FlakyReportPage {
  /// The whole file.
  var html: HTMLText {
    HTMLPage(
      title: repo.map { "Flaky tests in \($0)" } ?? "Flaky tests",
      answer: "\(headline(assessment))\(shownOf)",
      nothing: "<p>No test failed in a way that needs attention.</p>",
      sections: sections,
      footer: footer,
      style: flakyReportStyle
    )
    .html
  }

  /// What the report leaves out of what its first sentence counts.
  private var shownOf: HTMLText {
    let all = assessment.flakyTests().count
    return listed.count < all ? " \(grouped(listed.count)) of them are shown." : ""
  }
}

/// What the flaky report's tables need beside the common style.
private let flakyReportStyle: HTMLText = """
  #flaky ~ .wide tbody th { min-width: 14rem; }
  article td:nth-child(3):not(.num), article td:nth-child(4):not(.num) { min-width: 7.5rem;
    overflow-wrap: anywhere; }
  article td:last-child:not(.num) { min-width: 18rem; }
  article .wide { margin-top: .35rem; }
  @media (max-width: 40rem) { #flaky ~ .wide tbody th { min-width: 12rem; }
    article tbody th { min-width: 9rem; } }
  \(historyStripStyle)
  \(heatMapStyle)
  """
