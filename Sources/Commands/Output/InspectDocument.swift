import Ingester
import Reporter
import TestModel

/// The JSON of `evenkeel inspect`; its keys are public interface.
struct InspectDocument: Encodable {
  let schemaVersion = 1
  let files: [InspectedFile]
}

/// A report as it was understood.
struct InspectedFile: Encodable {
  struct Counts: Encodable { var cases, passed, failed, errored, skipped, retried: Int }
  struct Note: Encodable {
    var line: Int?
    var text: String
  }
  struct AttemptEntry: Encodable {
    var outcome: String
    var seconds: Double?
    var message, type, details: String?
    /// Who excused the failure: `quarantine` or `runner`; left out where nobody did.
    var excusedBy: String?
  }
  struct Case: Encodable {
    var suite, classname, name, file: String
    var line: Int?
    var outcome: String
    var flaky, ambiguous: Bool
    var attempts: [AttemptEntry]
    var seconds: Double?
    var message, output: String?
    var properties: [String: String]
  }

  var path: String
  var producer: String
  /// Whether the entries are findings of a linter and no tests.
  var isCheck: Bool
  var cases: [Case]
  var counts: Counts
  var notes: [Note]
  var rejected: String?
  var isTruncated: Bool

  private enum CodingKeys: CodingKey {
    case path, producer, isCheck, cases, counts, notes, rejected
  }

  init(path: String, summary: ReportSummary, cases reported: [ReportedCase]) {
    self.path = path
    producer = summary.producer
    isCheck = summary.isCheck
    cases = reported.map(Case.init)
    counts = Counts(summary.counts)
    notes = summary.notes.map { Note(line: $0.line, text: $0.text) }
    isTruncated = summary.isTruncated
  }

  init(_ rejected: RejectedFile) {
    path = rejected.file
    producer = "unknown"
    isCheck = false
    cases = []
    counts = Counts(CaseCounts())
    notes = []
    self.rejected = rejected.line.map { "line \($0): \(rejected.reason)" } ?? rejected.reason
    isTruncated = false
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(path, forKey: .path)
    try container.encode(producer, forKey: .producer)
    try container.encode(isCheck, forKey: .isCheck)
    try container.encode(cases, forKey: .cases)
    try container.encode(counts, forKey: .counts)
    try container.encode(notes, forKey: .notes)
    // Written as null when there is none, so that readers need not ask whether the key is there.
    try container.encode(rejected, forKey: .rejected)
  }

  /// The file for people.
  var text: String {
    if let rejected { return "\(terminalText(path)): rejected: \(rejected)\n" }
    var text =
      "\(terminalText(path)): \(producer), \(plural(counts.cases, isCheck ? "check" : "case")): "
      + "\(grouped(counts.passed)) passed, \(grouped(counts.failed)) failed, "
      + "\(grouped(counts.errored)) errored, \(grouped(counts.skipped)) skipped, "
      + "\(grouped(counts.retried)) retried\n"
    for note in notes {
      text += "  \(note.line.map { "line \($0): " } ?? "")\(terminalText(note.text))\n"
    }
    for testCase in cases where testCase.outcome == "failed" || testCase.outcome == "errored" {
      text += "  \(testCase.outcome)  \(terminalText("\(testCase.classname)::\(testCase.name)"))\n"
    }
    return text
  }
}

extension InspectedFile.Counts {
  init(_ counts: CaseCounts) {
    cases = counts.cases
    passed = counts.passed
    failed = counts.failed
    errored = counts.errored
    skipped = counts.skipped
    retried = counts.retried
  }
}

extension InspectedFile.Case {
  init(_ testCase: ReportedCase) {
    suite = testCase.id.suite
    classname = testCase.id.classname
    name = testCase.id.name
    file = testCase.id.file
    line = testCase.line
    outcome = testCase.outcome.name
    flaky = testCase.isFlaky
    ambiguous = testCase.isAmbiguous
    attempts = testCase.attempts.map {
      InspectedFile.AttemptEntry(
        outcome: $0.outcome.name,
        seconds: $0.duration?.seconds,
        message: $0.message,
        type: $0.type,
        details: $0.details,
        excusedBy: $0.excuse?.rawValue
      )
    }
    seconds = testCase.duration?.seconds
    message = testCase.tellingAttempt?.message
    output = testCase.output
    properties = Dictionary(
      testCase.properties.map { ($0.name, $0.value) },
      uniquingKeysWith: { first, _ in first }
    )
  }
}
