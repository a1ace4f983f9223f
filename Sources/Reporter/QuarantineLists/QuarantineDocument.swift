public import TestModel

/// The JSON of `evenkeel quarantine list`; its keys are public interface.
///
/// `tests` are those whose failures are excused; `watched` are those whose failures count, and of
/// which something was decided all the same.
public struct QuarantineDocument: Encodable, Sendable {
  struct Evidence: Encodable {
    var probability, flakeRate: Double?
    var flakeRateInterval: [Double]?
    var flakes, executions, commits: Int?
    var lastFlake: String?
  }
  struct Entry: Encodable {
    var id, repo, suite, classname, name, file: String
    var runnerIds: [String: String]
    var state: String
    var mode: String?
    var reason, author, since: String
    var owner, expires, escalated, issue: String?
    var isManual, isOverdue: Bool
    var obstacle, heldUntil, fixedBy: String?
    var evidence: Evidence
  }

  let schemaVersion = 1
  let asOf: String
  let tests: [Entry]
  let watched: [Entry]

  /// Creates the document of what was decided about tests, as of a moment.
  public init(_ records: [QuarantineRecord], asOf: Timestamp) {
    self.asOf = asOf.iso8601
    tests = records.filter(\.state.isExcused).map { Entry($0.entry, asOf: asOf) }
    watched = records.filter { !$0.state.isExcused && $0.state != .cleared }.map { record in
      var entry = Entry(record.entry, asOf: asOf)
      entry.mode = nil
      entry.reason = record.decision.reason
      entry.author = record.decision.author
      entry.since = record.decision.at.iso8601
      (entry.expires, entry.escalated, entry.isOverdue) = (nil, nil, false)
      entry.obstacle = record.decision.obstacle?.rawValue
      entry.heldUntil = record.decision.until?.iso8601
      entry.fixedBy = record.decision.commit
      return entry
    }
  }

  /// Creates the document of the tests in quarantine.
  public init(_ entries: [QuarantineEntry], asOf: Timestamp) {
    self.asOf = asOf.iso8601
    tests = entries.map { Entry($0, asOf: asOf) }
    watched = []
  }
}

extension QuarantineDocument.Entry {
  init(_ entry: QuarantineEntry, asOf: Timestamp) {
    let testID = entry.test.testID
    id = entry.test.stableID
    repo = entry.test.repo
    suite = testID.suite
    classname = testID.classname
    name = testID.name
    file = testID.file
    runnerIds = runnerIDs(of: testID)
    state = entry.state.rawValue
    mode = entry.mode.rawValue
    reason = entry.reason
    author = entry.author
    since = entry.since.iso8601
    owner = entry.owner
    expires = entry.expires?.iso8601
    escalated = entry.escalated?.iso8601
    issue = entry.issue
    isManual = entry.isManual
    isOverdue = entry.isOverdue(at: asOf)
    let interval = [entry.flakeRateLow, entry.flakeRateHigh].compactMap { $0?.rounded(places: 5) }
    evidence = QuarantineDocument.Evidence(
      probability: entry.probability?.rounded(places: 4),
      flakeRate: entry.flakeRate?.rounded(places: 5),
      flakeRateInterval: interval.count == 2 ? interval : nil,
      flakes: entry.flakes,
      executions: entry.executions,
      commits: entry.commits,
      lastFlake: entry.lastFlake?.iso8601
    )
  }
}
