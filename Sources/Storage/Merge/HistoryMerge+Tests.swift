import GRDB

extension HistoryMerge {
  /// Finds each test of the other history by its identities, and makes those that are missing.
  func mergeTests(_ summary: inout MergeSummary) throws {
    try database.execute(sql: SQL.link)
    summary.unitedTests = try uniteTests()
    let last = try Int64.fetchOne(database, sql: SQL.lastTest) ?? 0
    try database.execute(sql: SQL.mapKnown)
    try database.execute(sql: SQL.mapNew, arguments: [last])
    summary.newTests = database.changesCount
    try database.execute(sql: SQL.insertNew, arguments: [last])
    try database.execute(sql: SQL.findOtherChecks, arguments: [last])
    try database.execute(sql: SQL.fillKnown, arguments: [last])
    try database.execute(sql: SQL.renameKnown, arguments: [last])
    try database.execute(sql: SQL.insertIdentities)
  }

  /// Makes one test of those here that the other history knows to be one.
  ///
  /// The one test gets a new number: writers that know the old ones by heart look up all of them again
  /// when they see that there is a later test.
  ///
  /// - Returns: the number of tests that are no longer there.
  private func uniteTests() throws -> Int {
    let groups = try groups(in: "merge_test_link")
    guard !groups.isEmpty else { return 0 }
    var kept = try Int64.fetchOne(database, sql: SQL.lastTest) ?? 0
    var count = 0
    for group in groups {
      kept += 1
      count += group.count - 1
      for old in group { try database.execute(sql: SQL.insertUnited, arguments: [old, kept]) }
    }
    try database.execute(sql: SQL.unite)
    try uniteTestsOfOrders()
    _ = try foldResults()
    return count
  }

  private enum SQL {
    // Which tests have an identity in common?
    static let link = """
      INSERT INTO temp.merge_test_link (other, here)
      SELECT DISTINCT o.test_id, h.test_id
      FROM other.test_identity AS o
      CROSS JOIN main.test_identity AS h
        ON h.identity_hash = o.identity_hash AND h.ordinal = o.ordinal
      ORDER BY o.test_id, h.test_id
      """

    // Which test was made last?
    static let lastTest = """
      SELECT max(id)
      FROM main.test
      """

    static let insertUnited = """
      INSERT INTO temp.merge_united_test (old, kept)
      VALUES (?, ?)
      """

    // Which tests does one history alone take for findings of a linter?
    static let findOtherChecks = """
      INSERT OR IGNORE INTO temp.merge_check (test_id)
      SELECT m.here
      FROM temp.merge_test AS m
      CROSS JOIN other.test AS o ON o.id = m.other
      CROSS JOIN main.test AS h ON h.id = m.here
      WHERE m.here <= ?1 AND o.is_check <> h.is_check
      """

    /// Lets all that refers to tests that are one refer to the one that is kept.
    static let unite = """
      INSERT INTO main.test (
        id, repo, suite, classname, name, file, ordinal, is_ambiguous, first_seen_ms, identity_hash,
        is_check, source_file
      )
      SELECT kept, repo, suite, classname, name, file, ordinal, any_ambiguous, earliest_ms,
        identity_hash, any_check, smallest_source_file
      FROM (
        SELECT u.kept, t.*, max(t.is_ambiguous) OVER same AS any_ambiguous,
          min(t.first_seen_ms) OVER same AS earliest_ms, max(t.is_check) OVER same AS any_check,
          min(t.source_file) OVER same AS smallest_source_file,
          row_number() OVER (
            PARTITION BY u.kept
            ORDER BY t.name, t.classname, t.file, t.suite, t.ordinal, t.repo
          ) AS place
        FROM temp.merge_united_test AS u
        JOIN main.test AS t ON t.id = u.old
        WINDOW same AS (PARTITION BY u.kept)
      )
      WHERE place = 1;

      UPDATE main.test_identity AS i
      SET test_id = u.kept
      FROM temp.merge_united_test AS u
      WHERE u.old = i.test_id;

      INSERT INTO temp.merge_result (
        job_run_id, test_id, attempt, outcome, duration_us, signature_id
      )
      SELECT r.job_run_id, u.kept, r.attempt, r.outcome, r.duration_us, r.signature_id
      FROM main.result AS r
      CROSS JOIN temp.merge_united_test AS u ON u.old = r.test_id;

      DELETE FROM main.result
      WHERE test_id IN (SELECT old FROM temp.merge_united_test);

      INSERT OR IGNORE INTO temp.merge_check (test_id)
      SELECT u.kept
      FROM temp.merge_united_test AS u
      JOIN main.test AS t ON t.id = u.old
      GROUP BY u.kept
      HAVING min(t.is_check) <> max(t.is_check);

      UPDATE main.quarantine_event AS e
      SET test_id = u.kept
      FROM temp.merge_united_test AS u
      WHERE u.old = e.test_id;

      DELETE FROM main.test
      WHERE id IN (SELECT old FROM temp.merge_united_test);
      """

