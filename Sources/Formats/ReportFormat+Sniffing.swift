extension ReportFormat {
  /// The bytes of a report's start that are looked at.
  public static let sniffedBytes = 65_536

  /// Says what a report is in, by its content.
  ///
  /// - Parameters:
  ///   - start: its first bytes; a few KiB do, and more than 64 KiB are not looked at.
  ///   - path: where it is: a hint for the formats that have no mark of their own.
  /// - Returns: none where nothing is recognized.
  public static func sniff(_ start: UnsafeBufferPointer<UInt8>, path: String) -> ReportFormat? {
    // In UTF-16 every other byte of ASCII is 0, and XML may be in it.
    let bytes = Array(start.prefix(sniffedBytes)).filter { $0 != 0 }
    guard let first = bytes.first(where: { !isSpace($0) && !byteOrderMarks.contains($0) }) else {
      return nil
    }
    if first == UInt8(ascii: "<") { return root(of: bytes) ?? .junit }
    if let format = sniffJSON(bytes, path: path) { return format }
    return isTAP(bytes) ? .tap : root(of: bytes)
  }

  private static let byteOrderMarks: [UInt8] = [0xEF, 0xBB, 0xBF, 0xFE, 0xFF]

  /// What the first element that is known says of a document in XML.
  private static func root(of bytes: [UInt8]) -> ReportFormat? {
    var rest = bytes[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[(start + 1)...]
      if rest.starts(with: "testsuite".utf8) { return .junit }
      if rest.starts(with: "TestRun".utf8) { return .trx }
    }
    return nil
  }

  /// Whether a line is one that only TAP has: its version, a plan, or a point with a number.
  private static func isTAP(_ bytes: [UInt8]) -> Bool {
    bytes.split(separator: UInt8(ascii: "\n")).contains { line in
      switch TAPLine(line.drop(while: isSpace)) {
      case .version, .plan: return true
      case .point(let point): return point.number != nil
      default: return false
      }
    }
  }

  private static func sniffJSON(_ bytes: [UInt8], path: String) -> ReportFormat? {
    let seen = SeenKeys(path: path)
    var scanner = JSONScanner(SniffedFormat(seen: seen))
    bytes.withUnsafeBufferPointer { try? scanner.push($0) }
    return seen.found ?? seen.format
  }
}

/// The names in the two outer levels of a JSON document.
///
/// A class, because a format that is asked what to do with a value has nothing to change.
private final class SeenKeys {
  let path: String
  /// The format of the first document that is of any.
  var found: ReportFormat?
  /// The names of members, those of the second level after the first one's and a dot.
  var keys: Set<String> = []
  var numbers = 0
  var others = 0

  init(path: String) { self.path = path }

  /// What the names say of the document at hand.
  var format: ReportFormat? {
    if has("Action"), hasAny("Package", "Test", "Output", "ImportPath") { return .goTest }
    if has("type"), has("event") { return .libtest }
    if hasAny(
      "id.started",
      "id.progress",
      "id.testResult",
      "id.testSummary",
      "id.configuration",
      "id.targetConfigured",
      "id.targetCompleted",
      "id.buildFinished",
      "id.structuredCommandLine"
    ) {
      return .bazel
    }
    if has("testNodes") { return .xcresult }
    if hasAny("config.rootDir", "config.configFile", "config.projects", "suites.specs") {
      return .playwright
    }
    if hasAny(
      "numTotalTestSuites",
      "numFailedTestSuites",
      "testResults.assertionResults",
      "testResults.testFilePath"
    ) {
      return .jest
    }
    if hasAny("results.tool", "results.tests", "results.summary") { return .ctrf }
    if isCircleCI { return .circleCI }
    if isAllure("") || isAllure(".") { return .allure }
    return timings
  }

  private var isCircleCI: Bool {
    hasAny("next_page_token", "items.run_time", "tests.run_time", ".run_time")
      || has("run_time") && hasAny("classname", "name")
  }

  private func isAllure(_ prefix: String) -> Bool {
    has(prefix + "status") && hasAny(prefix + "uuid", prefix + "historyId")
      && hasAny(
        prefix + "labels",
        prefix + "steps",
        prefix + "stage",
        prefix + "statusDetails",
        prefix + "fullName"
      )
  }

  /// An object of numbers has no mark but what its names look like.
  private var timings: ReportFormat? {
    let file = path.split { $0 == "/" || $0 == "\\" }.last ?? ""
    if file.hasSuffix("test_durations") { return .pytestSplit }
    guard numbers > 0, others == 0, !keys.isEmpty else { return nil }
    if keys.contains(where: { $0.contains("::") }) { return .pytestSplit }
    let areFiles = keys.allSatisfy { $0.contains("/") || $0.contains(".") }
    return areFiles || file.contains("knapsack") ? .knapsack : nil
  }

  private func has(_ key: String) -> Bool { keys.contains(key) }
  private func hasAny(_ names: String...) -> Bool { names.contains(where: keys.contains) }
}

/// Walks through the two outer levels of each document, and notes the names there.
private struct SniffedFormat: JSONFormat {
  enum Place { case root, member(String) }

  static let name = "JSON"

  let seen: SeenKeys
  var teller = CaseTeller(rules: IdentityRules()) { _ in }

  init(seen: SeenKeys) { self.seen = seen }

  func visit(_ key: String?, in place: Place?) -> JSONVisit<Place> {
    switch place {
    case nil: return .walk(.root)
    case .root:
      if let key { note(key) }
      return .walk(.member(key ?? ""))
    case .member(let name):
      // The elements of an array are looked at as the value of a member is.
      guard let key else { return .walk(.member(name)) }
      note("\(name).\(key)")
      return .skip
    }
  }

  mutating func enter(_ place: Place) {
    switch place {
    case .root: restart()
    default: seen.others += 1
    }
  }

  mutating func take(_ value: JSONValue, at place: Place, key: String?, line: Int) {
    if case .number = value { seen.numbers += 1 } else { seen.others += 1 }
  }

  mutating func leave(_ place: Place) {
    if case .root = place, seen.found == nil { seen.found = seen.format }
  }

  mutating func restart() {
    seen.keys = []
    seen.numbers = 0
    seen.others = 0
  }

  private func note(_ key: String) { if seen.keys.count < 10_000 { seen.keys.insert(key) } }
}
