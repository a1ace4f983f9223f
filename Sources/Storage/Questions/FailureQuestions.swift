import GRDB
public import TestModel

/// The tests that failed in some job runs, with all that they did in those runs.
public struct FailureHistory: Sendable {
  /// The tests.
  public var tests: [RecordedTest]
  /// Their executions, by job run, test and attempt.
  public var executions: [Execution]
  /// The texts of the signatures that the executions name.
  public var signatures: [Int64: String]
}

extension HistoryStore {
  /// The tests that failed at least once in a window, with all their executions in it; findings of
  /// linters are no tests.
  ///
  /// The cost follows what failed: passes are looked up only for tests that also failed.
  ///
  /// - Parameters:
  ///   - window: from the first moment on, up to the second one and not including it.
  ///   - repo: one repository; all when none is named.
  ///   - others: rows of tests that are looked up although they may not have failed.
  /// - Throws: `StorageError`.
  public func failures(
    in window: Range<Timestamp>,
    repo: String? = nil,
    including others: [Int64] = []
  ) throws(StorageError) -> FailureHistory {
    try read { database in
      let bounds: StatementArguments = [
        window.lowerBound.milliseconds, window.upperBound.milliseconds, repo,
      ]
      let found = try Row.fetchAll(
        database,
        sql: FailureSQL.tests,
        arguments: bounds + ["[" + others.map(String.init).joined(separator: ",") + "]"]
      )
      .map { RecordedTest($0) }
      let tests = try found + namesakes(of: found, database)
      let ids = "[" + tests.map { String($0.id) }.joined(separator: ",") + "]"
      let rows = try Row.fetchCursor(
        database,
        sql: FailureSQL.executions,
        arguments: bounds + [ids]
      )
      var executions: [Execution] = []
      while let row = try rows.next() { executions.append(Execution(row)) }
      let signatures = try Row.fetchAll(database, sql: FailureSQL.signatures, arguments: bounds)
      return FailureHistory(
        tests: tests,
        executions: executions,
        signatures: Dictionary(uniqueKeysWithValues: signatures.map { ($0[0], $0[1]) })
      )
    }
  }

  /// The other cases that were reported under the names of some tests: without them nobody can tell
  /// in which runs a name meant one case and in which it meant several.
  private func namesakes(
    of tests: [RecordedTest],
    _ database: Database
  ) throws -> [RecordedTest] {
    let ambiguous = tests.filter(\.isAmbiguous)
    guard !ambiguous.isEmpty else { return [] }
    let known = Set(tests.map(\.id))
    let ids = "[" + ambiguous.map { String($0.id) }.joined(separator: ",") + "]"
    return try Row.fetchAll(database, sql: FailureSQL.namesakes, arguments: [ids])
      .map { RecordedTest($0) }
      .filter { !known.contains($0.id) }
  }

  /// What the tests that failed in some job runs did there, failures and retries alike; findings of
  /// linters are among them.
  ///
  /// - Throws: `StorageError`.
  public func failedTests(inJobRuns ids: [Int64]) throws(StorageError) -> FailureHistory {
    try read { database in
      let list = "[" + ids.map(String.init).joined(separator: ",") + "]"
      let tests = try Row.fetchAll(database, sql: FailureSQL.testsOfRuns, arguments: [list])
        .map { RecordedTest($0) }
      let executions = try Row.fetchAll(
        database,
        sql: FailureSQL.executionsOfRuns,
        arguments: [list]
      ).map { Execution($0) }
      let signatures = try Row.fetchAll(
        database,
        sql: FailureSQL.signaturesOfRuns,
        arguments: [list]
      )
      return FailureHistory(
        tests: tests,
        executions: executions,
        signatures: Dictionary(uniqueKeysWithValues: signatures.map { ($0[0], $0[1]) })
      )
    }
  }

  /// All tests of a repository, without the findings of linters.
  ///
  /// - Throws: `StorageError`.
  public func allTests(repo: String? = nil) throws(StorageError) -> [RecordedTest] {
    try read { database in
      try Row.fetchAll(database, sql: FailureSQL.allTests, arguments: [repo])
        .map { RecordedTest($0) }
    }
  }
}

private enum FailureSQL {
  private static let testColumns = """
    t.id, t.repo, t.suite, t.classname, t.name, t.file, t.ordinal, t.is_ambiguous, t.first_seen_ms,
      t.is_check
    """

