import Formats
import TestModel
import Testing

extension FormatFixture {
  static let bazel = [
    FormatFixture(
      "bazel.jsonl",
      .bazel,
      [
        "shard 1 | //shop/cart | cart_test: passed 2.5s",
        "shard 2 | //shop/cart | cart_test: failed 0.046s, passed 0.041s",
        "//shop/stock | stock_test: errored 60.0s [TIMEOUT] (test timed out)",
        "//shop/ship | ship: failed, failed, passed",
      ]
    )
  ]
}

@Suite("Bazel's build events")
struct BazelTests {
  @Test("Cached results are no runs, and the start is the build's")
  func leavesOutCached() throws {
    let report = try readFixture("bazel.jsonl", as: .bazel)
    #expect(report["mail_test"] == nil)
    #expect(report.summary.notes.contains { $0.text.contains("cache") })
    #expect(report.summary.startedAt == Timestamp(iso8601: "2026-10-23T08:41:52Z"))
  }

  @Test("Results from a remote cache are no runs either")
  func leavesOutRemotelyCached() throws {
    let report = try read(
      event(#""status":"PASSED","executionInfo":{"cachedRemotely":true}"#),
      as: .bazel
    )
    #expect(report.cases.isEmpty)
  }

  @Test("A stream without its last event is truncated; attempts are in their order")
  func readsUnfinishedStreams() throws {
    let report = try read(
      event(#""status":"PASSED""#, attempt: 2) + event(#""status":"REMOTE_FAILURE""#),
      as: .bazel
    )
    #expect(report.lines == ["//a | t: errored [REMOTE_FAILURE], passed"])
    #expect(report.summary.isTruncated)
  }

  @Test("Runs of a target are told apart, and a status that is not known is a skip")
  func tellsRunsApart() throws {
    let report = try read(
      event(#""status":"PASSED""#) + event(#""status":"ODD""#, run: 2),
      as: .bazel
    )
    #expect(report.lines == ["//a | t: passed", "run 2 | //a | t: skipped"])
  }

  private func event(_ result: String, run: Int = 1, attempt: Int = 1) -> String {
    """
    {"id":{"testResult":{"label":"//a:t","run":\(run),"shard":1,"attempt":\(attempt)}},\
    "testResult":{\(result)}}

    """
  }
}
