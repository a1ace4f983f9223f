import Ingester
import StatisticsCore
import TestModel

/// What the runs of a suite and other tools know of the items of a split.
struct MatchedTimings {
  /// What the items are.
  let kind: ReportedTiming.Kind
  let timings: SuiteTimings
  let match: ItemMatch
  /// By item, the time that another tool recorded, for those that no run knows.
  let imported: [Int: Int64]
  /// How many items anything is known of.
  let known: Int

  init(
    _ items: [String],
    matcher: ItemMatcher,
    timings: SuiteTimings,
    imported tools: () throws -> [ReportedTiming],
    checkout: String
  ) rethrows {
    kind = matcher.kind
    self.timings = timings
    match = matcher.match(timings.units)
    var isRun = Array(repeating: false, count: items.count)
    for item in match.itemOfUnit where item >= 0 { isRun[Int(item)] = true }
    let runs = isRun.count { $0 }
    imported =
      runs < items.count
      ? MatchedTimings.times(of: try tools(), matcher, checkout: checkout) { !isRun[$0] } : [:]
    known = runs + imported.count
  }

  /// By item, its time by other tools' timings; a file's own time beats the sum of its classes.
  private static func times(
    of tools: [ReportedTiming],
    _ matcher: ItemMatcher,
    checkout: String,
    isWanted: (Int) -> Bool
  ) -> [Int: Int64] {
    var times: [Int: Int64] = [:]
    for timing in tools where timing.kind == matcher.kind {
      let name =
        timing.kind == .file
        ? normalizedPath(timing.item, checkoutFolders: [checkout]) : timing.item
      guard let item = matcher.position(of: name), isWanted(item) else { continue }
      times[item] = max(times[item] ?? 0, timing.duration.count)
    }
    guard matcher.kind == .file else { return times }
    let classes = tools.filter { $0.kind == .classname }
    let match = matcher.match(classes.map { TimedUnit(file: "", classname: $0.item) })
    var sums: [Int: Int64] = [:]
    for (timing, item) in zip(classes, match.itemOfUnit)
    where item >= 0 && isWanted(Int(item)) && times[Int(item)] == nil {
      sums[Int(item), default: 0] += timing.duration.count
    }
    return times.merging(sums) { own, _ in own }
  }

  /// The observations of the items: those of all its units in one run are one.
  func observations(of count: Int) -> DurationObservations {
    var units = timings.units.indices.filter { match.itemOfUnit[$0] >= 0 }
    units.sort { (match.itemOfUnit[$0], $0) < (match.itemOfUnit[$1], $1) }
    let starts = unitStarts
    var values: [DurationObservation] = []
    values.reserveCapacity(timings.timings.count)
    var itemStarts = Array(repeating: 0, count: count + 1)
    var next = 0
    for item in 0..<count {
      itemStarts[item] = values.count
      let first = values.count
      while next < units.count, Int(match.itemOfUnit[units[next]]) == item {
        let range = starts[units[next]]..<starts[units[next] + 1]
        add(timings.timings[range], to: &values, from: first)
        next += 1
      }
    }
    itemStarts[count] = values.count
    return DurationObservations(values: values, starts: itemStarts)
  }

  private func add(
    _ more: ArraySlice<UnitTiming>,
    to values: inout [DurationObservation],
    from first: Int
  ) {
    let isFirstUnit = values.count == first
    for timing in more {
      if !isFirstUnit,
        let known = values[first...].firstIndex(where: { $0.run == timing.run })
      {
        values[known].duration = saturating(values[known].duration, timing.duration.count)
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

  /// By unit, where its timings begin; they are sorted by unit.
  private var unitStarts: [Int] {
    var starts = Array(repeating: 0, count: timings.units.count + 1)
    for timing in timings.timings { starts[Int(timing.unit) + 1] += 1 }
    for unit in timings.units.indices { starts[unit + 1] += starts[unit] }
    return starts
  }
}

private func saturating(_ left: Int64, _ right: Int64) -> Int64 {
  (Microseconds(left) + Microseconds(right)).count
}
