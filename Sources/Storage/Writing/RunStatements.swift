import GRDB

/// The statements of the ingest, prepared once a job run; those of the hot loop are bound raw.
struct RunStatements {
  let findReport: Statement
  let insertReport: Statement
  let insertJobRun: Statement
  let findJobRun: Statement
  let fillJobRun: Statement
  let setDigest: Statement
  let finishJobRun: Statement
  let countJobRun: Statement
  let deleteJobRun: Statement
  let markAmbiguous: Statement
  let findSignature: Statement
  let insertSignature: Statement
  let copyTest: Statement
  let findAttempts: Statement
  let findTold: Statement
  let moveAttempt: Statement
  let failAttempt: Statement
  let correctStart: Statement
  let setRunner: Statement
  let correctFirstSeen: Statement
  let upsertTiming: Statement

  let findTest: RawStatement
  let insertTest: RawStatement
  let insertIdentity: RawStatement
  let insertResult: RawStatement
  let insertResults: RawStatement

  init(_ database: Database) throws {
    func prepare(_ sql: String) throws -> Statement { try database.cachedStatement(sql: sql) }
    findReport = try prepare(SQL.findReport)
    insertReport = try prepare(SQL.insertReport)
    insertJobRun = try prepare(SQL.insertJobRun)
    findJobRun = try prepare(SQL.findJobRun)
    fillJobRun = try prepare(SQL.fillJobRun)
    setDigest = try prepare(SQL.setDigest)
    finishJobRun = try prepare(SQL.finishJobRun)
    countJobRun = try prepare(SQL.countJobRun)
    deleteJobRun = try prepare(SQL.deleteJobRun)
    markAmbiguous = try prepare(SQL.markAmbiguous)
    findSignature = try prepare(SQL.findSignature)
    insertSignature = try prepare(SQL.insertSignature)
    copyTest = try prepare(SQL.copyTest)
    findTold = try prepare(SQL.findTold)
    findAttempts = try prepare(SQL.findAttempts)
    moveAttempt = try prepare(SQL.moveAttempt)
    failAttempt = try prepare(SQL.failAttempt)
    correctStart = try prepare(SQL.correctStart)
    setRunner = try prepare(SQL.setRunner)
    correctFirstSeen = try prepare(SQL.correctFirstSeen)
    upsertTiming = try prepare(SQL.upsertTiming)
    findTest = try RawStatement(database, SQL.findTest)
    insertTest = try RawStatement(database, SQL.insertTest)
    insertIdentity = try RawStatement(database, SQL.insertIdentity)
    insertResult = try RawStatement(database, SQL.insertResults(1))
    insertResults = try RawStatement(database, SQL.insertResults(ResultRows.atOnce))
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
        digest, repo, branch, default_branch, commit_sha, merge_commit, pr, pipeline, workflow, job,
        job_id, variant, node_index, node_total, attempt, started_at_ms, duration_us, queued_us,
        status, runner, url, provider
      )
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """

    // Is this job run in the history?
    static let findJobRun = """
      SELECT id
      FROM job_run
      WHERE digest = ?
      """

    // What was not known of a job run when its first report came.
    static let fillJobRun = """
      UPDATE job_run
      SET default_branch = coalesce(default_branch, ?), merge_commit = coalesce(merge_commit, ?),
        duration_us = coalesce(?, duration_us), queued_us = coalesce(?, queued_us),
        status = coalesce(?, status), runner = coalesce(runner, ?), url = coalesce(url, ?),
        provider = coalesce(provider, ?)
      WHERE id = ?
      """

    static let setDigest = """
      UPDATE job_run
      SET digest = ?
      WHERE id = ?
      """

    static let finishJobRun = """
      UPDATE job_run
      SET cases = ?, passed = ?, failed = ?, errored = ?, skipped = ?, retried = ?,
        checks = ?, is_complete = is_complete AND ?
      WHERE id = ?
      """

    // How did the tests and the checks of this job run end, each by its last attempt?
    static let countJobRun = """
      SELECT t.is_check, count(*), sum(last.outcome = 0), sum(last.outcome = 1),
        sum(last.outcome = 2), sum(last.outcome = 3), sum(last.attempt > 1)
      FROM (
        -- SQLite takes the other columns from the row of the maximum.
        SELECT r.test_id, max(r.attempt) AS attempt, r.outcome
        FROM result AS r
        WHERE r.job_run_id = ?
        GROUP BY r.test_id
      ) AS last
      CROSS JOIN test AS t ON t.id = last.test_id
      GROUP BY t.is_check
      """

    static let deleteJobRun = """
      DELETE FROM job_run
      WHERE id = ?
      """

    static let markAmbiguous = """
      UPDATE test
      SET is_ambiguous = 1
      WHERE id = ? AND is_ambiguous = 0
      """

    // Which row is the signature?
    static let findSignature = """
      SELECT id
      FROM failure_signature
      WHERE text = ? AND frames = ?
      """

    static let insertSignature = """
      INSERT INTO failure_signature (text, frames, sample)
      VALUES (?, ?, ?)
      """

    // A further case of the same name as another test.
    static let copyTest = """
      INSERT INTO test (
        id, repo, suite, classname, name, file, ordinal, is_ambiguous, first_seen_ms, identity_hash,
        is_check, source_file
      )
      SELECT ?1, repo, suite, classname, name, file, ?2, 1, first_seen_ms, identity_hash, is_check,
        source_file
      FROM test
      WHERE id = ?3
      """

    // What did this test do in this job run, as far as was told before?
    static let findAttempts = """
      SELECT r.attempt, r.outcome, r.duration_us, r.signature_id, t.identity_hash, t.ordinal
      FROM result AS r
      JOIN test AS t ON t.id = r.test_id
      WHERE r.job_run_id = ? AND r.test_id = ?
      ORDER BY r.attempt
      """

    static let moveAttempt = """
      UPDATE result
      SET attempt = ?
      WHERE job_run_id = ? AND test_id = ? AND attempt = 1
      """

    static let failAttempt = """
      UPDATE result
      SET outcome = 1
      WHERE job_run_id = ? AND test_id = ? AND attempt = 1
      """

    static let setRunner = """
      UPDATE job_run
      SET runner = ?
      WHERE id = ? AND runner IS NULL
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

