import TestModel

extension DurationObservations {
  /// The observations of items that consist of units: those of all its units in one run are one.
  ///
  /// - Parameters:
  ///   - timings: by unit.
  ///   - itemOfUnit: by unit, the position of its item; −1 where it belongs to none.
  ///   - count: how many items there are.
  init(of timings: SuiteTimings, itemOfUnit: [Int32], count: Int) {
    var units = timings.units.indices.filter { itemOfUnit[$0] >= 0 }
    let isSorted = units.indices.dropFirst().allSatisfy {
      itemOfUnit[units[$0 - 1]] <= itemOfUnit[units[$0]]
    }
    if !isSorted { units.sort { (itemOfUnit[$0], $0) < (itemOfUnit[$1], $1) } }
    let unitStarts = timings.unitStarts
    values = []
    values.reserveCapacity(timings.timings.count)
    starts = Array(repeating: 0, count: count + 1)
    var next = 0
    for item in 0..<count {
      starts[item] = values.count
      let first = values.count
      while next < units.count, Int(itemOfUnit[units[next]]) == item {
        let range = unitStarts[units[next]]..<unitStarts[units[next] + 1]
        add(timings.timings[range], from: first)
        next += 1
      }
    }
    starts[count] = values.count
  }

  /// Adds the timings of a unit to the observations of its item, which begin at `first`.
  private mutating func add(_ more: ArraySlice<UnitTiming>, from first: Int) {
    let isFirstUnit = values.count == first
    for timing in more {
      if !isFirstUnit, let known = values[first...].firstIndex(where: { $0.run == timing.run }) {
        let sum = Microseconds(values[known].duration) + timing.duration
        values[known].duration = sum.count
        values[known].cases += timing.cases
        values[known].failures += timing.failures
        continue
      }
      values.append(
        DurationObservation(
          run: timing.run,
          duration: timing.duration.count,
          cases: timing.cases,
          failures: timing.failures
        )
      )
    }
  }
}

extension SuiteTimings {
  /// By unit, where its timings begin; they are sorted by unit.
  fileprivate var unitStarts: [Int] {
    var starts = Array(repeating: 0, count: units.count + 1)
    for timing in timings { starts[Int(timing.unit) + 1] += 1 }
    for unit in units.indices { starts[unit + 1] += starts[unit] }
    return starts
  }
}