  // Which tests failed in this window, or are asked for by number?
  static let tests = """
    SELECT \(testColumns)
    FROM test AS t
    WHERE t.is_check = 0 AND t.id IN (
      SELECT r.test_id
      FROM job_run AS j
      CROSS JOIN result AS r INDEXED BY result_that_failed ON r.job_run_id = j.id
      WHERE j.started_at_ms >= ?1 AND j.started_at_ms < ?2 AND (?3 IS NULL OR j.repo = ?3)
        AND r.outcome IN (1, 2)
      UNION
      SELECT value
      FROM json_each(?4)
    )
    ORDER BY t.id
    """

  // Which tests have the same name as one of these?
  static let namesakes = """
    SELECT DISTINCT \(testColumns)
    FROM json_each(?) AS candidate
    CROSS JOIN test AS c ON c.id = candidate.value
    CROSS JOIN test_identity AS i ON i.identity_hash = c.identity_hash
    CROSS JOIN test AS t ON t.id = i.test_id
    ORDER BY t.id
    """

  // What did these tests do in the job runs of this window?
  static let executions = """
    SELECT r.job_run_id, r.test_id, r.attempt, r.outcome, r.duration_us, r.signature_id
    FROM job_run AS j
    CROSS JOIN json_each(?4) AS candidate
    CROSS JOIN result AS r ON r.job_run_id = j.id AND r.test_id = candidate.value
    WHERE j.started_at_ms >= ?1 AND j.started_at_ms < ?2 AND (?3 IS NULL OR j.repo = ?3)
    """

  // Which signatures do the failures of this window have?
  static let signatures = """
    SELECT s.id, s.text
    FROM failure_signature AS s
    WHERE s.id IN (
      SELECT r.signature_id
      FROM job_run AS j
      CROSS JOIN result AS r INDEXED BY result_that_failed ON r.job_run_id = j.id
      WHERE j.started_at_ms >= ?1 AND j.started_at_ms < ?2 AND (?3 IS NULL OR j.repo = ?3)
        AND r.outcome IN (1, 2)
    )
    """

  // Which tests failed in these job runs?
  static let testsOfRuns = """
    SELECT \(testColumns)
    FROM test AS t
    WHERE t.id IN (
      SELECT r.test_id
      FROM json_each(?) AS run
      CROSS JOIN result AS r INDEXED BY result_that_failed ON r.job_run_id = run.value
      WHERE r.outcome IN (1, 2)
    )
    ORDER BY t.id
    """

  // What did the tests that failed in these job runs do there?
  static let executionsOfRuns = """
    SELECT r.job_run_id, r.test_id, r.attempt, r.outcome, r.duration_us, r.signature_id
    FROM json_each(?1) AS run
    CROSS JOIN result AS r ON r.job_run_id = run.value
    WHERE r.test_id IN (
      SELECT f.test_id
      FROM json_each(?1) AS failed_run
      CROSS JOIN result AS f INDEXED BY result_that_failed ON f.job_run_id = failed_run.value
      WHERE f.outcome IN (1, 2)
    )
    ORDER BY r.job_run_id, r.test_id, r.attempt
    """

  // Which signatures do the failures of these job runs have?
  static let signaturesOfRuns = """
    SELECT s.id, s.text
    FROM failure_signature AS s
    WHERE s.id IN (
      SELECT r.signature_id
      FROM json_each(?) AS run
      CROSS JOIN result AS r INDEXED BY result_that_failed ON r.job_run_id = run.value
      WHERE r.outcome IN (1, 2)
    )
    """

  // Which tests are there?
  static let allTests = """
    SELECT \(testColumns)
    FROM test AS t
    WHERE t.is_check = 0 AND (?1 IS NULL OR t.repo = ?1)
    ORDER BY t.id
    """
}

extension RecordedTest {
  init(_ row: Row) {
    self.init(
      id: row[0],
      repo: row[1],
      testID: TestID(suite: row[2], classname: row[3], name: row[4], file: row[5], ordinal: row[6]),
      isAmbiguous: row[7],
      firstSeen: Timestamp(milliseconds: row[8]),
      isCheck: row[9]
    )
  }
}

extension Execution {
  init(_ row: Row) {
    self.init(
      jobRunID: row[0],
      testRowID: row[1],
      attempt: row[2],
      outcome: Outcome(rawValue: row[3]) ?? .errored,
      duration: (row[4] as Int64?).map { Microseconds($0) },
      signatureID: row[5]
    )
  }
}
