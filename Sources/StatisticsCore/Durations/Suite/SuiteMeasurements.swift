public import TestModel

/// The times of the files, classes or tests of a suite in its last runs, and what they say together.
public struct SuiteMeasurements: Sendable {
  /// What is measured.
  public let kind: ReportedTiming.Kind
  /// The files, classes or tests, by bytes, as in `SuiteEstimates.names`.
  public let names: [TimedUnit]
  /// By unit of the timings, the position of its name; −1 where it has none of the kind.
  public let nameOfUnit: [Int32]
  private let timings: SuiteTimings
  private let observations: DurationObservations
  private let noise: SuiteNoise

  /// Groups what the runs took.
  public init(_ timings: SuiteTimings, by kind: ReportedTiming.Kind) {
    let groups = UnitGroups(timings.units, by: kind)
    self.kind = kind
    self.timings = timings
    names = groups.names
    nameOfUnit = groups.groupOfUnit
    observations = DurationObservations(
      of: timings,
      itemOfUnit: groups.groupOfUnit,
      count: groups.names.count
    )
    noise = SuiteNoise(of: groups.names.map { "\($0.file)\($0.classname)\($0.name)" }, observations)
  }

  /// What each takes by itself.
  public var estimates: SuiteEstimates {
    let recorded = timings.runs.filter { !$0.jobRuns.isEmpty }
    return SuiteEstimates(
      kind: kind,
      names: names,
      estimates: measuredEstimates(observations, noise),
      costs: learnedFixedCosts(of: timings.nodeObservations),
      runs: recorded.count,
      lastRun: recorded.flatMap { $0.jobRuns.map(\.startedAt) }.max()
    )
  }

  /// The times of items that may consist of several names: those of one run are one.
  ///
  /// - Parameters:
  ///   - itemOfName: by name, the position of its item; −1 where it belongs to none.
  ///   - count: how many items there are.
  public func observations(itemOfName: [Int32], count: Int) -> DurationObservations {
    let itemOfUnit = nameOfUnit.map { $0 < 0 ? -1 : itemOfName[Int($0)] }
    return DurationObservations(of: timings, itemOfUnit: itemOfUnit, count: count)
  }

  /// What items take, by their observations; the source is `none` of those that have none.
  ///
  /// - Parameter observations: what `observations(itemOfName:count:)` returns.
  public func estimates(of observations: DurationObservations) -> [DurationEstimate] {
    measuredEstimates(observations, noise)
  }
}
