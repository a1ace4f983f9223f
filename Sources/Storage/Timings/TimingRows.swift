import GRDB

/// Finds and writes the timings of job runs, within a transaction.
struct TimingRows {
  let database: Database

  /// What is kept of a job run; none where nothing is.
  func stored(ofJobRun jobRun: Int64) throws -> [StoredTiming]? {
    let find = try RawStatement(database, SQL.find)
    find.bind(jobRun, at: 1)
    var timings: [StoredTiming]?
    try find.forEachRow { timings = find.withBytes(0) { PackedTimings.unpacked($0) } }
    return timings
  }

  /// What the results of a job run say.
  func summedUp(jobRun: Int64, units: UnitRows) throws -> [StoredTiming] {
    for row in try Row.fetchAll(database, sql: SQL.unknownUnits, arguments: [jobRun]) {
      _ = try units.row(file: row[0], classname: row[1])
    }
    let results = try RawStatement(database, SQL.results)
    results.bind(jobRun, at: 1)
    var totals = UnitTotals()
    try results.forEachRow { totals.add(ResultOfTest(results, from: 0), of: results.integer(3)) }
    return totals.takeTimings()
  }

  /// Keeps timings.
  ///
  /// - Parameter timings: by unit, each once.
  func write(_ timings: [StoredTiming], ofJobRun jobRun: Int64) throws {
    let write = try RawStatement(database, SQL.write)
    write.bind(jobRun, at: 1)
    try PackedTimings.packed(timings).withUnsafeBytes {
      write.bind(blob: $0, at: 2)
      try write.run()
    }
  }

  private enum SQL {
    // What is kept of this job run?
    static let find = """
      SELECT data
      FROM run_timing
      WHERE job_run_id = ?
      """

    static let write = """
      INSERT OR REPLACE INTO run_timing (job_run_id, data)
      VALUES (?, ?)
      """

    // In which files and classes that are no units yet are tests of this job run?
    static let unknownUnits = """
      SELECT DISTINCT t.file, t.classname
      FROM result AS r
      CROSS JOIN test AS t ON t.id = r.test_id
      WHERE r.job_run_id = ? AND t.is_check = 0 AND NOT EXISTS (
        SELECT 1
        FROM timed_unit AS u
        WHERE u.repo = t.repo AND u.file = t.file AND u.classname = t.classname
      )
      """

    // How did the attempts of this job run's tests end, and of which units are they?
    static let results = """
      SELECT r.test_id, r.outcome, r.duration_us, u.id
      FROM result AS r
      CROSS JOIN test AS t ON t.id = r.test_id
      CROSS JOIN timed_unit AS u
        ON u.repo = t.repo AND u.file = t.file AND u.classname = t.classname
      WHERE r.job_run_id = ? AND t.is_check = 0
      ORDER BY r.test_id, r.attempt
      """
  }
}
