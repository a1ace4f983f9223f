public import StatisticsCore
public import TestModel

/// The flaky report as one HTML file: no script, no request, light and dark, printable.
///
/// The same values give the same bytes. All text of the values is escaped, and addresses become
/// links only where they are of the web.
///
/// - Parameters:
///   - assessment: what the history says.
///   - listed: the flaky tests that are shown; all of the assessment's flaky tests unless given.
///   - jobRuns: the job runs of the window, for their links and for the dates of commits.
///   - quarantine: the tests in quarantine.
///   - repo: the repository, for the title.
public func flakyReportHTML(
  _ assessment: FlakinessAssessment,
  tests listed: [TestAssessment]? = nil,
  jobRuns: [RecordedJobRun],
  quarantine: [QuarantineEntry],
  repo: String?
) -> String {
  let page = FlakyReportPage(
    assessment: assessment,
    listed: listed ?? assessment.flakyTests(),
    jobRuns: jobRuns,
    quarantine: quarantine,
    repo: repo
  )
  return page.html.markup
}

extension FlakyReportPage {
  /// The whole file.
  var html: HTMLText {
    let sections = self.sections
    let title: HTMLText = repo.map { "Flaky tests in \($0)" } ?? "Flaky tests"
    let nothing: HTMLText = "<p>No test failed in a way that needs attention.</p>"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; style-src 'unsafe-inline'"/>
      <meta name="referrer" content="no-referrer"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <title>\(title)</title>
      <style>
      \(flakyReportStyle)
      </style>
      </head>
      <body>
      <a class="skip" href="#content">Skip to the content</a>
      <header>
      <h1>\(title)</h1>
      <p class="answer">\(headline(assessment))\(shownOf)</p>
      \(contents(sections))
      </header>
      <main id="content">
      \(sections.isEmpty ? nothing : sections.map(\.html).joined(separator: "\n"))
      </main>
      <footer>
      \(footer)
      </footer>
      </body>
      </html>

      """
  }

  /// What the report leaves out of what its first sentence counts.
  private var shownOf: HTMLText {
    let all = assessment.flakyTests().count
    return listed.count < all ? " \(grouped(listed.count)) of them are shown." : ""
  }

  private func contents(_ sections: [Section]) -> HTMLText {
    let items = sections.map { section -> HTMLText in
      let summary: HTMLText = section.summary.isEmpty ? "" : " \(section.summary)"
      return "<li><a href=\"#\(section.id)\">\(section.title)</a>\(summary)</li>"
    }
    guard !items.isEmpty else { return "" }
    return "<nav aria-label=\"Sections\">\n<ul>\n\(items.joined(separator: "\n"))\n</ul>\n</nav>"
  }
}
