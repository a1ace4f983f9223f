import Formats
import TestModel
import Testing

extension FormatFixture {
  static let ctrf = [
    FormatFixture(
      "ctrf.json",
      .ctrf,
      [
        "chromium > cart.spec.ts > cart | adds | e2e/cart.spec.ts: passed 1.2s",
        "cart | pays: failed 0.8s (no total), passed 0.9s",
        "ships: failed (late), passed 0.09s",
        "mails: failed, failed, failed 0.005s (no server)",
        "later: skipped 0.0s",
        "hangs: errored 30.0s [timedOut]",
      ]
    )
  ]
}

@Suite("CTRF")
struct CTRFTests {
  @Test("Lines, tags, labels, output, traces and the start are kept")
  func keepsDetails() throws {
    let report = try readFixture("ctrf.json", as: .ctrf)
    #expect(report.cases[0].line == 7)
    #expect(
      report.cases[0].properties.map { "\($0.name)=\($0.value)" } == [
        "tag=smoke", "owner=checkout", "priority=1",
      ]
    )
    #expect(report["mails"]?.output == "sending\nfailed")
    #expect(report["mails"]?.tellingAttempt?.details == "at mail.ts:1")
    #expect(report.summary.producer == "CTRF (playwright)")
    #expect(report.summary.startedAt == Timestamp(iso8601: "2026-10-23T08:41:52Z"))
  }

  @Test("An unknown status is a skip with a note; one name twice is two cases")
  func readsOddities() throws {
    let report = try read(
      """
      {"results":{"tests":[{"name":"a","status":"exploded"},{"name":"b","status":3},
      {"name":"c","status":"passed"},{"name":"c","status":"failed"}]}}
      """,
      as: .ctrf
    )
    #expect(report.lines == ["a: skipped", "b: skipped", "? c: passed", "? c (2): failed"])
    #expect(report.summary.notes.contains { $0.text.contains("status") })
  }

  @Test("A report that breaks keeps the cases before the break, and names the line")
  func salvages() throws {
    let report = try read(
      "{\"results\":{\"tests\":[{\"name\":\"a\",\"status\":\"passed\"},\n{\"name\":oops}]}}",
      as: .ctrf
    )
    #expect(report.lines == ["a: passed"])
    #expect(report.summary.isTruncated)
    #expect(report.summary.notes.last?.line == 2)
    #expect(
      throws: ReportError.brokenBeforeFirstCase(reason: "a value is expected", line: 1)
    ) { try read("{\"results\":{\"tests\":[{\"name\":oops}]}}", as: .ctrf) }
  }
}
