/// One attempt of a test, as timings count it.
struct ResultOfTest {
  var test: Int64
  /// 0 passed, 1 failed, 2 errored, 3 skipped.
  var outcome: Int64
  /// In microseconds.
  var duration: Int64

  /// Reads the current row of a statement.
  ///
  /// - Parameter column: the first of the columns test, outcome and duration.
  init(_ results: RawStatement, from column: Int32) {
    test = results.integer(column)
    outcome = results.integer(column + 1)
    // None stands as 0; what is negative was forged.
    duration = max(0, results.integer(column + 2))
  }
}

/// Sums the results of one job run up, by unit.
struct UnitTotals {
  private var totals: [StoredTiming] = []
  private var positions: [Int64: Int] = [:]
  private var lastUnit: Int64 = 0
  private var lastPosition = 0
  private var lastTest: Int64?
  /// Whether the last test ran, and whether it failed, at some attempt.
  private var ran = false
  private var failed = false

  /// Adds an attempt; those of one test follow one another.
  mutating func add(_ result: ResultOfTest, of unit: Int64) {
    if lastTest != result.test {
      lastTest = result.test
      (ran, failed) = (false, false)
    }
    guard result.outcome != 3 else { return }
    if unit != lastUnit || totals.isEmpty { find(unit) }
    if !ran { totals[lastPosition].cases += 1 }
    ran = true
    if !failed, result.outcome != 0 {
      totals[lastPosition].failures += 1
      failed = true
    }
    totals[lastPosition].duration = totals[lastPosition].duration.addingHeld(result.duration)
  }

  private mutating func find(_ unit: Int64) {
    lastUnit = unit
    if let position = positions[unit] {
      lastPosition = position
      return
    }
    lastPosition = totals.count
    positions[unit] = lastPosition
    totals.append(StoredTiming(unit: unit))
  }

  /// Hands over what was summed up, by unit, and begins anew.
  mutating func takeTimings() -> [StoredTiming] {
    let taken = totals.sorted { $0.unit < $1.unit }
    totals.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
    lastTest = nil
    return taken
  }
}

extension Int64 {
  /// The sum, held at the largest number when it would overflow.
  func addingHeld(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
