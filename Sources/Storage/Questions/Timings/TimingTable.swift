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
  }

  private let runs: [SuiteRun]
  private var bytes: [UInt8] = []
  private var parts: [Part] = []
  private var renames: UnitRenames?
  private var counts: [Int32] = []

  init(runs: [SuiteRun]) { self.runs = runs }

  // MARK: Reading

  /// Reads what the history keeps of each job run.
  ///
  /// - Returns: the rows and names of units that it keeps nothing of.
  mutating func readUnits(_ database: Database) throws -> [(row: Int, unit: TimedUnit)] {
    var unstored = UnstoredTimings(database)
    let rows = try RawStatement(database, SQL.stored)
    try forEachJobRun { jobRun, bytes in
      var isFound = false
      rows.bind(jobRun, at: 1)
      try rows.forEachRow {
        rows.withBytes(0) { packed in
          isFound = PackedTimings.forEach(packed) { _ in }
          if isFound { bytes.append(contentsOf: packed) }
        }
      }
      if !isFound { bytes += PackedTimings.packed(try unstored.timings(ofJobRun: jobRun)) }
    }
    return unstored.units
  }

  /// Reads the results of each job run: the units are rows of tests.
  mutating func readCases(_ database: Database) throws {
    let results = try RawStatement(database, SQL.results)
    var totals = UnitTotals()
    try forEachJobRun { jobRun, bytes in
      results.bind(jobRun, at: 1)
      try results.forEachRow {
        let result = ResultOfTest(results, from: 0)
        guard (1...PackedTimings.highestUnit).contains(result.test) else { return }
        totals.add(result, of: result.test)
      }
      bytes += PackedTimings.packed(totals.takeTimings())
    }
  }

  private mutating func forEachJobRun(_ read: (Int64, inout [UInt8]) throws -> Void) throws {
    for (run, suite) in runs.enumerated() {
      for jobRun in suite.jobRuns {
        let first = bytes.count
        try read(jobRun.id, &bytes)
        parts.append(
          Part(
            run: Int32(truncatingIfNeeded: run),
            startedAt: jobRun.startedAt.milliseconds,
            bytes: first..<bytes.count
          )
        )
      }
    }
  }

  // MARK: Putting together

  /// Counts the timings of each unit, and lets what was renamed be its name of now.
  ///
  /// - Returns: by row, whether there is a timing of it.
  mutating func countTimings(renames: UnitRenames?) -> [Bool] {
    self.renames = renames?.isEmpty == false ? renames : nil
    var counts = [Int32](repeating: 0, count: 1024)
    forEachTiming { _, timing in
      let row = Int(truncatingIfNeeded: timing.unit)
      if row >= counts.count {
        counts += [Int32](repeating: 0, count: row + row / 2 + 1 - counts.count)
      }
      counts[row] += 1
    }
    self.counts = counts
    return counts.map { $0 > 0 }
  }

  /// The timings of all runs.
  func timings(_ names: UnitNames, withUnitsOfJobRuns: Bool) -> SuiteTimings {
    var timings = SuiteTimings(runs: runs, units: names.units)
    timings.timings = byUnit(names)
    if withUnitsOfJobRuns { timings.unitsOfJobRuns = unitsOfJobRuns(names) }
    return timings
  }

  /// The timings by unit and run: each goes straight to its place, those of several nodes to one.
  private func byUnit(_ names: UnitNames) -> [UnitTiming] {
    var starts = [Int](repeating: 0, count: names.units.count + 1)
    for (row, count) in counts.enumerated() where count > 0 {
      let unit = Int(names.positions[row])
      if unit >= 0 { starts[unit + 1] += Int(count) }
    }
    for unit in names.units.indices { starts[unit + 1] += starts[unit] }
    var ends = starts
    let total = starts[names.units.count]
    let none = UnitTiming(unit: -1, run: -1, cases: 0, failures: 0, duration: .zero)
    var timings = [UnitTiming](repeating: none, count: total)
    var filled = 0
    forEachTiming { run, stored in
      let unit = names.positions[Int(truncatingIfNeeded: stored.unit)]
      guard unit >= 0 else { return }
      let end = ends[Int(unit)]
      if end > starts[Int(unit)], timings[end - 1].run == run {
        timings[end - 1].add(stored)
        return
      }
      timings[end] = UnitTiming(unit: unit, run: run, stored)
      ends[Int(unit)] = end + 1
      filled += 1
    }
    if filled < total { timings.removeAll { $0.unit < 0 } }
    return timings
  }

  private func unitsOfJobRuns(_ names: UnitNames) -> [[[Int32]]] {
    var units = runs.map { _ in [[Int32]]() }
    for part in parts {
      var found: [Int32] = []
      forEachTiming(of: part) { timing in
        let unit = names.positions[Int(truncatingIfNeeded: timing.unit)]
        if unit >= 0 { found.append(unit) }
      }
      found.sort()
      var once: [Int32] = []
      for unit in found where unit != once.last { once.append(unit) }
      units[Int(part.run)].append(once)
    }
    return units
  }

  @inline(__always)
  private func forEachTiming(_ body: (_ run: Int32, StoredTiming) -> Void) {
    for part in parts { forEachTiming(of: part) { body(part.run, $0) } }
  }

  @inline(__always)
  private func forEachTiming(of part: Part, _ body: (StoredTiming) -> Void) {
    bytes.withUnsafeBytes { bytes in
      _ = PackedTimings.forEach(UnsafeRawBufferPointer(rebasing: bytes[part.bytes])) { timing in
        guard let renames else { return body(timing) }
        var renamed = timing
        renamed.unit = renames.name(of: timing.unit, at: part.startedAt)
        body(renamed)
      }
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

extension UnitTiming {
  fileprivate init(unit: Int32, run: Int32, _ stored: StoredTiming) {
    self.init(
      unit: unit,
      run: run,
      cases: Int32(clamping: stored.cases),
      failures: Int32(clamping: stored.failures),
      duration: Microseconds(stored.duration) + Microseconds(stored.hooks)
    )
  }

  /// Adds what another node, or the unit under another name, tells of the same run.
  fileprivate mutating func add(_ stored: StoredTiming) {
    cases = Int32(clamping: Int64(cases) + stored.cases)
    failures = Int32(clamping: Int64(failures) + stored.failures)
    duration += Microseconds(stored.duration) + Microseconds(stored.hooks)
  }
}
