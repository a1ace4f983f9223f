import Formats
import TestModel
import Testing

extension FormatFixture {
  static let xcresult = [
    FormatFixture(
      "xcresult.json",
      .xcresult,
      [
        "ShopTests > CartTests | CartTests | testPays(): "
          + "failed 6.0s (CartTests.swift:12: XCTAssertEqual failed), passed 0.5s",
        "ShopTests > CartTests | CartTests | Adds [1, 2]: passed",
        "ShopTests > CartTests | CartTests | Adds [3, 4]: "
          + "failed (CartTests.swift:20: Expectation failed)",
        "ShopTests > CartTests | CartTests | testShips(): skipped 62.0s (Test skipped - no ship)",
        "ShopTests > CartTests | CartTests | testKnownBug(): passed 0.1s",
      ]
    )
  ]
}

@Suite("xcresulttool's JSON")
struct XCResultTests {
  @Test("Tags are properties, and messages are details")
  func keepsDetails() throws {
    let report = try readFixture("xcresult.json", as: .xcresult)
    #expect(report["Adds [1, 2]"]?.properties == [Property(name: "tag", value: "fast")])
    #expect(
      report["testPays()"]?.attempts[0].details == "CartTests.swift:12: XCTAssertEqual failed"
    )
    #expect(report["testPays()"]?.isFlaky == true)
  }

  @Test("On several devices a case is several cases, with their own attempts")
  func tellsDevicesApart() throws {
    let device = { (name: String, runs: String) in
      #"{"children":[\#(runs)],"name":"\#(name)","nodeType":"Device","result":"Passed"}"#
    }
    let run = { (result: String) in
      #"{"name":"Run","nodeType":"Repetition","result":"\#(result)"}"#
    }
    let children = [
      device("iPhone 16", run("Failed") + "," + run("Passed")), device("iPad", run("Passed")),
    ]
    let report = try read(
      """
      {"testNodes":[{"children":[{"children":[\(children.joined(separator: ","))],"name":"t()",
      "nodeIdentifier":"C/t()","nodeType":"Test Case"}],"name":"B","nodeType":"Unit test bundle"}]}
      """,
      as: .xcresult
    )
    #expect(
      report.lines == ["B > iPhone 16 | C | t(): failed, passed", "B > iPad | C | t(): passed"]
    )
  }

  @Test(
    "Times are read in the tongue of the machine",
    arguments: [
      ("0,011s", 11_000), ("1m 5s", 65_000_000), ("2h 1m", 7_260_000_000), ("250ms", 250_000),
      ("", nil), ("soon", nil), ("1.2.3s", nil), ("-5s", nil),
    ] as [(String, Int64?)]
  )
  func readsTimes(text: String, microseconds: Int64?) throws {
    let report = try read(
      """
      {"testNodes":[{"name":"t","nodeType":"Test Case","result":"Passed","duration":"\(text)"}]}
      """,
      as: .xcresult
    )
    #expect(report.cases[0].duration == microseconds.map { Microseconds($0) })
  }
}
