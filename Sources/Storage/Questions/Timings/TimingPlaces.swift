import TestModel

/// How many timings there are of each unit, by row.
struct RowCounts {
  private(set) var numbers = [Int32](repeating: 0, count: 1024)

  @inline(__always)
  mutating func add(_ row: Int64) {
    let row = Int(truncatingIfNeeded: row)
    if row >= numbers.count {
      numbers += [Int32](repeating: 0, count: row + row / 2 + 1 - numbers.count)
    }
    numbers[row] += 1
  }
}

/// Where the timings of each row stand in the answer; runs come one after the other.
///
/// By row and not by unit, since the rows of a job run are sorted: memory is gone through from one end
/// to the other, but for the answer itself.
struct TimingPlaces {
  private struct Place {
    var unit: Int32
    /// The run of the timing that was put last.
    var run: Int32 = -1
    var first: Int
    var next: Int
  }

  private var places: [Place]
  /// By unit, its row; of several, one.
  private var rows: [Int32]
  private var isAnyUnitOfSeveralRows = false
  /// The timings that there is room for.
  let count: Int
  private var filled = 0

  init(counts: [Int32], names: UnitNames) {
    var firsts = [Int](repeating: 0, count: names.units.count + 1)
    rows = [Int32](repeating: -1, count: names.units.count)
    for (row, count) in counts.enumerated() where count > 0 {
      let unit = Int(names.positions[row])
      guard unit >= 0 else { continue }
      firsts[unit + 1] += Int(count)
      if rows[unit] >= 0 { isAnyUnitOfSeveralRows = true }
      rows[unit] = Int32(truncatingIfNeeded: row)
    }
    for unit in names.units.indices { firsts[unit + 1] += firsts[unit] }
    count = firsts[names.units.count]
    places = counts.indices.map { row in
      let unit = names.positions[row]
      guard unit >= 0 else { return Place(unit: -1, first: 0, next: 0) }
      let first = firsts[Int(unit)]
      firsts[Int(unit)] += Int(counts[row])
      return Place(unit: unit, first: first, next: first)
    }
  }

  @inline(__always)
  mutating func put(
    _ stored: StoredTiming,
    of run: Int32,
    into timings: UnsafeMutableBufferPointer<UnitTiming>
  ) {
    let row = Int(truncatingIfNeeded: stored.unit)
    let place = places[row]
    guard place.unit >= 0 else { return }
    if place.run == run {
      timings[place.next - 1].add(stored)
      return
    }
    timings.initializeElement(at: place.next, to: UnitTiming(unit: place.unit, run: run, stored))
    places[row].next = place.next + 1
    places[row].run = run
    filled += 1
  }

  /// Closes the gaps where several nodes ran one unit.
  ///
  /// - Returns: the number of timings.
  func close(_ timings: UnsafeMutableBufferPointer<UnitTiming>) -> Int {
    if isAnyUnitOfSeveralRows { return closeByRun(timings) }
    guard filled < count else { return count }
    var count = 0
    for row in rows where row >= 0 {
      for place in places[Int(row)].first..<places[Int(row)].next {
        if place > count { timings.initializeElement(at: count, to: timings[place]) }
        count += 1
      }
    }
    return count
  }

  /// Brings the timings of units together that have several rows, such as a class whose file only some
  /// reports name.
  private func closeByRun(_ timings: UnsafeMutableBufferPointer<UnitTiming>) -> Int {
    let all = places.flatMap { timings[$0.first..<$0.next] }
      .sorted { ($0.unit, $0.run) < ($1.unit, $1.run) }
    var count = 0
    for timing in all {
      if count > 0, timings[count - 1].unit == timing.unit, timings[count - 1].run == timing.run {
        timings[count - 1].add(timing)
      } else {
        timings.initializeElement(at: count, to: timing)
        count += 1
      }
    }
    return count
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

  /// Adds what another node tells of the same run.
  fileprivate mutating func add(_ stored: StoredTiming) {
    add(UnitTiming(unit: unit, run: run, stored))
  }

  /// Adds what is told of the same run under another name.
  fileprivate mutating func add(_ other: UnitTiming) {
    cases = Int32(clamping: Int64(cases) + Int64(other.cases))
    failures = Int32(clamping: Int64(failures) + Int64(other.failures))
    duration += other.duration
  }
}