    // The latest timing of an item stands; the same one again changes nothing.
    static let upsertTiming = """
      INSERT INTO timing (repo, kind, item, duration_us, at_ms)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE
      SET duration_us = excluded.duration_us, at_ms = excluded.at_ms
      WHERE excluded.at_ms >= at_ms AND excluded.duration_us <> duration_us
      """

    // Which row is the test of this identity?
    static let findTest = """
      SELECT test_id
      FROM test_identity
      WHERE identity_hash = ? AND ordinal = ?
      """

    static let insertTest = """
      INSERT INTO test (
        id, repo, suite, classname, name, file, ordinal, first_seen_ms, identity_hash, is_check,
        source_file
      )
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """

    static let insertIdentity = """
      INSERT INTO test_identity (identity_hash, ordinal, test_id)
      VALUES (?, ?, ?)
      """

    // The job run is the first argument, each row has five more.
    static func insertResults(_ rows: Int) -> String {
      let values = (0..<rows).map { row in
        let columns = (2...6).map { "?\(row * 5 + $0)" }
        return "(?1, \(columns.joined(separator: ", ")))"
      }
      return """
        INSERT INTO result (job_run_id, test_id, attempt, outcome, duration_us, signature_id)
        VALUES \(values.joined(separator: ", "))
        """
    }

    // Of which tests does this job run have results?
    static let findTold = """
      SELECT test_id
      FROM result
      WHERE job_run_id = ? AND attempt = 1
      """
  }
}
