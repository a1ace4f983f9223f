import GRDB
public import TestModel

extension HistoryStore {
  /// The test that an identity means, also after it was renamed.
  ///
  /// - Parameters:
  ///   - id: the identity that a report gives a case.
  ///   - repo: the repository.
  /// - Returns: none where the history has no such test.
  /// - Throws: `StorageError`.
  public func test(_ id: TestID, repo: String) throws(StorageError) -> RecordedTest? {
    try read { database in
      let hash = Int64(bitPattern: id.identityHash(repo: repo))
      return try Row.fetchOne(database, sql: GateSQL.test, arguments: [hash, id.ordinal])
        .map { RecordedTest($0) }
    }
  }

  /// When the list of the tests in quarantine was last decided on.
  ///
  /// - Returns: none where nothing was ever decided.
  /// - Throws: `StorageError`.
  public func quarantineDecidedAt() throws(StorageError) -> Timestamp? {
    try read { database in
      try Int64.fetchOne(database, sql: GateSQL.lastDecision)
        .map { Timestamp(milliseconds: $0) }
    }
  }
}

private enum GateSQL {
  // Which test does this identity mean?
  static let test = """
    SELECT t.id, t.repo, t.suite, t.classname, t.name, t.file, t.ordinal, t.is_ambiguous,
      t.first_seen_ms, t.is_check
    FROM test_identity AS i
    JOIN test AS t ON t.id = i.test_id
    WHERE i.identity_hash = ? AND i.ordinal = ?
    """

  // When was the policy last applied, or anything decided about any test?
  static let lastDecision = """
    SELECT max(at_ms)
    FROM (
      SELECT max(at_ms) AS at_ms
      FROM quarantine_event
      UNION ALL
      SELECT max(at_ms)
      FROM quarantine_update
    )
    """
}
