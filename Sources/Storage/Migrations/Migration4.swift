import GRDB

/// How long the files and classes of each job run took, kept ready for estimates.
///
/// A suite's last runs are then read from a row a job run, and not from all its results.
enum Migration4 {
  static func run(_ database: Database) throws {
    try database.execute(sql: units)
    try database.execute(sql: timings)
    try fillTimings(database)
  }

  private static let units = """
    -- A file and class that results were timed of, as reports call it.
    CREATE TABLE timed_unit (
      id            INTEGER NOT NULL UNIQUE,
      repo          TEXT    NOT NULL,
      file          TEXT    NOT NULL,
      classname     TEXT    NOT NULL,
      -- The file that the class was found in, where reports name none.
      source_file   TEXT,
      -- What the unit was called from some moment on: its timings before that are of the other one.
      renamed_to    INTEGER REFERENCES timed_unit (id),
      renamed_at_ms INTEGER,
      PRIMARY KEY (repo, file, classname)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX timed_unit_that_was_renamed ON timed_unit (id) WHERE renamed_to IS NOT NULL;

    INSERT INTO timed_unit (id, repo, file, classname, source_file)
    SELECT row_number() OVER (ORDER BY repo, file, classname), repo, file, classname,
      min(source_file)
    FROM test
    WHERE is_check = 0
    GROUP BY repo, file, classname;
    """

  private static let timings = """
    CREATE TABLE run_timing (
      job_run_id INTEGER PRIMARY KEY REFERENCES job_run ON DELETE CASCADE,
      -- By unit: the cases that ran, those that failed, and their time, packed.
      data       BLOB    NOT NULL
    ) STRICT;

    -- For the last job runs of a job and variant.
    CREATE INDEX job_run_of_stream ON job_run (
      repo, coalesce(job, ''), coalesce(variant, ''), started_at_ms
    );

    -- For the job runs of all nodes.
    CREATE INDEX job_run_of_pipeline ON job_run (pipeline, coalesce(job, ''))
    WHERE pipeline IS NOT NULL;
    """

  /// Sums the results of every job run up, in one pass over all of them.
  private static func fillTimings(_ database: Database) throws {
    let units = try RowMap(database, sql: unitsOfTests)
    let results = try RawStatement(database, allResults)
    let insert = try RawStatement(database, insertTiming)
    var jobRun: Int64?
    var totals = UnitTotals()
    func write() throws {
      guard let jobRun else { return }
      insert.bind(jobRun, at: 1)
      try PackedTimings.packed(totals.takeTimings()).withUnsafeBytes {
        insert.bind(blob: $0, at: 2)
        try insert.run()
      }
    }
    try results.forEachRow {
      if results.integer(0) != jobRun {
        try write()
        jobRun = results.integer(0)
      }
      guard let unit = units[results.integer(1)] else { return }
      totals.add(ResultOfTest(results, from: 1), of: unit)
    }
    try write()
  }

  // Which unit is each test of?
  private static let unitsOfTests = """
    SELECT t.id, u.id
    FROM test AS t
    CROSS JOIN timed_unit AS u
      ON u.repo = t.repo AND u.file = t.file AND u.classname = t.classname
    WHERE t.is_check = 0
    ORDER BY t.id
    """

  // How did all attempts of all job runs end?
  private static let allResults = """
    SELECT job_run_id, test_id, outcome, duration_us
    FROM result
    ORDER BY job_run_id, test_id, attempt
    """

  private static let insertTiming = """
    INSERT INTO run_timing (job_run_id, data)
    VALUES (?, ?)
    """
}
