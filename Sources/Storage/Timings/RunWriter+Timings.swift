import GRDB
import TestModel

// How long the units of the job run took.
extension RunWriter {
  /// Writes the timings of the job run: those of its reports, and of those that came before.
  ///
  /// Where reports repeat one another, only the results say what counts.
  func writeTimings() throws {
    let rows = TimingRows(database: database)
    let units = try UnitRows(database, repo: repo)
    let known = isExtended ? try rows.stored(ofJobRun: jobRunID) : []
    let isAfresh = mustRecount || known == nil
    var timings: [Int64: StoredTiming] = [:]
    for var timing in known ?? [] {
      if isAfresh { timing = StoredTiming(unit: timing.unit, hooks: timing.hooks) }
      timings[timing.unit] = timing
    }
    if isAfresh {
      for timing in try rows.summedUp(jobRun: jobRunID, units: units) {
        timings[timing.unit, default: StoredTiming(unit: timing.unit)].add(timing)
      }
    }
    let entries = self.timings.entries
    for (entry, row) in zip(entries, try units.rows(of: entries)) {
      guard let row else { continue }
      var timing = timings[row] ?? StoredTiming(unit: row)
      timing.add(isAfresh ? StoredTiming(unit: row, hooks: entry.timing.hooks) : entry.timing)
      timing.hooks = max(timing.hooks, entry.repeatedHooks)
      timings[row] = timing
    }
    let ran = timings.values.filter { $0.cases > 0 }.sorted { $0.unit < $1.unit }
    try rows.write(ran, ofJobRun: jobRunID)
  }

  /// Lets units whose tests go on in another one hand their timings down to it.
  ///
  /// Where tests of one unit go on in several ones, nobody can tell how its time is shared.
  func renameUnits(of renames: [FileRename]) throws {
    guard !renames.isEmpty else { return }
    let rows = try UnitRows(database, repo: repo)
    var targets: [Int64: Set<Int64>] = [:]
    for pair in renames.flatMap(\.pairs) {
      guard let old = try rows.row(ofTest: pair.old), let new = try rows.row(ofTest: pair.new)
      else { continue }
      targets[old, default: []].insert(new)
    }
    let start = try Int64.fetchOne(database, sql: SQL.start, arguments: [jobRunID]) ?? 0
    for (old, targets) in targets.sorted(by: { $0.key < $1.key }) where targets.count == 1 {
      guard let new = targets.first, new != old else { continue }
      try rows.rename(old, to: new, at: Timestamp(milliseconds: start))
    }
  }

  private enum SQL {
    // When did this job run begin?
    static let start = """
      SELECT started_at_ms
      FROM job_run
      WHERE id = ?
      """
  }
}
