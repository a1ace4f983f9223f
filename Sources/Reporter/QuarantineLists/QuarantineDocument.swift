public import TestModel

/// The JSON of `evenkeel quarantine list`; its keys are public interface.
public struct QuarantineDocument: Encodable, Sendable {
  struct Evidence: Encodable {
    var probability, flakeRate: Double?
    var flakes: Int?
  }
  struct Entry: Encodable {
    var id, repo, suite, classname, name, file: String
    var runnerIds: [String: String]
    var reason, author, since: String
    var owner, expires, issue: String?
    var isManual: Bool
    var evidence: Evidence
  }

  let schemaVersion = 1
  let asOf: String
  let tests: [Entry]

  /// Creates the document of the tests in quarantine.
  public init(_ entries: [QuarantineEntry], asOf: Timestamp) {
    self.asOf = asOf.iso8601
    tests = entries.map(Entry.init)
  }
}

extension QuarantineDocument.Entry {
  init(_ entry: QuarantineEntry) {
    let testID = entry.test.testID
    id = entry.test.stableID
    repo = entry.test.repo
    suite = testID.suite
    classname = testID.classname
    name = testID.name
    file = testID.file
    runnerIds = pytestNodeID(testID).map { ["pytest": $0] } ?? [:]
    reason = entry.reason
    author = entry.author
    since = entry.since.iso8601
    owner = entry.owner
    expires = entry.expires?.iso8601
    issue = entry.issue
    isManual = entry.isManual
    evidence = QuarantineDocument.Evidence(
      probability: entry.probability?.rounded(places: 4),
      flakeRate: entry.flakeRate?.rounded(places: 5),
      flakes: entry.flakes
    )
  }
}

/// The tests in quarantine as a table for terminals.
public func quarantineTable(_ entries: [QuarantineEntry], asOf: Timestamp) -> String {
  guard !entries.isEmpty else { return "No test is in quarantine.\n" }
  var table = TerminalTable([
    ("TEST", .left), ("SINCE", .left), ("LOOK AGAIN", .left), ("OWNER", .left), ("BY", .left),
    ("REASON", .left),
  ])
  for entry in entries {
    let expiry = entry.expires.map { $0.isoDate + ($0 <= asOf ? " (overdue)" : "") }
    table.add([
      entry.test.testID.displayName, entry.since.isoDate, expiry ?? "never",
      entry.owner ?? "nobody", entry.author, entry.reason,
    ])
  }
  return table.text
}

/// What an update of the quarantine does, a line a transition.
public func transitionLines(_ transitions: [QuarantineTransition]) -> String {
  guard !transitions.isEmpty else { return "Nothing changes.\n" }
  return transitions.map { transition in
    let word =
      switch transition.kind {
      case .entered: "enters  "
      case .released: "released"
      case .broken: "broken  "
      case .overdue: "overdue "
      case .removed: "removed "
      }
    let name = MarkdownText.oneLine(transition.entry.test.testID.displayName)
    return "\(word)  \(name): \(MarkdownText.oneLine(transition.reason))\n"
  }
  .joined()
}
