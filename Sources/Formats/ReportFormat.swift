public import TestModel

/// Reads one report that is pushed to it in pieces.
public protocol ReportReader: AnyObject {
  /// Reads the next bytes of the report.
  ///
  /// - Throws: `ReportError` when the report cannot be used; what the sink throws.
  func read(_ bytes: UnsafeBufferPointer<UInt8>) throws

  /// Reads the rest, at the end of the report, and sums it up.
  ///
  /// - Throws: as `read`.
  func finish() throws -> ReportSummary
}

extension JUnitReader: ReportReader {}

/// The formats of reports that are read.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// JUnit XML, in all its dialects.
  case junit
  /// What `dotnet test` and Visual Studio write.
  case trx
  /// What `go test -json` prints, reruns of gotestsum included.
  case goTest = "go-test"
  /// What Rust's libtest and cargo-nextest print.
  case libtest
  /// Playwright's JSON reporter.
  case playwright
  /// What `jest --json` and Vitest's JSON reporter write.
  case jest
  /// The Common Test Report Format.
  case ctrf
  /// The Test Anything Protocol, versions 12 to 14.
  case tap
  /// Pages of CircleCI's tests API, its command line's lines, and its results.json.
  case circleCI = "circleci"
  /// The durations that pytest-split keeps: timings only.
  case pytestSplit = "pytest-split"
  /// The report that knapsack keeps: timings only.
  case knapsack
  /// Bazel's build events as JSON lines.
  case bazel
  /// A result file of Allure's.
  case allure
  /// What `xcresulttool get test-results tests` prints.
  case xcresult

  /// The format's name for people.
  public var name: String {
    switch self {
    case .junit: "JUnit XML"
    case .trx: TRXReader.name
    case .goTest: GoTestFormat.name
    case .libtest: LibtestFormat.name
    case .playwright: PlaywrightFormat.name
    case .jest: JestFormat.name
    case .ctrf: CTRFFormat.name
    case .tap: TAPReader.name
    case .circleCI: CircleCIFormat.name
    case .pytestSplit: PytestSplitFormat.name
    case .knapsack: KnapsackFormat.name
    case .bazel: BazelFormat.name
    case .allure: AllureFormat.name
    case .xcresult: XCResultFormat.name
    }
  }

  /// Creates a reader for a report of this format.
  ///
  /// - Parameters:
  ///   - path: where the report is, for what only its name tells.
  ///   - rules: how identities are kept.
  ///   - deliver: receives what is read.
  /// - Throws: `ReportError` when there is no memory for it.
  public func reader(
    path: String,
    rules: IdentityRules = IdentityRules(),
    deliver: @escaping ReportSink
  ) throws -> any ReportReader {
    let teller = CaseTeller(rules: rules, deliver: deliver)
    return switch self {
    case .junit: try JUnitReader(rules: rules, deliver: deliver)
    case .trx: try TRXReader(teller: teller)
    case .tap: TAPReader(teller: teller)
    case .goTest: JSONReportReader(GoTestFormat(teller: teller))
    case .libtest: JSONReportReader(LibtestFormat(teller: teller))
    case .playwright: JSONReportReader(PlaywrightFormat(teller: teller))
    case .jest: JSONReportReader(JestFormat(teller: teller))
    case .ctrf: JSONReportReader(CTRFFormat(teller: teller))
    case .circleCI: JSONReportReader(CircleCIFormat(teller: teller))
    case .pytestSplit: JSONReportReader(PytestSplitFormat(teller: teller))
    case .knapsack: JSONReportReader(KnapsackFormat(teller: teller))
    case .bazel: JSONReportReader(BazelFormat(teller: teller))
    case .allure: JSONReportReader(AllureFormat(teller: teller))
    case .xcresult: JSONReportReader(XCResultFormat(teller: teller))
    }
  }
}
