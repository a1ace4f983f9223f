import GRDB

extension HistoryMerge {
  /// Finds each job run of the other history by its digest and its reports, and makes those that are
  /// missing, without their results.
  func mergeRuns(_ summary: inout MergeSummary) throws {
    try database.execute(sql: SQL.link)
    try uniteRuns()
    let last = try Int64.fetchOne(database, sql: SQL.lastRun) ?? 0
    try database.execute(sql: SQL.mapKnown)
    summary.knownJobRuns = database.changesCount
    try database.execute(sql: SQL.mapNew, arguments: [last])
    summary.jobRuns = summary.knownJobRuns + database.changesCount
    try database.execute(sql: SQL.insertNew)
    try database.execute(sql: SQL.fillKnown)
    try database.execute(sql: SQL.findOtherCounts)
    try database.execute(sql: SQL.insertReports)
  }

  /// Makes one job run of those here that the other history knows to be one.
  private func uniteRuns() throws {
    let groups = try groups(in: "merge_run_link")
    guard !groups.isEmpty else { return }
    for group in groups {
      for old in group.dropFirst() {
        try database.execute(sql: SQL.insertUnited, arguments: [old, group[0]])
      }
    }
    try database.execute(sql: SQL.unite)
    _ = try foldResults()
  }

  private enum SQL {
    // Which job runs have the digest or a report in common?
    static let link = """
      INSERT INTO temp.merge_run_link (other, here)
      SELECT o.id, h.id
      FROM other.job_run AS o
      CROSS JOIN main.job_run AS h ON h.digest = o.digest
      UNION
      SELECT o.job_run_id, h.job_run_id
      FROM other.report AS o
      CROSS JOIN main.report AS h ON h.identity = o.identity AND h.digest = o.digest
      """

    // Which job run was made last?
    static let lastRun = """
      SELECT max(id)
      FROM main.job_run
      """

    static let insertUnited = """
      INSERT INTO temp.merge_united_run (old, kept)
      VALUES (?, ?)
      """

    /// Lets all that belongs to job runs that are one belong to the one that is kept.
    static let unite = """
      CREATE TEMP TABLE merge_old_run AS
      SELECT u.kept, r.*
      FROM temp.merge_united_run AS u
      JOIN main.job_run AS r ON r.id = u.old;

      INSERT INTO temp.merge_result (
        job_run_id, test_id, attempt, outcome, duration_us, signature_id
      )
      SELECT u.kept, r.test_id, r.attempt, r.outcome, r.duration_us, r.signature_id
      FROM temp.merge_united_run AS u
      CROSS JOIN main.result AS r ON r.job_run_id = u.old;

      INSERT OR IGNORE INTO temp.merge_changed_run (id)
      SELECT kept
      FROM temp.merge_united_run;

      UPDATE main.report AS r
      SET job_run_id = u.kept
      FROM temp.merge_united_run AS u
      WHERE u.old = r.job_run_id;

      INSERT OR IGNORE INTO temp.merge_run_order (here, digest)
      SELECT u.kept, e.digest
      FROM temp.merge_united_run AS u
      JOIN main.job_run AS r ON r.id = u.old
      JOIN main.execution_order AS e ON e.id = r.order_id;

      DELETE FROM main.result
      WHERE job_run_id IN (SELECT old FROM temp.merge_united_run);

      DELETE FROM main.job_run
      WHERE id IN (SELECT old FROM temp.merge_united_run);

      \(fill(from: "SELECT *, kept AS here FROM temp.merge_old_run"));

      DROP TABLE temp.merge_old_run;
      """

    static let mapKnown = """
      INSERT INTO temp.merge_run (here, other, is_new)
      SELECT DISTINCT coalesce(u.kept, l.here), l.other, 0
      FROM temp.merge_run_link AS l
      LEFT JOIN temp.merge_united_run AS u ON u.old = l.here
      """

    // Which job runs of the other history are not here? They get the next numbers, in their order.
    static let mapNew = """
      INSERT INTO temp.merge_run (here, other, is_new)
      SELECT ?1 + row_number() OVER (ORDER BY r.id), r.id, 1
      FROM other.job_run AS r
      WHERE r.id NOT IN (SELECT other FROM temp.merge_run)
      """

