import GRDB
import TestModel

/// Sums up the results of job runs whose timings the history does not keep.
struct UnstoredTimings {
  private let database: Database
  /// The names of the units, with rows of their own.
  private(set) var units: [(row: Int, unit: TimedUnit)] = []
  private var rows: [TimedUnit: Int64] = [:]
  private var last: Int64?

  init(_ database: Database) { self.database = database }

  /// The timings of a job run.
  mutating func timings(ofJobRun jobRun: Int64) throws -> [StoredTiming] {
    let results = try RawStatement(database, SQL.results)
    results.bind(jobRun, at: 1)
    var totals = UnitTotals()
    try results.forEachRow {
      let row = try row(of: TimedUnit(file: results.text(3), classname: results.text(4)))
      guard row <= PackedTimings.highestUnit else { return }
      totals.add(ResultOfTest(results, from: 0), of: row)
    }
    return totals.takeTimings()
  }

  private mutating func row(of unit: TimedUnit) throws -> Int64 {
    if let row = rows[unit] { return row }
    let last = try last ?? Int64.fetchOne(database, sql: SQL.lastUnit) ?? 0
    let row = last + 1
    self.last = row
    rows[unit] = row
    units.append((Int(row), unit))
    return row
  }

  private enum SQL {
    // How did the attempts of this job run's tests end, and in which file and class are they?
    static let results = """
      SELECT r.test_id, r.outcome, r.duration_us,
        CASE WHEN t.file <> '' THEN t.file ELSE coalesce(t.source_file, '') END, t.classname
      FROM result AS r
      CROSS JOIN test AS t ON t.id = r.test_id
      WHERE r.job_run_id = ? AND t.is_check = 0
      ORDER BY r.test_id, r.attempt
      """

    // Which unit was made last?
    static let lastUnit = """
      SELECT max(id)
      FROM timed_unit
      """
  }
}
