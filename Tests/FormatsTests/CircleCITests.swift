import Formats
import TestModel
import Testing

extension FormatFixture {
  static let circleCI = [
    FormatFixture(
      "circleci-page.json",
      .circleCI,
      [
        "shop.CartTest | adds | test/cart_test.py: passed 0.25s",
        "shop.CartTest | pays | test/cart_test.py: failed 1.5s (AssertionError: 1 != 2)",
        "shop.CartTest | ships: skipped 0.0s (no ship)",
      ]
    ),
    FormatFixture(
      "circleci-lines.jsonl",
      .circleCI,
      ["pkg/cart | TestAdd: passed 0.5s", "pkg/cart | TestPay: errored 1.5s (panic: boom)"]
    ),
  ]
}

@Suite("CircleCI's test results")
struct CircleCITests {
  @Test("Pages after each other are one report; a page before the last says that there are more")
  func readsPages() throws {
    let page = { (name: String, token: String) in
      #"{"items":[{"name":"\#(name)","result":"success"}],"next_page_token":\#(token)}"#
    }
    let report = try read(page("a", "\"t\"") + "\n" + page("b", "null"), as: .circleCI)
    #expect(report.lines == ["a: passed", "b: passed"])
    #expect(report.summary.notes.contains { $0.text.contains("more pages") })
    #expect(try read(page("a", "null"), as: .circleCI).summary.notes.isEmpty)
  }

  @Test("A results.json with results is one of runs, and only what has none is a timing")
  func readsResultsWithResults() throws {
    let report = try read(
      """
      {"tests":[{"name":"a","result":"success","run_time":1},{"name":"b","run_time":2},
      {"name":"c","result":"odd"}]}
      """,
      as: .circleCI
    )
    #expect(report.lines == ["a: passed 1.0s", "c: skipped"])
    #expect(report.timings.map(\.item) == ["b"])
    #expect(!report.summary.isTimingsOnly)
  }
}
