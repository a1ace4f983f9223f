import GRDB
public import TestModel

extension HistoryStore {
  /// The tests in quarantine, by identity.
  ///
  /// - Throws: `StorageError`.
  public func quarantine() throws(StorageError) -> [QuarantineEntry] {
    try read { database in
      try Row.fetchAll(database, sql: QuarantineSQL.entries).map { QuarantineEntry($0) }
    }
    .sorted { ($0.test.repo, $0.test.testID) < ($1.test.repo, $1.test.testID) }
  }

  /// The log of one test's quarantine, by time.
  ///
  /// - Throws: `StorageError`.
  public func quarantineLog(ofTest id: Int64) throws(StorageError) -> [QuarantineLogLine] {
    try read { database in
      try Row.fetchAll(database, sql: QuarantineSQL.log, arguments: [id]).map { row in
        QuarantineLogLine(
          at: Timestamp(milliseconds: row[0]),
          transition: row[1],
          author: row[2],
          reason: row[3]
        )
      }
    }
  }

  /// Carries out transitions, and adds them to the log, in one transaction.
  ///
  /// - Parameters:
  ///   - transitions: the transitions.
  ///   - update: when the policy was applied, which is kept also where it changes nothing; none for what
  ///     a person decided.
  /// - Throws: `StorageError`.
  public func apply(
    _ transitions: [QuarantineTransition],
    update: Timestamp? = nil
  ) throws(StorageError) {
    try write { database in
      if let update {
        try database.execute(
          sql: QuarantineSQL.insertUpdate,
          arguments: [update.milliseconds]
        )
      }
      for transition in transitions {
        switch transition.kind {
        case .entered: try insert(transition.entry, database)
        case .released, .broken, .removed:
          try database.execute(
            sql: QuarantineSQL.delete,
            arguments: [transition.entry.test.id]
          )
        case .overdue: break
        }
        try database.execute(
          sql: QuarantineSQL.insertEvent,
          arguments: [
            transition.entry.test.id, transition.at.milliseconds, transition.kind.rawValue,
            transition.author, transition.reason,
          ]
        )
      }
    }
  }

  private func insert(_ entry: QuarantineEntry, _ database: Database) throws {
    try database.execute(
      sql: QuarantineSQL.insert,
      arguments: [
        entry.test.id, entry.reason, entry.author, entry.since.milliseconds,
        entry.expires?.milliseconds, entry.owner, entry.issue, entry.isManual, entry.probability,
        entry.flakeRate, entry.flakes,
      ]
    )
  }
}

/// One line of a test's log.
public struct QuarantineLogLine: Sendable, Hashable {
  /// When.
  public var at: Timestamp
  /// What changed: a `QuarantineTransition.Kind`.
  public var transition: String
  /// Who decided.
  public var author: String
  /// Why.
  public var reason: String
}

private enum QuarantineSQL {
  // Which tests are in quarantine?
  static let entries = """
    SELECT t.id, t.repo, t.suite, t.classname, t.name, t.file, t.ordinal, t.is_ambiguous,
      t.first_seen_ms, t.is_check, q.reason, q.author, q.since_ms, q.expires_ms, q.owner, q.issue,
      q.is_manual, q.probability, q.flake_rate, q.flakes
    FROM quarantine AS q
    JOIN test AS t ON t.id = q.test_id
    """

  static let insert = """
    INSERT INTO quarantine (
      test_id, reason, author, since_ms, expires_ms, owner, issue, is_manual, probability,
      flake_rate, flakes
    )
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  static let delete = """
    DELETE FROM quarantine
    WHERE test_id = ?
    """

  static let insertUpdate = """
    INSERT OR IGNORE INTO quarantine_update (at_ms)
    VALUES (?)
    """

  static let insertEvent = """
    INSERT INTO quarantine_event (test_id, at_ms, transition, author, reason)
    VALUES (?, ?, ?, ?, ?)
    """

  // What was decided about this test?
  static let log = """
    SELECT at_ms, transition, author, reason
    FROM quarantine_event
    WHERE test_id = ?
    ORDER BY at_ms, id
    """
}

extension QuarantineEntry {
  init(_ row: Row) {
    self.init(
      test: RecordedTest(row),
      reason: row[10],
      author: row[11],
      since: Timestamp(milliseconds: row[12]),
      expires: (row[13] as Int64?).map { Timestamp(milliseconds: $0) },
      owner: row[14],
      issue: row[15],
      isManual: row[16],
      probability: row[17],
      flakeRate: row[18],
      flakes: row[19]
    )
  }
}
