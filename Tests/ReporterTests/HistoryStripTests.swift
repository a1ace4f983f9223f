import Testing

@testable import Reporter
@testable import StatisticsCore
import TestModel

@Suite("The strips of the flaky report, and its map of days")
struct HistoryStripTests {
  private typealias Make = FlakyHTMLFixtures

  private func strip(_ cells: [TestStrip.Cell]) -> String {
    HistoryStrip(TestStrip.Lane(stream: JobVariant(job: "unit", variant: ""), cells: cells)).html
      .markup
  }

  @Test("Runs that ended alike are one stroke, at a height of their own, and told in words")
  func strokes() {
    let html = strip([.passed, .passed, .failed, .passed, .passedOnRetry, .skipped, .incident])
    #expect(html.contains("<path class=\"p\" d=\"M0 18h6m3 0h3\"/>"))
    #expect(html.contains("<path class=\"f\" d=\"M6 10h3\"/>"))
    #expect(html.contains("<path class=\"r\" d=\"M12 15h3\"/>"))
    #expect(html.contains("<path class=\"s\" d=\"M15 10h3\"/>"))
    #expect(html.contains("<path class=\"i\" d=\"M18 3h3\"/>"))
    let words =
      "7 runs: 3 passed, 1 passed on a retry, 1 failed, 1 failed in an incident and 1 skipped; "
      + "the last one failed in an incident"
    #expect(html.contains("aria-label=\"\(words)\""))
  }

  @Test("A thousand passes are a few bytes, and only the latest runs are drawn")
  func small() {
    let html = strip([.failed] + Array(repeating: .passed, count: 999))
    #expect(html.utf8.count < 300)
    #expect(html.contains("the latest 200 of 1,000") && !html.contains("class=\"f\""))
  }

  @Test("A history tells runs by variant, texts by frequency, medians and days")
  func history() throws {
    let runs = (0..<8).map { Make.jobRun(Int64($0), hours: $0 * 12) }
    var test = Make.assessed(
      Make.test(1, "a"),
      evidence: [
        Make.flake(of: runs[1], signature: "rare"), Make.flake(of: runs[3]),
        Make.flake(of: runs[4], kind: .rerun),
      ]
    )
    test.discounted = [Make.discounted(.incident, in: runs[4])]
    let told = try #require(Make.history([test], in: runs).strips(of: [test])[1])
    #expect(told.lanes.map(\.stream.variant) == ["py311", "py312"])
    #expect(told.lanes[0].cells == [.passedOnRetry, .passedOnRetry, .passed, .passed])
    #expect(told.lanes[1].cells == [.passed, .passed, .incident, .passed])
    #expect(told.signatures.map(\.count) == [2, 1] && told.signatures[1].text == "rare")
    #expect(told.signatures[0].lastJobRunID == 4)
    #expect(told.passed?.median == Microseconds(1_250_000) && told.passed?.count == 5)
    #expect(told.failed?.median == Microseconds(30_000_000) && told.failed?.count == 3)
    #expect(told.days.count == 4)
  }

  @Test("A test without its passes has no strip, because it would show failures alone")
  func withoutPasses() {
    let run = Make.jobRun(1, hours: 1)
    let test = Make.assessed(Make.test(1, "a"), evidence: [Make.flake(of: run)])
    let history = FlakinessHistory(
      from: Make.from,
      asOf: Make.asOf,
      jobRuns: [run],
      timelines: [
        TestTimeline(test: test.test, runs: [TestRun(run: 0, outcome: .failed)], hasPasses: false)
      ],
      signatures: []
    )
    #expect(history.strips(of: [test]).isEmpty)
  }

  @Test("The map says how many flakes there were each day, zero, or nothing where it did not run")
  func map() throws {
    let runs = [1, 2, 3, 26].map { Make.jobRun(Int64($0), hours: $0) }
    let test = Make.assessed(
      Make.test(1, "a"),
      evidence: runs.prefix(3).map { Make.flake(of: $0) }
    )
    let html = flakyReportHTML(
      Make.assessment([test]),
      history: Make.history([test], in: runs),
      jobRuns: runs,
      quarantine: [],
      repo: nil
    )
    #expect(html.contains("</th><td class=\"d3\">3</td><td>0</td><td></td>"))
    #expect(ParsedPage(html).problem == nil)
  }

  @Test("What a test's section says: when it began, what it takes, what its failures said")
  func section() {
    let page = ParsedPage(FlakyHTMLSample.html()).text
    #expect(page.contains("Its first flake was on "))
    #expect(
      page.contains("takes, as a median, 1.3 s where it passed")
        && page.contains("and 30 s where it failed (28 runs, 95 % of them within 30 s)")
    )
    #expect(page.contains("All 28 runs that failed said: AssertionError"))
    #expect(page.contains("In quarantine since"))
  }
}
