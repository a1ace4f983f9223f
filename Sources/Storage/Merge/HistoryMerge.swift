import GRDB

/// One merge: folds the attached database `other` into `main`; it lives as long as its transaction.
///
/// Temporary tables hold which row of the other history is which one here, so that results go from
/// file to file without passing through memory.
struct HistoryMerge {
  let database: Database

  init(_ database: Database) { self.database = database }

  func run(otherPath: String) throws -> MergeSummary {
    try refuseStrangeTables(otherPath)
    try database.execute(sql: SQL.dropTables)
    try database.execute(sql: SQL.makeTables)
    var summary = MergeSummary()
    try mergeSignatures()
    try mergeTests(&summary)
    try mergeRuns(&summary)
    try mergeOrders()
    try mergeUnits()
    try mergeTimings()
    try mergeResults(&summary)
    if try Int.fetchOne(database, sql: SQL.anyCheck) != nil {
      try database.execute(sql: SQL.findRunsOfChecks)
    }
    try database.execute(sql: SQL.countAgain)
    try mergeQuarantine()
    try database.execute(sql: SQL.mergeImportedTimings)
    try database.execute(sql: SQL.dropTables)
    return summary
  }

  /// The rows here of which the links say that they are one, group by group.
  ///
  /// - Parameter links: the name of the table with the links of other rows to rows here.
  func groups(in links: String) throws -> [[Int64]] {
    var uniting = Uniting()
    let cursor = try Row.fetchCursor(database, sql: SQL.severalLinks(links))
    while let row = try cursor.next() { uniting.link(other: row[0], here: row[1]) }
    return uniting.groups
  }

  private func refuseStrangeTables(_ path: String) throws {
    if let missing = try String.fetchOne(database, sql: SQL.missingColumn) {
      throw StorageError.corrupt(path: path, reason: "it has no \(missing)")
    }
  }

  private enum SQL {
    // Which column of the schema is not in a table of the other history?
    static let missingColumn = """
      SELECT t.name || '.' || c.name
      FROM main.sqlite_schema AS t
      JOIN pragma_table_info(t.name, 'main') AS c
      WHERE t.type = 'table' AND NOT EXISTS (
        SELECT 1
        FROM other.sqlite_schema AS o
        JOIN pragma_table_info(o.name, 'other') AS p ON p.name = c.name
        WHERE o.type = 'table' AND o.name = t.name
      )
      LIMIT 1
      """

    static let makeTables = """
      CREATE TEMP TABLE merge_signature (
        other INTEGER PRIMARY KEY,
        here  INTEGER NOT NULL
      );
      -- Rows of the other history that have something in common with rows here.
      CREATE TEMP TABLE merge_test_link (
        other INTEGER NOT NULL,
        here  INTEGER NOT NULL,
        PRIMARY KEY (other, here)
      ) WITHOUT ROWID;
      CREATE TEMP TABLE merge_run_link (
        other INTEGER NOT NULL,
        here  INTEGER NOT NULL,
        PRIMARY KEY (other, here)
      ) WITHOUT ROWID;
      -- Rows here that are found to be one.
      CREATE TEMP TABLE merge_united_test (
        old  INTEGER PRIMARY KEY,
        kept INTEGER NOT NULL
      );
      CREATE TEMP TABLE merge_united_run (
        old  INTEGER PRIMARY KEY,
        kept INTEGER NOT NULL
      );
      CREATE TEMP TABLE merge_test (
        other INTEGER PRIMARY KEY,
        here  INTEGER NOT NULL
      );
      -- By the number here, so that results come out in the order in which they are written.
      CREATE TEMP TABLE merge_run (
        here   INTEGER NOT NULL,
        other  INTEGER NOT NULL,
        is_new INTEGER NOT NULL,
        PRIMARY KEY (here, other)
      ) WITHOUT ROWID;
      -- Orders that job runs here may have, beside those that they have.
      CREATE TEMP TABLE merge_run_order (
        here   INTEGER NOT NULL,
        digest BLOB    NOT NULL,
        PRIMARY KEY (here, digest)
      ) WITHOUT ROWID;
      CREATE TEMP TABLE merge_unit (
        other INTEGER PRIMARY KEY,
        here  INTEGER NOT NULL
      );
      -- Results that are to be folded in one by one.
      CREATE TEMP TABLE merge_result (
        job_run_id   INTEGER NOT NULL,
        test_id      INTEGER NOT NULL,
        attempt      INTEGER NOT NULL,
        outcome      INTEGER NOT NULL,
        duration_us  INTEGER,
        signature_id INTEGER
      );
      -- Job runs whose results changed.
      CREATE TEMP TABLE merge_changed_run (
        id INTEGER PRIMARY KEY
      );
      -- Tests that turned out to be findings of a linter.
      CREATE TEMP TABLE merge_check (
        test_id INTEGER PRIMARY KEY
      );
      """

