import Formats
import TestModel
import Testing

extension FormatFixture {
  static let jest = [
    FormatFixture(
      "jest.json",
      .jest,
      [
        "Cart > total | adds | /builds/shop/src/cart.test.js: passed 0.012s",
        "Cart > total | rounds | /builds/shop/src/cart.test.js: "
          + "failed (Error: expected 1), failed, passed 0.03s",
        "Cart | pays | /builds/shop/src/cart.test.js: "
          + "failed (Error: no price (first)), failed 0.005s (Error: no price)",
        "Cart | ships | /builds/shop/src/cart.test.js: skipped",
        "Cart | returns | /builds/shop/src/cart.test.js: skipped [todo]",
        "(file) | /builds/shop/src/mail.test.js: errored (SyntaxError: Unexpected token)",
      ]
    ),
    FormatFixture(
      "vitest.json",
      .jest,
      [
        "stock | counts | /builds/shop/src/stock.test.ts: passed 0.00125s",
        "stock | sorts | /builds/shop/src/stock.test.ts: skipped",
      ]
    ),
  ]
}

@Suite("Jest's and Vitest's JSON")
struct JestTests {
  @Test("The two producers are told apart, and the start and lines are kept")
  func tellsProducersApart() throws {
    let jest = try readFixture("jest.json", as: .jest)
    #expect(jest.summary.producer == "Jest")
    #expect(jest.summary.startedAt == Timestamp(iso8601: "2026-10-23T08:41:52Z"))
    #expect(jest.cases[0].line == 7)
    #expect(jest["rounds"]?.isFlaky == true)
    #expect(try readFixture("vitest.json", as: .jest).summary.producer == "Vitest")
  }

  @Test("Jest's own result object, which reporters get, reads the same; projects are told apart")
  func readsResultObject() throws {
    let file = { (project: String) in
      """
      {"testFilePath":"/a.test.js","displayName":{"name":"\(project)","color":"red"},
      "testResults":[{"ancestorTitles":[],"title":"t","status":"passed"}]}
      """
    }
    let report = try read(
      #"{"numTotalTests":2,"testResults":[\#(file("web")),\#(file("node"))]}"#,
      as: .jest
    )
    #expect(report.lines == ["web | t | /a.test.js: passed", "node | t | /a.test.js: passed"])
  }

  @Test("An absurd number of invocations is not believed")
  func boundsInvocations() throws {
    let report = try read(
      #"{"testResults":[{"assertionResults":[{"title":"t","status":"failed","invocations":1e9}]}]}"#,
      as: .jest
    )
    #expect(report.cases[0].attempts.count == 1001)
  }
}
