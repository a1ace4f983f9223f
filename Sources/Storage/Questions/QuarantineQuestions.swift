import GRDB
public import TestModel

extension HistoryStore {
  /// The tests in quarantine, by identity.
  ///
  /// - Parameter asOf: the moment after which no decision counts.
  /// - Throws: `StorageError`.
  public func quarantine(
    asOf: Timestamp = Timestamp(milliseconds: .max)
  ) throws(StorageError) -> [QuarantineEntry] {
    try quarantineRecords(asOf: asOf).filter(\.state.isExcused).map(\.entry)
  }

  /// Where all tests are of which anything was ever decided, by identity.
  ///
  /// - Parameter asOf: the moment after which no decision counts.
  /// - Throws: `StorageError`.
  public func quarantineRecords(asOf: Timestamp) throws(StorageError) -> [QuarantineRecord] {
    QuarantineRecord.records(of: try quarantineLog(), asOf: asOf)
  }

  /// The whole log of the quarantine, by time.
  ///
  /// - Throws: `StorageError`.
  public func quarantineLog() throws(StorageError) -> [QuarantineTransition] {
    try read { database in
      try Row.fetchAll(database, sql: QuarantineSQL.log).compactMap { QuarantineTransition($0) }
    }
    .sorted()
  }

  /// The log of one test's quarantine, by time.
  ///
  /// - Throws: `StorageError`.
  public func quarantineLog(ofTest id: Int64) throws(StorageError) -> [QuarantineTransition] {
    try read { database in
      try Row.fetchAll(database, sql: QuarantineSQL.logOfTest, arguments: [id])
        .compactMap { QuarantineTransition($0) }
    }
    .sorted()
  }

  /// Adds transitions to the log, in one transaction.
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
        try database.execute(
          sql: QuarantineSQL.insertEvent,
          arguments: transition.values
        )
      }
    }
  }
}

private enum QuarantineSQL {
  // What was decided about all tests?
  static let log = """
    SELECT t.id, t.repo, t.suite, t.classname, t.name, t.file, t.ordinal, t.is_ambiguous,
      t.first_seen_ms, t.is_check, e.at_ms, e.transition, e.author, e.reason, e.expires_ms, e.owner,
      e.issue, e.mode, e.is_manual, e.probability, e.flake_rate, e.flake_rate_low,
      e.flake_rate_high, e.flakes, e.executions, e.commits, e.last_flake_ms, e.obstacle, e.until_ms,
      e.commit_sha
    FROM quarantine_event AS e
    JOIN test AS t ON t.id = e.test_id
    """

  // What was decided about this test?
  static let logOfTest = """
    \(log)
    WHERE e.test_id = ?
    """

  static let insertUpdate = """
    INSERT OR IGNORE INTO quarantine_update (at_ms)
    VALUES (?)
    """

  static let insertEvent = """
    INSERT INTO quarantine_event (
      test_id, at_ms, transition, author, reason, expires_ms, owner, issue, mode, is_manual,
      probability, flake_rate, flake_rate_low, flake_rate_high, flakes, executions, commits,
      last_flake_ms, obstacle, until_ms, commit_sha
    )
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """
}
