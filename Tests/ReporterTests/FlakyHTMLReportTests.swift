import Foundation
import Testing

@testable import Reporter
@testable import StatisticsCore
import TestModel

struct FlakyHTMLReportTests {
  private typealias Make = FlakyHTMLFixtures

  private func report(_ assessment: FlakinessAssessment) -> String {
    flakyReportHTML(assessment, jobRuns: [], quarantine: [], repo: "acme/shop")
  }

  @Test("The sample is well formed, and the same every time")
  func sample() throws {
    let html = FlakyHTMLSample.html()
    #expect(ParsedPage(html).problem == nil)
    #expect(html == FlakyHTMLSample.html())
    // For looking at it: FLAKY_HTML_SAMPLE=/tmp/sample.html swift test --filter FlakyHTML
    if let path = ProcessInfo.processInfo.environment["FLAKY_HTML_SAMPLE"] {
      try html.write(toFile: path, atomically: true, encoding: .utf8)
    }
  }

  @Test("The answer comes first, with its numbers")
  func answer() {
    let page = ParsedPage(FlakyHTMLSample.html())
    #expect(page.text.contains("4 flaky tests cost 2.7 h of CI time in 28 days"))
    #expect(page.text.contains("4.1 % (21 of 512)"))
  }

  @Test("Where nothing is flaky, a calm sentence says so")
  func nothing() {
    let page = ParsedPage(report(Make.assessment()))
    #expect(page.problem == nil)
    #expect(page.text.contains("No flaky test in 512 job runs in 28 days."))
    #expect(page.text.contains("No test failed in a way that needs attention."))
    #expect(page.all("table").isEmpty && page.all("nav").isEmpty)
  }

  @Test("The page asks for nothing and runs nothing but its own script")
  func selfContained() {
    let html = FlakyHTMLSample.html()
    let page = ParsedPage(html)
    #expect(html.contains("default-src 'none'; style-src 'unsafe-inline'"))
    #expect(!html.contains("url(") && !html.contains("@import"))
    let outside = page.elements.filter { $0.attributes["src"] != nil || $0.name == "link" }
    #expect(outside.isEmpty && page.all("script").count == 1)
    #expect(!page.text.replacing(pageScript.markup, with: "").contains("!"))
  }

  @Test("Headings, landmarks and tables are what assistive technology needs")
  func accessibility() {
    let page = ParsedPage(FlakyHTMLSample.html())
    #expect(page.all("html").first?.attributes["lang"] == "en")
    for name in ["h1", "header", "main", "footer", "nav"] { #expect(page.all(name).count == 1) }
    #expect(page.all("table").count == page.all("caption").count)
    let scopes: Set = ["col", "row", "colgroup"]
    #expect(page.all("th").allSatisfy { scopes.contains($0.attributes["scope"] ?? "") })
    #expect(page.all("svg").allSatisfy { $0.attributes["aria-label"]?.isEmpty == false })
    let ids = page.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    let targets = page.all("a").compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("#") }
    #expect(Set(targets.map { String($0.dropFirst()) }).isSubset(of: ids))
    let labels = page.elements.compactMap { $0.attributes["aria-labelledby"] }
    #expect(Set(labels).isSubset(of: ids))
  }

  @Test("The sections come in the order of what they ask of people")
  func order() {
    let html = FlakyHTMLSample.html()
    let ids = [
      "flaky", "days", "regressions", "outages", "changes", "failing", "recovered", "undecided",
      "evidence",
    ]
    let places = ids.map { html.range(of: "<h2 id=\"\($0)\">")?.lowerBound }
    #expect(places.allSatisfy { $0 != nil })
    #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
  }

  @Test("More than ten events of a test unfold")
  func folding() {
    let runs = (0..<13).map { Make.jobRun(Int64($0), hours: 10 + $0) }
    let ten = Make.assessed(Make.test(1, "a"), evidence: runs.prefix(10).map { Make.flake(of: $0) })
    #expect(!report(Make.assessment([ten])).contains("<details>"))
    let more = Make.assessed(Make.test(1, "a"), evidence: runs.map { Make.flake(of: $0) })
    #expect(report(Make.assessment([more])).contains("<summary>3 earlier flakes</summary>"))
  }

  @Test("The order of job runs and quarantine entries does not matter")
  func orderOfInput() {
    let runs = (0..<5).map { Make.jobRun(Int64($0), hours: 10 + $0) }
    let tests = (0..<3).map { index in
      Make.assessed(Make.test(Int64(index), "t\(index)"), evidence: runs.map { Make.flake(of: $0) })
    }
    let make = { (runs: [RecordedJobRun], tests: [TestAssessment]) in
      flakyReportHTML(
        Make.assessment(tests),
        tests: tests,
        jobRuns: runs,
        quarantine: [],
        repo: nil
      )
    }
    #expect(make(runs, tests) == make(runs.reversed(), tests.reversed()))
  }

  @Test("A window of a year is drawn in bars of several days")
  func longWindow() {
    let days = FlakeDays(from: Make.asOf.adding(days: -365), asOf: Make.asOf)
    #expect(days.bars <= FlakeDays.mostBars)
    #expect(days.unit == "per 7 days")
    #expect(days.bar(of: Make.asOf.adding(milliseconds: -1)) == days.bars - 1)
    #expect(days.bar(of: Make.asOf.adding(days: 1)) == nil)
    #expect(FlakeDays(from: Make.asOf, asOf: Make.asOf).bars == 1)
  }

  @Test("A report of 5,000 tests, 500 of them flaky, stays under 3 MB")
  func size() throws {
    let runs = (0..<600).map { Make.jobRun(Int64($0), hours: 1 + $0) }
    let tests = (0..<5000).map { index -> TestAssessment in
      let test = Make.test(Int64(index), "test_number_\(index)_of_a_very_large_suite_of_tests")
      guard index < 500 else { return Make.assessed(test, .undecided, failures: 2) }
      let evidence = (0..<30).map { Make.flake(of: runs[(index + $0 * 19) % 600]) }
      return Make.assessed(test, evidence: evidence)
    }
    let html = flakyReportHTML(
      Make.assessment(tests),
      history: Make.history(Array(tests.prefix(500)), in: Array(runs.prefix(400))),
      jobRuns: runs,
      quarantine: [],
      repo: "acme/shop"
    )
    #expect(html.utf8.count < 3_000_000)
    if let path = ProcessInfo.processInfo.environment["FLAKY_HTML_LARGE"] {
      try html.write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(ParsedPage(html).all("article").count == 500)
  }
}
