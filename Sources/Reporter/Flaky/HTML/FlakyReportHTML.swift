public import StatisticsCore
public import TestModel

/// The flaky report as one HTML file: no script, no request, light and dark, printable.
///
/// - Parameters:
///   - assessment: what the history says.
///   - listed: the flaky tests that are shown, those that cost most first.
///   - jobRuns: the job runs of the window, for their links.
///   - quarantine: the tests in quarantine.
///   - repo: the repository, for the title.
public func flakyReportHTML(
  _ assessment: FlakinessAssessment,
  tests listed: [TestAssessment],
  jobRuns: [RecordedJobRun],
  quarantine: [QuarantineEntry],
  repo: String?
) -> String {
  let page = FlakyReportPage(
    assessment: assessment,
    listed: listed.sorted { left, right in
      left.lostTime != right.lostTime
        ? left.lostTime > right.lostTime : left.test.testID < right.test.testID
    },
    runs: Dictionary(uniqueKeysWithValues: jobRuns.map { ($0.id, $0) }),
    quarantined: Dictionary(uniqueKeysWithValues: quarantine.map { ($0.test.id, $0) })
  )
  let title = repo.map { "Flaky tests in \(HTMLText.escape($0))" } ?? "Flaky tests"
  return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <title>\(title)</title>
    <style>
    \(flakyReportStyle)
    </style>
    </head>
    <body>
    <a class="skip" href="#tests">Skip to the tests</a>
    <header>
    <h1>\(title)</h1>
    <p class="answer">\(HTMLText.escape(headline(assessment)))</p>
    <p class="soft">\(page.windowSentence)</p>
    </header>
    <main id="tests">
    \(page.sections.filter { !$0.isEmpty }.joined(separator: "\n"))
    </main>
    <footer>
    \(page.explanation)
    </footer>
    </body>
    </html>

    """
}

/// The parts of the page.
struct FlakyReportPage {
  /// The events of one test that stand open; the rest unfolds.
  static let mostOpenEvents = 8

  let assessment: FlakinessAssessment
  let listed: [TestAssessment]
  let runs: [Int64: RecordedJobRun]
  let quarantined: [Int64: QuarantineEntry]

  var sections: [String] {
    [offenders, details, failing, recovered, undecided, incidents]
  }

  var windowSentence: String {
    "\(assessment.from.iso8601) to \(assessment.asOf.iso8601), "
      + "\(plural(assessment.jobRuns, "job run")), \(grouped(assessment.excluded.count)) set aside."
  }

  var explanation: String {
    """
    <h2>How to read this</h2>
    <p>A flake is a first attempt that failed on a commit that also passed, in a retry or in another \
    run. The flake rate is flakes in first attempts, with the interval that holds it with 90 % \
    probability.</p>
    <p>The probability is that of the test being flaky at the end of the window: it falls with every \
    run that passes.</p>
    <p>Failures that came together far beyond what their tests do on their own are outages, and count \
    for no test. A change under review that breaks a test is no flake.</p>
    """
  }

  /// A table with its caption and column heads; cells are HTML.
  func table(
    caption: String,
    columns: [(title: String, isNumber: Bool)],
    rows: [[String]]
  ) -> String {
    let head = columns.map {
      "<th scope=\"col\"\($0.isNumber ? " class=\"number\"" : "")>\($0.title)</th>"
    }
    let body = rows.map { cells -> String in
      let row = zip(columns, cells).enumerated().map { index, cell in
        index == 0
          ? "<th scope=\"row\">\(cell.1)</th>"
          : "<td\(cell.0.isNumber ? " class=\"number\"" : "")>\(cell.1)</td>"
      }
      return "<tr>\(row.joined())</tr>\n"
    }
    return "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"\(caption)\">\n"
      + "<table>\n<caption>\(caption)</caption>\n<thead><tr>\(head.joined())</tr></thead>\n"
      + "<tbody>\n\(body.joined())</tbody>\n</table>\n</div>"
  }

  /// A test's name, with its file beneath it.
  func name(_ test: TestAssessment) -> String {
    let id = test.test.testID
    let file = id.file.isEmpty ? "" : "<span class=\"file\">\(HTMLText.escape(id.file))</span>"
    return "<span class=\"name\">\(HTMLText.escape(id.displayName))</span>\(file)"
  }
}
