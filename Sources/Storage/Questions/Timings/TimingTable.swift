import GRDB
import TestModel

/// The timings of some runs of a suite, as they are put together: the packed ones of each job run, one
/// after the other, until it is known which row is which unit.
struct TimingTable {
  /// The bytes of one job run.
  private struct Part {
    var run: Int32
    var startedAt: Int64
    var bytes: Range<Int>
    var total: JobRunTotal
  }

  private let runs: [SuiteRun]
  /// None where nothing was renamed.
  private let renames: UnitRenames?
  private var bytes: [UInt8] = []
  private var parts: [Part] = []
  /// By row, how many timings there are of a unit.
  private var counts = RowCounts()

  init(runs: [SuiteRun], renames: UnitRenames? = nil) {
    self.runs = runs
    self.renames = renames?.isEmpty == false ? renames : nil
  }

  /// By row, whether there is a timing of a unit.
  var used: [Bool] { counts.numbers.map { $0 > 0 } }

  // MARK: Reading

  /// Reads what the history keeps of each job run.
  ///
  /// - Returns: the rows and names of units that it keeps nothing of.
  mutating func readUnits(_ database: Database) throws -> [(row: Int, unit: TimedUnit)] {
    var unstored = UnstoredTimings(database)
    let rows = try RawStatement(database, SQL.stored)
    for (run, suite) in runs.enumerated() {
      for jobRun in suite.jobRuns {
        var isFound = false
        rows.bind(jobRun.id, at: 1)
        try rows.forEachRow {
          isFound = rows.withBytes(0) { append($0, of: jobRun, run: run) }
        }
        guard !isFound else { continue }
        let timings = try unstored.timings(ofJobRun: jobRun.id)
        _ = PackedTimings.packed(timings).withUnsafeBytes { append($0, of: jobRun, run: run) }
      }
    }
    return unstored.units
  }

  /// Reads the results of each job run: the units are rows of tests.
  mutating func readCases(_ database: Database) throws {
    let results = try RawStatement(database, SQL.results)
    var totals = UnitTotals()
    for (run, suite) in runs.enumerated() {
      for jobRun in suite.jobRuns {
        results.bind(jobRun.id, at: 1)
        try results.forEachRow {
          let result = ResultOfTest(results, from: 0)
          guard (1...PackedTimings.highestUnit).contains(result.test) else { return }
          totals.add(result, of: result.test)
        }
        let packed = PackedTimings.packed(totals.takeTimings())
        _ = packed.withUnsafeBytes { append($0, of: jobRun, run: run) }
      }
    }
  }

  /// Adds the packed timings of a job run.
  ///
  /// - Returns: whether they are packed timings; else nothing is added.
  private mutating func append(
    _ packed: UnsafeRawBufferPointer,
    of jobRun: RecordedJobRun,
    run: Int
  ) -> Bool {
    let start = jobRun.startedAt.milliseconds
    // What was counted of bytes that turn out to be broken only makes more room than there has to be.
    var total = JobRunTotal()
    let isWhole = TimingTable.forEachTiming(of: packed, at: start, renames) {
      counts.add($0.unit)
      total.units += 1
      total.duration += Microseconds($0.duration) + Microseconds($0.hooks)
    }
    guard isWhole else { return false }
    // The nodes of a suite's runs have about as much to tell as the first one.
    if bytes.isEmpty {
      bytes.reserveCapacity(packed.count * runs.lazy.map(\.jobRuns.count).reduce(0, +))
    }
    let first = bytes.count
    bytes.append(contentsOf: packed)
    let run = Int32(truncatingIfNeeded: run)
    parts.append(
      Part(run: run, startedAt: start, bytes: first..<bytes.count, total: total)
    )
    return true
  }

  // MARK: Putting together

  /// The timings of all runs.
  func timings(_ names: UnitNames, withUnitsOfJobRuns: Bool) -> SuiteTimings {
    var timings = SuiteTimings(runs: runs, units: names.units)
    timings.timings = byUnit(names)
    timings.totalsOfJobRuns = runs.map { _ in [] }
    for part in parts { timings.totalsOfJobRuns[Int(part.run)].append(part.total) }
    if withUnitsOfJobRuns { timings.unitsOfJobRuns = unitsOfJobRuns(names) }
    return timings
  }

  /// The timings by unit and run: each goes straight to its place, those of several nodes to one.
  private func byUnit(_ names: UnitNames) -> [UnitTiming] {
    var places = TimingPlaces(counts: counts.numbers, names: names)
    let timings = [UnitTiming](unsafeUninitializedCapacity: places.count) { buffer, count in
      bytes.withUnsafeBytes { bytes in
        for part in parts {
          let packed = UnsafeRawBufferPointer(rebasing: bytes[part.bytes])
          _ = TimingTable.forEachTiming(of: packed, at: part.startedAt, renames) {
            places.put($0, of: part.run, into: buffer)
          }
        }
      }
      count = places.close(buffer)
    }
    return timings
  }

  private func unitsOfJobRuns(_ names: UnitNames) -> [[[Int32]]] {
    var units = runs.map { _ in [[Int32]]() }
    bytes.withUnsafeBytes { bytes in
      for part in parts {
        var found: [Int32] = []
        let packed = UnsafeRawBufferPointer(rebasing: bytes[part.bytes])
        _ = TimingTable.forEachTiming(of: packed, at: part.startedAt, renames) { timing in
          let unit = names.positions[Int(truncatingIfNeeded: timing.unit)]
          if unit >= 0 { found.append(unit) }
        }
        found.sort()
        var once: [Int32] = []
        for unit in found where unit != once.last { once.append(unit) }
        units[Int(part.run)].append(once)
      }
    }
    return units
  }

  /// Calls `body` with each timing under the name that its unit has now.
  ///
  /// - Returns: whether the bytes are packed timings.
  @inline(__always)
  private static func forEachTiming(
    of packed: UnsafeRawBufferPointer,
    at start: Int64,
    _ renames: UnitRenames?,
    _ body: (StoredTiming) -> Void
  ) -> Bool {
    guard let renames else { return PackedTimings.forEach(packed, body) }
    return PackedTimings.forEach(packed) { timing in
      var renamed = timing
      renamed.unit = renames.name(of: timing.unit, at: start)
      body(renamed)
    }
  }

  private enum SQL {
    // What is kept of the times of this job run?
    static let stored = """
      SELECT data
      FROM run_timing
      WHERE job_run_id = ?
      """

    // How did the attempts of this job run's tests end?
    static let results = """
      SELECT r.test_id, r.outcome, r.duration_us
      FROM result AS r
      CROSS JOIN test AS t ON t.id = r.test_id
      WHERE r.job_run_id = ? AND t.is_check = 0
      ORDER BY r.test_id, r.attempt
      """
  }
}
