import StatisticsCore
import TestModel
import TestSupport
import Testing

@testable import Reporter

@Suite("The report of timings")
struct TimingsTests {
  @Test("The formats are the ones that were reviewed")
  func goldens() throws {
    let report = TimingsSample().report()
    try expectGolden(timingsTable(report, slowest: 5, onlyChanges: false), "timings/table.txt")
    try expectGolden(timingsTable(report, slowest: 5, onlyChanges: true), "timings/changed.txt")
    try expectGolden(
      timingsMarkdown(report, slowest: 5, onlyChanges: false),
      "timings/timings.md"
    )
    try expectGolden(timingsCSV(report, slowest: 5, onlyChanges: false), "timings/slowest.csv")
    try expectGolden(timingsCSV(report, slowest: 5, onlyChanges: true), "timings/changed.csv")
    let suites = TimingsSample().report(by: .suite)
    try expectGolden(timingsCSV(suites, slowest: 5, onlyChanges: false), "timings/suites.csv")
    let html = timingsHTML(report, slowest: 5, onlyChanges: false, repo: "acme/shop")
    try expectGolden(html, "timings/timings.html")
    let document = TimingsDocument(report, slowest: 5, onlyChanges: false)
    try expectGolden(try jsonText(document), "timings/timings.json")
  }

  @Test("The change of a file in two suites is one, with the commits on both sides")
  func change() throws {
    let report = TimingsSample().report()
    #expect(report.slowdowns.count == 1 && report.speedups.count == 1)
    let slower = try #require(report.slowdowns.first)
    #expect(slower.name?.file == "tests/test_11.py" && slower.change.isLast)
    #expect(slower.alsoIn.count == 1)
    #expect(slower.first.commit == "c0ffee110000" && slower.lastBefore.commit == "c0ffee120000")
  }

  @Test("The page is well formed, has headings for its sections, and a text for each chart")
  func page() {
    let html = timingsHTML(
      TimingsSample().report(),
      slowest: 20,
      onlyChanges: false,
      repo: "acme/shop"
    )
    let page = ParsedPage(html)
    #expect(page.problem == nil, "\(page.problem ?? "")")
    #expect(page.all("h2").count == 6)
    let charts = page.all("svg")
    #expect(charts.count == 2)
    #expect(charts.allSatisfy { $0.attributes["aria-label"]?.contains("2 nodes") == false })
    #expect(charts.allSatisfy { $0.attributes["aria-label"]?.contains("longest file") == true })
    let changes = ParsedPage(
      timingsHTML(TimingsSample().report(), slowest: 20, onlyChanges: true, repo: nil)
    )
    #expect(changes.all("svg").isEmpty && changes.all("h2").count == 2)
  }

  @Test("Whatever strangers call things, no format obeys it", arguments: EscapingTests.hostile)
  func hostile(_ text: String) {
    var sample = TimingsSample()
    (sample.repo, sample.job, sample.variants) = (text, text, [text, text + "2"])
    (sample.branch, sample.url) = (text, "https://x/" + text)
    sample.commit = { "\(text)\($0)" }
    sample.name = { TimedUnit(file: "\(text)\($0)", classname: text, name: text) }
    for kind in [TimedKind.test, .suite] {
      let report = sample.report(by: kind, branch: text)
      expectInert(report, text)
    }
  }

  private func expectInert(_ report: TimingsReport, _ text: String) {
    let html = timingsHTML(report, slowest: 20, onlyChanges: false, repo: text)
    let page = ParsedPage(html)
    #expect(page.problem == nil, "\(page.problem ?? "")")
    #expect(page.all("script").count == 1 && page.all("img").isEmpty)
    #expect(page.elements.flatMap(\.attributes.keys).allSatisfy { !$0.hasPrefix("on") })
    let links = page.all("a").compactMap { $0.attributes["href"] }
    #expect(links.allSatisfy { $0.hasPrefix("#") || $0.hasPrefix("https://x/") })
    for onlyChanges in [false, true] {
      let table = timingsTable(report, slowest: 20, onlyChanges: onlyChanges)
      #expect(!table.unicodeScalars.contains { !isVisible($0) && $0 != "\n" })
      let markdown = timingsMarkdown(report, slowest: 20, onlyChanges: onlyChanges)
      #expect(
        !markdown.unicodeScalars.contains { !isVisible($0) && $0 != "\n" && $0 != "\u{200B}" }
      )
      expectTables(markdown)
      let csv = timingsCSV(report, slowest: 20, onlyChanges: onlyChanges)
      #expect(!csv.contains("\n=") && !csv.contains(",@everyone"))
    }
  }

  /// All rows of a table of Markdown have as many cells as its head: no name closed one, or began one.
  private func expectTables(_ markdown: String) {
    var cells: Int?
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("| ") else {
        cells = nil
        continue
      }
      var previous: Unicode.Scalar = " "
      var bars = 0
      for scalar in line.unicodeScalars {
        if scalar == "|", previous != "\\" { bars += 1 }
        previous = scalar
      }
      #expect(cells == nil || bars == cells, "\(line)")
      cells = cells ?? bars
    }
  }
}
