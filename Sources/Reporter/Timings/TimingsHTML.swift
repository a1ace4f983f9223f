public import StatisticsCore
import TestModel

/// The report of timings as one HTML file: no request, light and dark, printable.
///
/// The same values give the same bytes. All text of the values is escaped, and addresses become
/// links only where they are of the web.
///
/// - Parameters:
///   - slowest: how many files, classes or tests are listed.
///   - onlyChanges: whether only what became slower or faster is told.
///   - repo: the repository, for the title.
public func timingsHTML(
  _ report: TimingsReport,
  slowest: Int,
  onlyChanges: Bool,
  repo: String?
) -> String {
  let page = TimingsPage(report: report)
  let changes = [page.changes, page.drifts]
  let sections =
    onlyChanges
    ? changes : [page.slowest(slowest)] + changes + [page.balance, page.curves, page.coverage]
  return HTMLPage(
    title: repo.map { "Timings of \($0)" } ?? "Timings",
    answer: "\(report.headline, longest: 2000)",
    nothing: "<p>Nothing to show.</p>",
    sections: sections.compactMap { $0 },
    footer: page.footer,
    style: timingsStyle
  )
  .html.markup
}

/// What the report of timings is made of.
struct TimingsPage {
  typealias Section = HTMLPage.Section

  /// The rows of a table of changes: who needs them all asks for JSON.
  static let mostRows = 200

  let report: TimingsReport

  var footer: HTMLText {
    """
    <h2>How to read the numbers</h2>
    \(timingsNotes(report).map { "<p>\($0, longest: 1000)</p>" }.joined(separator: "\n"))
    <dl>
    <dt>Window</dt><dd>\(minuteText(report.window.lowerBound)) to \
    \(minuteText(report.window.upperBound)) UTC; all times and days are UTC</dd>
    <dt>Branch</dt><dd>\(report.branch ?? "all; changes on the default branch")</dd>
    </dl>
    """
  }

  // MARK: The smallest pieces

  /// A file, class or test, with its file, or its repository where there are several.
  func name(_ name: TimedUnit, repo: String) -> HTMLText {
    let shown = name.displayName
    let code: HTMLText = "<code>\(breakable: shown.isEmpty ? "(no name)" : shown)</code>"
    let isOfSeveral = Set(report.suites.map(\.repo)).count > 1
    let place = [isOfSeveral ? repo : "", name.name.isEmpty ? "" : name.file]
      .filter { !$0.isEmpty }
    guard !place.isEmpty else { return code }
    return "\(code)<span class=\"under\">\(breakable: place.joined(separator: ": "))</span>"
  }

  func time(_ microseconds: Int64) -> HTMLText {
    HTMLTable.number(Double(microseconds), "\(span(microseconds))")
  }

  func time(_ microseconds: Int64?) -> HTMLText { microseconds.map { time($0) } ?? "" }

  func share(_ share: Double?) -> HTMLText {
    share.map { HTMLTable.number($0, "\(gapText(max(0, $0)))") } ?? ""
  }

  /// A run by its moment, which leads to it where its address is known.
  func run(_ run: SuiteRunPlace) -> HTMLText {
    let moment: HTMLText = """
      <time datetime="\(run.startedAt.iso8601)">\(minuteText(run.startedAt))</time>
      """
    return HTMLText.link(run.url, label: moment)
  }

  func commit(_ commit: String?) -> HTMLText {
    guard let short = shortCommit(commit), !short.isEmpty else {
      return "<span class=\"soft\">unknown</span>"
    }
    return "<code>\(short)</code>"
  }
}

/// What the report's chart needs beside the common style.
private let timingsStyle: HTMLText = """
  svg.curve { width: 100%; max-width: 44rem; height: auto; fill: none; margin: .5rem 0;
    shape-rendering: auto; font: 12px system-ui, sans-serif; }
  @media (max-width: 40rem) { svg.curve { font-size: 17px; } }
  svg.curve path:first-of-type { fill: none; }
  svg.curve text { fill: var(--soft); stroke: none; }
  svg.curve .axis { stroke: var(--rule); }
  svg.curve .floor { stroke: var(--rule); stroke-dasharray: 6 4; }
  svg.curve .line { stroke: var(--mark); stroke-width: 2; }
  svg.curve circle { fill: var(--mark); }
  svg.curve .now { fill: var(--paper); stroke: var(--mark); stroke-width: 2; }
  """
