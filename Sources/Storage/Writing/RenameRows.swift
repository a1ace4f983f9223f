import Foundation
import GRDB

/// Asks what a rename needs to know, and carries renames out, within a job run's transaction.
struct RenameRows {
  let database: Database
  let repo: String
  let jobRun: Int64
  /// The last test that was there before the job run.
  let lastKnown: Int64

  /// What tells whether new tests are old ones.
  func facts(told: TestSet) throws -> RenameFacts {
    RenameFacts(
      newFiles: try String.fetchAll(database, sql: SQL.newFiles, arguments: [lastKnown]),
      new: { try placed(SQL.new, [lastKnown, try json($0)], told: told) },
      shared: {
        try Row.fetchAll(database, sql: SQL.shared, arguments: [lastKnown, repo]).map {
          SharedNames(new: $0[0], known: $0[1], count: $0[2])
        }
      },
      known: { try placed(SQL.known, [lastKnown, repo, try json($0)], told: told) },
      current: { tests in
        try Int64.fetchSet(database, sql: SQL.current, arguments: [repo, jobRun, try json(tests)])
      }
    )
  }

  /// Lets old tests go on under the names of new ones, which are new no more.
  ///
  /// The old identity goes on to mean the test, for branches that are not as far yet.
  func carryOut(_ pair: FileRename.Pair) throws {
    func run(_ sql: String, _ arguments: StatementArguments) throws {
      try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
    try run(SQL.moveResults, [pair.old, pair.new, jobRun])
    try run(SQL.moveIdentity, [pair.old, pair.new])
    try run(SQL.takeName, [pair.old, pair.new])
    try run(SQL.delete, [pair.new])
  }

  private func json(_ list: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(list), as: UTF8.self)
  }

  private func placed(
    _ sql: String,
    _ arguments: StatementArguments,
    told: TestSet
  ) throws -> [PlacedTest] {
    try Row.fetchAll(database, sql: sql, arguments: arguments).map { row in
      PlacedTest(
        id: row[0],
        file: row[1],
        classname: row[2],
        name: row[3],
        isTold: told.contains(row[0])
      )
    }
  }

  private enum SQL {
    private static let place = "CASE WHEN file <> '' THEN file ELSE coalesce(source_file, '') END"
    private static let isPlain = "is_check = 0 AND is_ambiguous = 0 AND ordinal = 1"

    // Which files have several tests that are new?
    static let newFiles = """
      SELECT \(place) AS place
      FROM test
      WHERE id > ?1 AND \(isPlain) AND place <> ''
      GROUP BY place
      HAVING count(*) > 1
      """

    // Which tests of these files are new?
    static let new = """
      SELECT id, \(place) AS place, classname, name
      FROM test
      WHERE id > ?1 AND \(isPlain) AND place IN (SELECT value FROM json_each(?2))
      """

    // How many names do new tests share with the tests of each other file? A name that many have
    // tells nothing.
    static let shared = """
      WITH new AS MATERIALIZED (
        SELECT name, \(place) AS place
        FROM test
        WHERE id > ?1 AND \(isPlain) AND place <> ''
      ), known AS MATERIALIZED (
        SELECT name, \(place) AS place
        FROM test
        WHERE id <= ?1 AND repo = ?2 AND \(isPlain) AND place <> ''
          AND name IN (SELECT name FROM new)
      ), telling AS MATERIALIZED (
        SELECT name
        FROM known
        GROUP BY name
        HAVING count(*) <= 50
      )
      SELECT new.place, known.place, count(DISTINCT new.name)
      FROM telling
      JOIN known USING (name)
      JOIN new USING (name)
      GROUP BY new.place, known.place
      """

    // Which tests were in these files?
    static let known = """
      SELECT id, \(place) AS place, classname, name
      FROM test
      WHERE id <= ?1 AND repo = ?2 AND \(isPlain) AND place IN (SELECT value FROM json_each(?3))
      """

    // Which of these tests did the last job runs run?
    static let current = """
      WITH recent AS MATERIALIZED (
        SELECT id
        FROM job_run
        WHERE repo = ?1 AND id <> ?2
        ORDER BY started_at_ms DESC
        LIMIT 500
      )
      SELECT t.value
      FROM json_each(?3) AS t
      WHERE EXISTS (
        SELECT 1
        FROM recent
        CROSS JOIN result AS r ON r.job_run_id = recent.id AND r.test_id = t.value
      )
      """

    static let moveResults = """
      UPDATE result
      SET test_id = ?1
      WHERE job_run_id = ?3 AND test_id = ?2
      """

    static let moveIdentity = """
      UPDATE test_identity
      SET test_id = ?1
      WHERE ordinal = 1 AND identity_hash = (
        SELECT identity_hash
        FROM test
        WHERE id = ?2
      )
      """

    static let takeName = """
      UPDATE test
      SET (suite, classname, name, file, source_file, identity_hash) = (
        SELECT suite, classname, name, file, source_file, identity_hash
        FROM test
        WHERE id = ?2
      )
      WHERE id = ?1
      """

    static let delete = """
      DELETE FROM test
      WHERE id = ?
      """
  }
}