    static let insertNew = """
      INSERT INTO main.job_run (
        id, digest, repo, branch, default_branch, commit_sha, merge_commit, pr, pipeline, workflow,
        job, job_id, variant, node_index, node_total, attempt, started_at_ms, duration_us,
        queued_us, status, runner, url, provider, cases, passed, failed, errored, skipped, retried,
        checks, is_complete
      )
      SELECT m.here, r.digest, r.repo, r.branch, r.default_branch, r.commit_sha, r.merge_commit,
        r.pr, r.pipeline, r.workflow, r.job, r.job_id, r.variant, r.node_index, r.node_total,
        r.attempt, r.started_at_ms, r.duration_us, r.queued_us, r.status, r.runner, r.url,
        r.provider, r.cases, r.passed, r.failed, r.errored, r.skipped, r.retried, r.checks,
        r.is_complete
      FROM temp.merge_run AS m
      CROSS JOIN other.job_run AS r ON r.id = m.other
      WHERE m.is_new
      ORDER BY m.here
      """

    static let fillKnown = fill(
      from: """
        SELECT r.*, m.here
        FROM temp.merge_run AS m
        JOIN other.job_run AS r ON r.id = m.other
        WHERE NOT m.is_new
        """
    )

    // Of which known job runs does the other history count otherwise?
    static let findOtherCounts = """
      INSERT OR IGNORE INTO temp.merge_changed_run (id)
      SELECT m.here
      FROM temp.merge_run AS m
      JOIN other.job_run AS o ON o.id = m.other
      JOIN main.job_run AS h ON h.id = m.here
      WHERE NOT m.is_new
        AND (o.cases, o.passed, o.failed, o.errored, o.skipped, o.retried, o.checks)
          IS NOT (h.cases, h.passed, h.failed, h.errored, h.skipped, h.retried, h.checks)
      """

    static let insertReports = """
      INSERT INTO main.report (
        job_run_id, identity, digest, path, producer, cases, is_truncated
      )
      SELECT m.here, r.identity, r.digest, r.path, r.producer, r.cases, r.is_truncated
      FROM other.report AS r
      JOIN temp.merge_run AS m ON m.other = r.job_run_id
      WHERE TRUE
      ORDER BY r.identity, r.digest
      ON CONFLICT DO UPDATE
      SET path = min(path, excluded.path), producer = min(producer, excluded.producer),
        cases = max(cases, excluded.cases), is_truncated = max(is_truncated, excluded.is_truncated)
      WHERE path > excluded.path OR producer > excluded.producer OR cases < excluded.cases
        OR is_truncated < excluded.is_truncated
      """

    private static let smaller = ["digest", "status", "started_at_ms", "is_complete"]
    private static let larger = [
      "repo", "branch", "default_branch", "commit_sha", "merge_commit", "pr", "pipeline",
      "workflow", "job", "job_id", "variant", "node_index", "node_total", "attempt", "duration_us",
      "queued_us", "runner", "url", "provider",
    ]

    // What is told of job runs that are here, by rows that say which ones they are?
    private static func fill(from rows: String) -> String {
      let rules = smaller.map { ($0, "min") } + larger.map { ($0, "max") }
      let told = rules.map { "\($1)(\($0)) AS \($0)" }
      let known = rules.map {
        "\($0) = \($1)(coalesce(run.\($0), told.\($0)), coalesce(told.\($0), run.\($0)))"
      }
      let differing = rules.map {
        "(told.\($0) IS NOT NULL AND run.\($0) IS NOT "
          + "\($1)(coalesce(run.\($0), told.\($0)), told.\($0)))"
      }
      return """
        UPDATE main.job_run AS run
        SET \(known.joined(separator: ",\n  "))
        FROM (
          SELECT here, \(told.joined(separator: ",\n    "))
          FROM (\(rows))
          GROUP BY here
        ) AS told
        WHERE run.id = told.here
          AND (\(differing.joined(separator: "\n  OR ")))
        """
    }
  }
}
