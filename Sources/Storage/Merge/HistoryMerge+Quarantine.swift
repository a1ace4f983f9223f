import GRDB

extension HistoryMerge {
  /// Unites the logs, from which all else about quarantine follows; a line that is in both is one.
  func mergeQuarantine() throws {
    try database.execute(sql: SQL.insertUpdates)
    try database.execute(sql: SQL.insertEvents)
    try database.execute(sql: SQL.dropRepeatedEvents)
  }

  private enum SQL {
    static let insertUpdates = """
      INSERT OR IGNORE INTO main.quarantine_update (at_ms)
      SELECT at_ms
      FROM other.quarantine_update
      """

    static let insertEvents = """
      INSERT INTO main.quarantine_event (
        test_id, at_ms, transition, author, reason, expires_ms, owner, issue, mode, is_manual,
        probability, flake_rate, flake_rate_low, flake_rate_high, flakes, executions, commits,
        last_flake_ms, obstacle, until_ms, commit_sha
      )
      SELECT m.here, o.at_ms, o.transition, o.author, o.reason, o.expires_ms, o.owner, o.issue,
        o.mode, o.is_manual, o.probability, o.flake_rate, o.flake_rate_low, o.flake_rate_high,
        o.flakes, o.executions, o.commits, o.last_flake_ms, o.obstacle, o.until_ms, o.commit_sha
      FROM other.quarantine_event AS o
      JOIN temp.merge_test AS m ON m.other = o.test_id
      ORDER BY o.at_ms, o.id
      """

    // Which lines of the log are there twice?
    static let dropRepeatedEvents = """
      DELETE FROM main.quarantine_event
      WHERE id NOT IN (
        SELECT min(id)
        FROM main.quarantine_event
        GROUP BY test_id, at_ms, transition, author, reason, expires_ms, owner, issue, mode,
          is_manual, probability, flake_rate, flake_rate_low, flake_rate_high, flakes, executions,
          commits, last_flake_ms, obstacle, until_ms, commit_sha
      )
      """
  }
}