    static let mapKnown = """
      INSERT INTO temp.merge_test (other, here)
      SELECT l.other, min(coalesce(u.kept, l.here))
      FROM temp.merge_test_link AS l
      LEFT JOIN temp.merge_united_test AS u ON u.old = l.here
      GROUP BY l.other
      """

    // Which tests of the other history are not here? They get the next numbers, in their order.
    static let mapNew = """
      INSERT INTO temp.merge_test (other, here)
      SELECT t.id, ?1 + row_number() OVER (ORDER BY t.id)
      FROM other.test AS t
      WHERE NOT EXISTS (SELECT 1 FROM temp.merge_test AS m WHERE m.other = t.id)
      """

    static let insertNew = """
      INSERT INTO main.test (
        id, repo, suite, classname, name, file, ordinal, is_ambiguous, first_seen_ms, identity_hash,
        is_check, source_file
      )
      SELECT m.here, t.repo, t.suite, t.classname, t.name, t.file, t.ordinal, t.is_ambiguous,
        t.first_seen_ms, t.identity_hash, t.is_check, t.source_file
      FROM temp.merge_test AS m
      CROSS JOIN other.test AS t ON t.id = m.other
      WHERE m.here > ?1
      ORDER BY m.other
      """

    static let fillKnown = """
      UPDATE main.test AS t
      SET is_ambiguous = max(t.is_ambiguous, o.is_ambiguous),
        is_check = max(t.is_check, o.is_check),
        first_seen_ms = min(t.first_seen_ms, o.first_seen_ms),
        source_file = min(
          coalesce(t.source_file, o.source_file), coalesce(o.source_file, t.source_file)
        )
      FROM (
        SELECT m.here, max(o.is_ambiguous) AS is_ambiguous, max(o.is_check) AS is_check,
          min(o.first_seen_ms) AS first_seen_ms, min(o.source_file) AS source_file
        FROM temp.merge_test AS m
        CROSS JOIN other.test AS o ON o.id = m.other
        CROSS JOIN main.test AS h ON h.id = m.here
        WHERE m.here <= ?1 AND (
          o.is_ambiguous > h.is_ambiguous OR o.is_check > h.is_check
          OR o.first_seen_ms < h.first_seen_ms OR o.source_file < h.source_file
          OR (o.source_file IS NOT NULL AND h.source_file IS NULL)
        )
        GROUP BY m.here
      ) AS o
      WHERE t.id = o.here
      """

    // Which tests are shown by a smaller name in the other history?
    static let renameKnown = """
      UPDATE main.test AS t
      SET (repo, suite, classname, name, file, ordinal, identity_hash) = (
        o.repo, o.suite, o.classname, o.name, o.file, o.ordinal, o.identity_hash
      )
      FROM (
        SELECT m.here, o.*, row_number() OVER (
            PARTITION BY m.here
            ORDER BY o.name, o.classname, o.file, o.suite, o.ordinal, o.repo
          ) AS place
        FROM temp.merge_test AS m
        CROSS JOIN other.test AS o ON o.id = m.other
        CROSS JOIN main.test AS h ON h.id = m.here
        WHERE m.here <= ?1
          AND (o.name, o.classname, o.file, o.suite, o.ordinal, o.repo)
            < (h.name, h.classname, h.file, h.suite, h.ordinal, h.repo)
      ) AS o
      WHERE t.id = o.here AND o.place = 1
      """

    static let insertIdentities = """
      INSERT INTO main.test_identity (identity_hash, ordinal, test_id)
      SELECT o.identity_hash, o.ordinal, m.here
      FROM other.test_identity AS o
      CROSS JOIN temp.merge_test AS m ON m.other = o.test_id
      WHERE TRUE
      ORDER BY o.identity_hash, o.ordinal
      ON CONFLICT DO NOTHING
      """
  }
}
