import GRDB

extension HistoryMerge {
  /// Finds each signature of the other history by its text and frames, and makes those that are
  /// missing.
  func mergeSignatures() throws {
    try database.execute(sql: SQL.insert)
    try database.execute(sql: SQL.map)
  }

  private enum SQL {
    static let insert = """
      INSERT INTO main.failure_signature (text, frames, sample)
      SELECT text, frames, sample
      FROM other.failure_signature
      WHERE TRUE
      ORDER BY id
      ON CONFLICT (text, frames) DO UPDATE
      SET sample = excluded.sample
      WHERE excluded.sample < sample
      """

    // Which signature of the other history is which one here?
    static let map = """
      INSERT INTO temp.merge_signature (other, here)
      SELECT o.id, h.id
      FROM other.failure_signature AS o
      CROSS JOIN main.failure_signature AS h ON h.text = o.text AND h.frames = o.frames
      """
  }
}
