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
