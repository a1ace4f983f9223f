import Ingester
import StatisticsCore
import TestModel

/// What the runs of a suite and other tools know of the items of a split.
struct MatchedTimings {
  /// What the suite's files, classes or tests are expected to take; the items are of its kind.
  let suite: SuiteEstimates
  /// Which item each of them belongs to.
  let match: ItemMatch
  /// By item, the time that another tool recorded, for those that no run knows.
  let imported: [Int: Int64]
  /// How many items anything is known of.
  let known: Int
  /// Whether an item consists of several names of the suite.
  private let isAnyOfSeveral: Bool

  init(
    _ items: [String],
    matcher: ItemMatcher,
    suite: SuiteEstimates,
    imported tools: () throws -> [ReportedTiming],
    checkout: String
  ) rethrows {
    self.suite = suite
    match = matcher.match(suite.names)
    var isRun = Array(repeating: false, count: items.count)
    var isAnyOfSeveral = false
    for item in match.itemOfUnit where item >= 0 {
      isAnyOfSeveral = isAnyOfSeveral || isRun[Int(item)]
      isRun[Int(item)] = true
    }
    self.isAnyOfSeveral = isAnyOfSeveral
    let runs = isRun.count { $0 }
    imported =
      runs < items.count
      ? MatchedTimings.times(of: try tools(), matcher, checkout: checkout) { !isRun[$0] } : [:]
    known = runs + imported.count
  }

  /// By item, what its own runs say; of the source `none` where there are none.
  ///
  /// What a file takes whose classes are known by themselves is not the sum of what these take, since
  /// they may have run in different runs: then the runs themselves are looked at.
  func measured(
    of count: Int,
    reading runs: (ReportedTiming.Kind) throws -> SuiteMeasurements
  ) rethrows -> [DurationEstimate] {
    guard !isAnyOfSeveral else {
      let measurements = try runs(suite.kind)
      return measurements.estimates(
        of: measurements.observations(itemOfName: match.itemOfUnit, count: count)
      )
    }
    var measured = Array(repeating: DurationEstimate.unknown, count: count)
    for (name, item) in match.itemOfUnit.enumerated() where item >= 0 {
      measured[Int(item)] = suite.estimates[name]
    }
    return measured
  }

  /// The times of the items in the last runs.
  func observations(of count: Int, in source: SourceTimings) throws -> DurationObservations {
    let measurements = try source.measurements(of: suite.kind)
    return measurements.observations(itemOfName: match.itemOfUnit, count: count)
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
      let sum = Microseconds(sums[Int(item)] ?? 0) + timing.duration
      sums[Int(item)] = sum.count
    }
    return times.merging(sums) { own, _ in own }
  }
}
