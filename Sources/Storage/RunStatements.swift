import GRDB

/// The statements of the ingest's hot loop, prepared once a job run.
struct RunStatements {
  let findReport: Statement
  let insertReport: Statement
  let insertJobRun: Statement
  let findJobRun: Statement
  let finishJobRun: Statement
  let findTest: Statement
  let insertTest: Statement
  let markAmbiguous: Statement
  let findSignature: Statement
  let insertSignature: Statement
  let insertResult: Statement
  let findResult: Statement
  let correctFirst: Statement
  let correctStart: Statement
  let correctFirstSeen: Statement
  let findLastTest: Statement

  init(_ database: Database) throws {
    func prepare(_ sql: String) throws -> Statement { try database.cachedStatement(sql: sql) }
    findReport = try prepare(SQL.findReport)
    insertReport = try prepare(SQL.insertReport)
    insertJobRun = try prepare(SQL.insertJobRun)
    findJobRun = try prepare(SQL.findJobRun)
    finishJobRun = try prepare(SQL.finishJobRun)
    findTest = try prepare(SQL.findTest)
    insertTest = try prepare(SQL.insertTest)
    markAmbiguous = try prepare(SQL.markAmbiguous)
    findSignature = try prepare(SQL.findSignature)
    insertSignature = try prepare(SQL.insertSignature)
    insertResult = try prepare(SQL.insertResult)
    findResult = try prepare(SQL.findResult)
    correctFirst = try prepare(SQL.correctFirst)
    correctStart = try prepare(SQL.correctStart)
    correctFirstSeen = try prepare(SQL.correctFirstSeen)
    findLastTest = try prepare(SQL.findLastTest)
  }

  private enum SQL {
    // Was this report ingested before, with the same metadata?
    static let findReport = """
      SELECT 1
      FROM report
      WHERE identity = ? AND digest = ?
      """

    static let insertReport = """
      INSERT INTO report (job_run_id, identity, digest, path, producer, cases, is_truncated)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """

    static let insertJobRun = """
      INSERT INTO job_run (
        digest, repo, branch, default_branch, commit_sha, pr, pipeline, workflow, job, variant,
        node_index, node_total, attempt, started_at_ms, duration_us, queued_us, status, runner, url,
        provider
      )
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """

    // Is this job run, with just these reports, in the history?
    static let findJobRun = """
      SELECT 1
      FROM job_run
      WHERE digest = ?
      """

    static let finishJobRun = """
      UPDATE job_run
      SET digest = ?, cases = ?, passed = ?, failed = ?, errored = ?, skipped = ?, retried = ?,
        is_complete = ?
      WHERE id = ?
      """

    // Which row is the test of this identity?
    static let findTest = """
      SELECT id
      FROM test
      WHERE name = ? AND classname = ? AND file = ? AND suite = ? AND ordinal = ? AND repo = ?
      """

    static let insertTest = """
      INSERT INTO test (name, classname, file, suite, ordinal, repo, first_seen_ms)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """

    static let markAmbiguous = """
      UPDATE test
      SET is_ambiguous = 1
      WHERE id = ?
      """

    // Which row is the signature of this text?
    static let findSignature = """
      SELECT id
      FROM failure_signature
      WHERE text = ?
      """

    static let insertSignature = """
      INSERT INTO failure_signature (text, sample)
      VALUES (?, ?)
      """

    static let insertResult = """
      INSERT INTO result (job_run_id, test_id, attempt, outcome, duration_us, signature_id)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """

    // How did the first attempt of this test in this run end, as far as was told before?
    static let findResult = """
      SELECT outcome, duration_us
      FROM result
      WHERE job_run_id = ? AND test_id = ? AND attempt = 1
      """

    static let correctStart = """
      UPDATE job_run
      SET started_at_ms = ?
      WHERE id = ?
      """

    /// The tests that this transaction made have higher numbers than all before it.
    static let correctFirstSeen = """
      UPDATE test
      SET first_seen_ms = ?
      WHERE id > ?
      """

    static let findLastTest = """
      SELECT max(id)
      FROM test
      """

    static let correctFirst = """
      UPDATE result
      SET outcome = ?, duration_us = ?, signature_id = ?
      WHERE job_run_id = ? AND test_id = ? AND attempt = 1
      """
  }
}
