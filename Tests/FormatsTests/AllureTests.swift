import Formats
import TestModel
import Testing

extension FormatFixture {
  static let allure = [
    FormatFixture(
      "allure-result.json",
      .allure,
      [
        "tests > cart_test | tests.cart_test | test_pay ['visa']: "
          + "errored 1.5s (ConnectionError: refused)"
      ]
    )
  ]
}

@Suite("Allure's results")
struct AllureTests {
  @Test("Labels and the history are properties; the trace and the start are kept")
  func keepsDetails() throws {
    let report = try readFixture("allure-result.json", as: .allure)
    #expect(report.cases[0].properties.contains(Property(name: "host", value: "node-7")))
    #expect(report.cases[0].properties.last == Property(name: "historyId", value: "h-1"))
    #expect(report.cases[0].attempts[0].details == "Traceback: line 3")
    #expect(report.summary.startedAt == Timestamp(iso8601: "2026-10-23T08:41:52Z"))
  }

  @Test("Results that share a history are attempts, in the order in which they began")
  func joinsRetries() throws {
    let result = { (status: String, start: Int) in
      """
      {"uuid":"u\(start)","historyId":"h","name":"t","status":"\(status)","start":\(start),
      "stop":\(start + 500),"fullName":"a.T#t"}
      """
    }
    let (first, second) = (result("failed", 1_792_744_912_000), result("passed", 1_792_744_913_000))
    for text in ["\(second)\n\(first)", "[\(second), \(first)]"] {
      #expect(sniff(Array(text.utf8)) == .allure)
      let report = try read(text, as: .allure)
      #expect(report.lines == ["a.T | t: failed 0.5s, passed 0.5s"])
      #expect(report.summary.counts.retried == 1)
    }
  }

  @Test("A container of results is no result")
  func refusesContainers() {
    let container = #"{"uuid":"u","name":"c","children":["a"],"befores":[],"start":1,"stop":2}"#
    #expect(sniff(Array(container.utf8)) == nil)
    let report = try? read(container, as: .allure)
    #expect(report?.cases.isEmpty == true)
  }
}
