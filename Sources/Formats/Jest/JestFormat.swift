import TestModel

/// Reads what `jest --json` and Vitest's JSON reporter write, and Jest's own result object.
///
/// Jest tells how often it invoked a test and why it retried: each reason is a failed attempt.
struct JestFormat: JSONFormat {
  enum Place { case document, scalar, files, file, fileScalar, cases, testCase }

  static let name = "Jest"

  var teller: CaseTeller
  private var file = JestFile()

  init(teller: CaseTeller) { self.teller = teller }

  func visit(_ key: String?, in place: Place?) -> JSONVisit<Place> {
    switch (place, key) {
    case (nil, _): .walk(.document)
    case (.document, "testResults"): .walk(.files)
    case (.document, "startTime"), (.document, "numTotalTests"), (.document, "wasInterrupted"):
      .take(.scalar)
    case (.files, nil): .walk(.file)
    case (.file, "assertionResults"), (.file, "testResults"): .walk(.cases)
    case (.file, "name"), (.file, "testFilePath"), (.file, "message"), (.file, "failureMessage"),
      (.file, "status"), (.file, "testExecError"), (.file, "displayName"):
      .take(.fileScalar)
    case (.cases, nil): .take(.testCase)
    default: .skip
    }
  }

  mutating func enter(_ place: Place) { if case .file = place { file = JestFile() } }
  mutating func restart() { file = JestFile() }

  mutating func take(_ value: JSONValue, at place: Place, key: String?, line: Int) throws {
    switch place {
    case .scalar where key == "startTime":
      teller.began(at: reportedMoment(milliseconds: value.number))
    case .scalar where key == "wasInterrupted" && value.isTrue:
      teller.summary.isTruncated = true
      teller.note("the run was interrupted: what it did not come to is absent", line: line)
    case .fileScalar: file.take(value, as: key ?? "")
    case .testCase:
      file.add(value)
      if file.isFull { try tellFile() }
    default: break
    }
  }

  mutating func leave(_ place: Place) throws {
    guard case .file = place else { return }
    file.end()
    try tellFile()
  }

  mutating func finish(isWhole: Bool) throws { try tellFile() }

  private mutating func tellFile() throws {
    if file.isOfVitest { teller.summary.producer = "Vitest" }
    for testCase in file.takeCases() { try teller.tell(testCase) }
  }
}
