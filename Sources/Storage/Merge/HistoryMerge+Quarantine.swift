import GRDB

extension HistoryMerge {
  /// Unites the logs, and decides again about the tests of which there is something new.
  func mergeQuarantine() throws {
    try database.execute(sql: SQL.insertUpdates)
    try database.execute(sql: SQL.findNews)
    try database.execute(sql: SQL.insertEvents)
    try database.execute(sql: SQL.dropRepeatedEvents)
    try database.execute(sql: SQL.collectEntries)
    try database.execute(sql: SQL.decide)
  }

  private enum SQL {
    static let insertUpdates = """
      INSERT OR IGNORE INTO main.quarantine_update (at_ms)
      SELECT at_ms
      FROM other.quarantine_update
      """

    // About which tests does the other history tell decisions or entries that are not here?
    static let findNews = """
      INSERT OR IGNORE INTO temp.merge_decided (test_id)
      SELECT m.here
      FROM other.quarantine_event AS o
      JOIN temp.merge_test AS m ON m.other = o.test_id
      LEFT JOIN main.quarantine_event AS h
        ON h.test_id = m.here AND h.at_ms = o.at_ms AND h.transition = o.transition
          AND h.author = o.author AND h.reason = o.reason
      WHERE h.id IS NULL
      UNION
      SELECT m.here
      FROM other.quarantine AS o
      JOIN temp.merge_test AS m ON m.other = o.test_id
      LEFT JOIN main.quarantine AS h ON h.test_id = m.here
      WHERE (
        o.reason, o.author, o.since_ms, o.expires_ms, o.owner, o.issue, o.is_manual, o.probability,
        o.flake_rate, o.flakes
      ) IS NOT (
        h.reason, h.author, h.since_ms, h.expires_ms, h.owner, h.issue, h.is_manual, h.probability,
        h.flake_rate, h.flakes
      )
      """

    static let insertEvents = """
      INSERT INTO main.quarantine_event (test_id, at_ms, transition, author, reason)
      SELECT m.here, o.at_ms, o.transition, o.author, o.reason
      FROM other.quarantine_event AS o
      JOIN temp.merge_test AS m ON m.other = o.test_id
      JOIN temp.merge_decided AS d ON d.test_id = m.here
      ORDER BY o.at_ms, o.id
      """

    // Which lines of the logs that changed are there twice?
    static let dropRepeatedEvents = """
      DELETE FROM main.quarantine_event
      WHERE test_id IN (SELECT test_id FROM temp.merge_decided) AND id NOT IN (
        SELECT min(id)
        FROM main.quarantine_event
        WHERE test_id IN (SELECT test_id FROM temp.merge_decided)
        GROUP BY test_id, at_ms, transition, author, reason
      )
      """

    static let collectEntries = """
      INSERT INTO temp.merge_entry (
        test_id, reason, author, since_ms, expires_ms, owner, issue, is_manual, probability,
        flake_rate, flakes
      )
      SELECT q.test_id, q.reason, q.author, q.since_ms, q.expires_ms, q.owner, q.issue,
        q.is_manual, q.probability, q.flake_rate, q.flakes
      FROM temp.merge_decided AS d
      JOIN main.quarantine AS q ON q.test_id = d.test_id
      UNION ALL
      SELECT m.here, q.reason, q.author, q.since_ms, q.expires_ms, q.owner, q.issue, q.is_manual,
        q.probability, q.flake_rate, q.flakes
      FROM other.quarantine AS q
      JOIN temp.merge_test AS m ON m.other = q.test_id
      JOIN temp.merge_decided AS d ON d.test_id = m.here
      """

    // Is each test in quarantine by what was decided last, and by which entry? Of decisions at the
    // same moment, the one that takes it out stands; an entry without any decision stays.
    static let decide = """
      DELETE FROM main.quarantine
      WHERE test_id IN (SELECT test_id FROM temp.merge_decided);

      INSERT INTO main.quarantine (
        test_id, reason, author, since_ms, expires_ms, owner, issue, is_manual, probability,
        flake_rate, flakes
      )
      SELECT e.test_id, e.reason, e.author, e.since_ms, e.expires_ms, e.owner, e.issue, e.is_manual,
        e.probability, e.flake_rate, e.flakes
      FROM (
        SELECT *, row_number() OVER (
            PARTITION BY test_id
            ORDER BY since_ms DESC, is_manual DESC, reason, author, expires_ms, owner, issue,
              probability, flake_rate, flakes
          ) AS place
        FROM temp.merge_entry
      ) AS e
      LEFT JOIN (
        SELECT v.test_id, v.transition, row_number() OVER (
            PARTITION BY v.test_id
            ORDER BY v.at_ms DESC, v.transition = 'entered'
          ) AS place
        FROM main.quarantine_event AS v
        JOIN temp.merge_decided AS d ON d.test_id = v.test_id
        WHERE v.transition <> 'overdue'
      ) AS decision ON decision.test_id = e.test_id AND decision.place = 1
      WHERE e.place = 1 AND coalesce(decision.transition, 'entered') = 'entered';
      """
  }
}
