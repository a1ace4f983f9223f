import GRDB

extension HistoryMerge {
  /// Copies the results of new job runs, and folds in those of known ones that tell more.
  func mergeResults(_ summary: inout MergeSummary) throws {
    try database.execute(sql: SQL.insertNew)
    summary.results = database.changesCount
    // Several tests of the other history that are one here may share attempts.
    try database.execute(sql: SQL.findNewWithUnitedTests)
    try database.execute(sql: SQL.findTellingMore)
    summary.results += try foldResults()
  }

  /// Folds in the results that wait in `merge_result`.
  ///
  /// - Returns: the number of results that changed.
  func foldResults() throws -> Int {
    try database.execute(sql: SQL.findChangedRuns)
    try database.execute(sql: SQL.fold)
    let changes = database.changesCount
    try database.execute(sql: "DELETE FROM temp.merge_result")
    return changes
  }

  private enum SQL {
    static let insertNew = """
      INSERT INTO main.result (job_run_id, test_id, attempt, outcome, duration_us, signature_id)
      SELECT m.here, t.here, r.attempt, r.outcome, r.duration_us, s.here
      FROM temp.merge_run AS m
      CROSS JOIN other.result AS r ON r.job_run_id = m.other
      CROSS JOIN temp.merge_test AS t ON t.other = r.test_id
      LEFT JOIN temp.merge_signature AS s ON s.other = r.signature_id
      WHERE m.is_new AND \(isValid)
      ORDER BY m.here, t.here, r.attempt
      \(onConflict)
      """

    // Which new job runs may have fewer results here than in the other history?
    static let findNewWithUnitedTests = """
      INSERT OR IGNORE INTO temp.merge_changed_run (id)
      SELECT here
      FROM temp.merge_run
      WHERE is_new AND EXISTS (
        SELECT 1
        FROM temp.merge_test
        GROUP BY here
        HAVING count(*) > 1
      )
      """

    // Which results of known job runs are not here, or are here as better ones?
    static let findTellingMore = """
      INSERT INTO temp.merge_result (
        job_run_id, test_id, attempt, outcome, duration_us, signature_id
      )
      SELECT m.here, t.here, r.attempt, r.outcome, r.duration_us, s.here
      FROM temp.merge_run AS m
      CROSS JOIN other.result AS r ON r.job_run_id = m.other
      CROSS JOIN temp.merge_test AS t ON t.other = r.test_id
      LEFT JOIN temp.merge_signature AS s ON s.other = r.signature_id
      LEFT JOIN main.result AS h
        ON h.job_run_id = m.here AND h.test_id = t.here AND h.attempt = r.attempt
      WHERE NOT m.is_new AND \(isValid) AND (
        h.job_run_id IS NULL
        OR \(stands(("r.outcome", "r.duration_us", "s.here"), for: "h"))
      )
      """

    static let findChangedRuns = """
      INSERT OR IGNORE INTO temp.merge_changed_run (id)
      SELECT DISTINCT job_run_id
      FROM temp.merge_result
      """

    static let fold = """
      INSERT INTO main.result (job_run_id, test_id, attempt, outcome, duration_us, signature_id)
      SELECT job_run_id, test_id, attempt, outcome, duration_us, signature_id
      FROM temp.merge_result
      WHERE TRUE
      ORDER BY job_run_id, test_id, attempt
      \(onConflict)
      """

    private static let onConflict = """
      ON CONFLICT DO UPDATE
      SET outcome = excluded.outcome, duration_us = excluded.duration_us,
        signature_id = excluded.signature_id
      WHERE \(stands(
          ("excluded.outcome", "excluded.duration_us", "excluded.signature_id"), for: "result"))
      """

    /// What every history keeps to; a forged file may not.
    private static let isValid = "r.outcome BETWEEN 0 AND 3 AND r.attempt BETWEEN 1 AND 2147483647"

    // Does this result stand, and not that one of the same attempt: is it the worse one (an error is
    // worse than a failure, and nothing is better than skipped), else the longer one, else the one
    // with the larger signature?
    private static func stands(
      _ new: (outcome: String, duration: String, signature: String),
      for old: String
    ) -> String {
      """
      (
        (nullif(\(new.outcome), 3) IS NOT nullif(\(old).outcome, 3)
          AND coalesce(nullif(\(new.outcome), 3), -1) > coalesce(nullif(\(old).outcome, 3), -1))
        OR (\(new.outcome) = \(old).outcome AND (
          coalesce(\(new.duration), -1) > coalesce(\(old).duration_us, -1)
          OR (\(new.duration) IS \(old).duration_us
            AND \(new.signature) IS NOT \(old).signature_id
            AND \(new.signature) IS NOT NULL
            AND (\(old).signature_id IS NULL OR (
              SELECT (n.text, n.frames) > (o.text, o.frames)
              FROM main.failure_signature AS n, main.failure_signature AS o
              WHERE n.id = \(new.signature) AND o.id = \(old).signature_id
            ))
          )
        ))
      )
      """
    }
  }
}
