import Formats
import TestModel
import Testing

extension FormatFixture {
  static let playwright = [
    FormatFixture(
      "playwright.json",
      .playwright,
      [
        "chromium | cart.spec.ts | opens | e2e/cart.spec.ts: passed 0.715s",
        "firefox | cart.spec.ts | opens | e2e/cart.spec.ts: "
          + "errored 30.0s [timedOut] (Test timeout of 30000ms exceeded.), "
          + "failed 0.12s (Error: no total), passed 0.11s",
        "chromium | cart.spec.ts | paying › known bug | e2e/cart.spec.ts: passed 0.05s",
        "chromium | cart.spec.ts | paying › fixed bug | e2e/cart.spec.ts: "
          + "failed 0.04s (expected to fail, but passed)",
        "chromium | cart.spec.ts | paying › stopped | e2e/cart.spec.ts: "
          + "skipped 0.007s [interrupted]",
        "chromium | cart.spec.ts | paying › later | e2e/cart.spec.ts: skipped (no card yet)",
      ]
    )
  ]
}

@Suite("Playwright's JSON")
struct PlaywrightTests {
  @Test("Lines, tags, annotations, output, stacks and the start are kept")
  func keepsDetails() throws {
    let report = try readFixture("playwright.json", as: .playwright)
    #expect(report.cases[0].line == 3)
    #expect(
      report.cases[0].properties == [
        Property(name: "tag", value: "smoke"), Property(name: "issue", value: "#12"),
      ]
    )
    #expect(report.cases[0].output == "hello\n")
    #expect(report.cases[1].attempts[1].details == "Error: no total\n    at cart.spec.ts:5:9")
    #expect(report.cases[1].isFlaky)
    #expect(report.summary.startedAt == Timestamp(iso8601: "2026-10-23T08:41:52Z"))
    #expect(report.summary.notes.contains { $0.text.contains("worker teardown") })
  }

  @Test("Keys in any order give the same cases")
  func readsSortedKeys() throws {
    let spec = #"{"title":"t","file":"f","tests":[{"results":[{"status":"passed"}]}]}"#
    let orders = [
      #"{"suites":[{"title":"f","specs":[],"suites":[{"title":"d","specs":[\#(spec)]}]}]}"#,
      #"{"suites":[{"specs":[],"suites":[{"specs":[\#(spec)],"title":"d"}],"title":"f"}]}"#,
    ]
    for text in orders {
      #expect(try read(text, as: .playwright).lines == ["f | d › t | f: passed"])
    }
  }

  @Test("A log before the report is passed over")
  func passesOverLogs() throws {
    let report = try read(
      """
      [dotenv@17.2.3] injecting env (3)
      { not json }
      {"suites": [{"title": "f", "specs": [
        {"title": "t", "tests": [{"results": [{"status": "failed"}]}]}
      ]}]}
      [done] in 3 s
      """,
      as: .playwright
    )
    #expect(report.lines == ["t: failed"])
    #expect(!report.summary.isTruncated)
    #expect(report.summary.notes.map(\.line) == [1])
  }
}
