import Formats
import TestModel
import Testing

extension FormatFixture {
  static let goTest = [
    FormatFixture(
      "go-test.jsonl",
      .goTest,
      [
        "shop/cart | shop/cart | TestAdd: passed 0.1s",
        "shop/cart | shop/cart | TestPay/card: failed 0.25s (got 1, want 2), passed 0.2s",
        "shop/cart | shop/cart | TestPay: failed 0.3s, passed 0.2s",
        "shop/cart | shop/cart | TestLater: skipped 0.0s (not yet)",
        "shop/ship | shop/ship | TestDone: passed 0.01s",
        "shop/ship | shop/ship | TestSend: errored [panic] (nil map)",
        "shop/mail | shop/mail | (package): errored (undefined: smtp)",
      ]
    )
  ]
}

@Suite("go test -json")
struct GoTestTests {
  @Test("Failures keep what the test printed, without the frame around it")
  func keepsOutput() throws {
    let report = try readFixture("go-test.jsonl", as: .goTest)
    let details = "pay_test.go:17: got 1, want 2\n    pay_test.go:18: and <more>"
    #expect(report["TestPay/card"]?.attempts.first?.details == details)
    #expect(report["TestSend"]?.attempts[0].details == "panic: nil map\n\ngoroutine 7 [running]:")
    #expect(report["(package)"]?.attempts[0].details == "mail/send.go:9:2: undefined: smtp")
  }

  @Test("The run begins with its first event, and its counts are those after the reruns")
  func sumsUp() throws {
    let summary = try readFixture("go-test.jsonl", as: .goTest).summary
    #expect(summary.startedAt == Timestamp(iso8601: "2026-10-23T08:41:52.5Z"))
    #expect(summary.counts.passed == 4)
    #expect(summary.counts.errored == 2)
    #expect(summary.counts.retried == 2)
    #expect(summary.notes.contains { $0.text.contains("cache") })
    #expect(summary.notes.contains { $0.text.contains("no JSON") && $0.line == 1 })
  }

  @Test("Runs of one test in a package are attempts: -count=3")
  func readsRepetitions() throws {
    let runs = ["pass", "fail", "pass"].map { action in
      #"{"Action":"\#(action)","Package":"p","Test":"T","Elapsed":1}"#
    }
    let report = try read(
      runs.joined(separator: "\n") + "\n{\"Action\":\"fail\",\"Package\":\"p\"}",
      as: .goTest
    )
    #expect(report["T"]?.attempts.map(\.outcome) == [.passed, .failed, .passed])
  }

  @Test("Reruns after the second one are attempts as well")
  func readsManyReruns() throws {
    let runs = ["fail", "fail", "pass"].map { action in
      """
      {"Action":"\(action)","Package":"p","Test":"T"}
      {"Action":"\(action)","Package":"p"}

      """
    }
    let report = try read(runs.joined(), as: .goTest)
    #expect(report["T"]?.attempts.map(\.outcome) == [.failed, .failed, .passed])
    #expect(report.summary.counts.passed == 1)
    #expect(report.summary.counts.failed == 0)
  }

  @Test("A package that runs without end, or prints without end, takes bounded memory")
  func boundsOutput() throws {
    let line = String(repeating: "x", count: 60_000)
    var text = ""
    for test in 0..<600 {
      text += #"{"Action":"output","Package":"p","Test":"T\#(test)","Output":"\#(line)"}"# + "\n"
    }
    text += "{\"Action\":\"fail\",\"Package\":\"p\"}"
    let report = try read(text, as: .goTest)
    let kept = report.cases.reduce(0) { $0 + ($1.attempts[0].details?.utf8.count ?? 0) }
    #expect(kept > 16_000_000 && kept < 34_000_000)
  }

  @Test("A broken line is lost and no other; a package without an end is truncated")
  func salvages() throws {
    let report = try read(
      """
      {"Action":"pass","Package":"p","Test":"A"}
      {"Action":"pass","Package":"p","Te{"Action":"pass","Package":"p","Test":"B"}
      {"Action":"pass","Package":"p","Test":"C"}
      {"Action":"run","Package":"p","Test":"D"}
      """,
      as: .goTest
    )
    #expect(report.cases.map(\.id.name) == ["A", "C"])
    #expect(report.summary.isTruncated)
    #expect(report.summary.notes.contains { $0.line == 2 })
  }
}