    static let dropTables = """
      DROP TABLE IF EXISTS temp.merge_signature;
      DROP TABLE IF EXISTS temp.merge_test_link;
      DROP TABLE IF EXISTS temp.merge_run_link;
      DROP TABLE IF EXISTS temp.merge_united_test;
      DROP TABLE IF EXISTS temp.merge_united_run;
      DROP TABLE IF EXISTS temp.merge_test;
      DROP TABLE IF EXISTS temp.merge_run;
      DROP TABLE IF EXISTS temp.merge_run_order;
      DROP TABLE IF EXISTS temp.merge_unit;
      DROP TABLE IF EXISTS temp.merge_result;
      DROP TABLE IF EXISTS temp.merge_changed_run;
      DROP TABLE IF EXISTS temp.merge_check;
      """

    // Which rows of the other history are several rows here?
    static func severalLinks(_ links: String) -> String {
      """
      SELECT other, here
      FROM temp.\(links)
      WHERE other IN (
        SELECT other
        FROM temp.\(links)
        GROUP BY other
        HAVING count(*) > 1
      )
      ORDER BY other, here
      """
    }

    // Did any test turn out to be a finding of a linter?
    static let anyCheck = """
      SELECT 1
      FROM temp.merge_check
      LIMIT 1
      """

    // Which job runs have results of those? It reads all results, and is asked next to never.
    static let findRunsOfChecks = """
      INSERT OR IGNORE INTO temp.merge_changed_run (id)
      SELECT DISTINCT r.job_run_id
      FROM main.result AS r
      WHERE r.test_id IN (SELECT test_id FROM temp.merge_check)
      """

    // How did the tests of the runs that changed end, each by its last attempt, and how many checks
    // were there?
    static let countAgain = """
      UPDATE main.job_run AS run
      SET (cases, passed, failed, errored, skipped, retried, checks) = (
        SELECT total(NOT t.is_check), total(NOT t.is_check AND last.outcome = 0),
          total(NOT t.is_check AND last.outcome = 1), total(NOT t.is_check AND last.outcome = 2),
          total(NOT t.is_check AND last.outcome = 3), total(NOT t.is_check AND last.attempt > 1),
          total(t.is_check)
        FROM (
          -- SQLite takes the other columns from the row of the maximum.
          SELECT r.test_id, max(r.attempt) AS attempt, r.outcome
          FROM main.result AS r
          WHERE r.job_run_id = run.id
          GROUP BY r.test_id
        ) AS last
        CROSS JOIN main.test AS t ON t.id = last.test_id
      )
      WHERE id IN (SELECT id FROM temp.merge_changed_run)
      """

    // The latest timing of an item stands.
    static let mergeImportedTimings = """
      INSERT INTO main.timing (repo, kind, item, duration_us, at_ms)
      SELECT repo, kind, item, duration_us, at_ms
      FROM other.timing
      WHERE TRUE
      ON CONFLICT DO UPDATE
      SET duration_us = excluded.duration_us, at_ms = excluded.at_ms
      WHERE (excluded.at_ms, excluded.duration_us) > (at_ms, duration_us)
      """
  }
}
