import Formats
import TestModel
import Testing

extension FormatFixture {
  static let trx = [
    FormatFixture(
      "dotnet.trx",
      .trx,
      [
        "shop.tests.dll | Shop.CartTests | Adds(count: 2): passed 1.25s",
        "shop.tests.dll | Shop.CartTests | Pays: failed 60.0s (Assert.Equal() Failure: 1 < 2)",
        "shop.tests.dll | Shop.ShipTests | Ships (1): passed 0.5s",
        "shop.tests.dll | Shop.ShipTests | Ships (2): errored 2.0s [Timeout]",
        "shop.tests.dll | Shop.ShipTests | Later: skipped (no ship)",
      ]
    )
  ]
}

@Suite("TRX")
struct TRXTests {
  @Test("Traces, output, the host and the start are kept")
  func keepsDetails() throws {
    let report = try readFixture("dotnet.trx", as: .trx)
    let trace = report["Pays"]?.attempts[0].details
    #expect(trace == "at Shop.CartTests.Pays() in cart.cs:line 12")
    #expect(report["Adds(count: 2)"]?.output == "adding")
    #expect(report["Pays"]?.properties == [Property(name: "hostname", value: "node-7")])
    #expect(report.summary.startedAt == Timestamp(iso8601: "2026-10-23T08:41:52Z"))
  }

  @Test(
    "Each outcome of the format is known, and one without is an error",
    arguments: [
      ("Passed", Outcome.passed), ("PassedButRunAborted", .passed), ("Warning", .passed),
      ("Failed", .failed), ("Error", .errored), ("Timeout", .errored), ("Aborted", .errored),
      ("Inconclusive", .skipped), ("NotRunnable", .skipped), ("Pending", .skipped),
      ("Odd", .skipped), ("", .errored),
    ]
  )
  func readsOutcomes(text: String, outcome: Outcome) throws {
    let report = try read(
      "<TestRun><Results><UnitTestResult testName='N.C.t' outcome='\(text)'/></Results></TestRun>",
      as: .trx
    )
    #expect(report.cases[0].outcome == outcome)
  }

  @Test(
    "Times are .NET's spans; others are unknown",
    arguments: [
      ("00:00:00.0099709", 9971), ("1.02:00:00", 93_600_000_000), ("00:75:00", nil),
      ("-00:00:01", nil), ("5", nil), ("99999999999999999999:00:00", nil), ("a:b:c", nil),
    ] as [(String, Int64?)]
  )
  func readsTimes(text: String, microseconds: Int64?) throws {
    let report = try read(
      "<TestRun><Results><UnitTestResult testName='N.C.t' duration='\(text)'/></Results></TestRun>",
      as: .trx
    )
    #expect(report.cases[0].duration == microseconds.map { Microseconds($0) })
  }

  @Test("A file that breaks off is truncated; without their class, results are not scored")
  func salvages() throws {
    let report = try read(
      "<TestRun>\n<Results><UnitTestResult testId='1' testName='Pays' outcome='Passed'/>",
      as: .trx
    )
    #expect(report.lines == ["? Pays: passed"])
    #expect(report.summary.isTruncated)
  }

  @Test("A run that was aborted is truncated, with what the runner said")
  func readsAbortedRuns() throws {
    let report = try read(
      """
      <TestRun><Results><UnitTestResult testName="N.C.t" outcome="Passed"/></Results>
      <ResultSummary outcome="Aborted"><RunInfos><RunInfo outcome="Error">
      <Text>The host crashed.</Text></RunInfo></RunInfos></ResultSummary></TestRun>
      """,
      as: .trx
    )
    #expect(report.summary.isTruncated)
    #expect(report.summary.notes.map(\.text).contains("The host crashed."))
  }

  @Test("Entities and other roots are refused")
  func refuses() {
    #expect(throws: ReportError.notReport(format: "TRX")) { try read("<html/>", as: .trx) }
    let bomb = "<!DOCTYPE t [<!ENTITY a 'b'>]><TestRun/>"
    let error = #expect(throws: ReportError.self) { try read(bomb, as: .trx) }
    guard case .entityDeclaration = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
