import StatisticsCore

/// A way to weigh the items of a split by what earlier runs took.
enum WeightRule: String, CaseIterable {
  /// What the product does.
  case evenkeel = "Evenkeel"
  /// The last run that is known, as CircleCI and pytest-split have it.
  case lastRun = "last run"
  /// The mean of the last ten runs.
  case mean = "mean of 10"
  /// The median of the last ten runs.
  case median = "median of 10"
  /// The 90th percentile of the last ten runs, as Tuist has it for 30 days.
  case p90 = "p90 of 10"
  /// As the product, but nothing for an item that is not known, as gotestsum has it.
  case zeroForUnknown = "0 for unknown"
  /// All alike, dealt in turn by name.
  case equal = "by count"

  /// The weights of items of a suite before a run, in microseconds, 0 or more.
  func weights(of items: [Int], in suite: MeasuredSuite, before run: Int) -> [Int64] {
    let known = items.map { suite.observations(of: $0, before: run) }
    switch self {
    case .evenkeel, .zeroForUnknown:
      let estimates = estimateDurations(
        of: items.map { suite.items[$0] },
        observations: DurationObservations(byItem: known),
        size: { suite.sizes.isEmpty ? nil : suite.sizes[items[$0]] }
      )
      return estimates.map { estimate in
        self == .evenkeel || estimate.isMeasured ? estimate.microseconds : 0
      }
    case .equal: return items.map { _ in 1 }
    case .lastRun, .mean, .median, .p90:
      let weights = known.map { $0.isEmpty ? nil : weight(of: $0.prefix(10).map(\.duration)) }
      let found = weights.compactMap { $0 }
      // An item without history gets the mean of the others, the most common way.
      let mean = found.isEmpty ? 1 : found.reduce(0, +) / Int64(found.count)
      return weights.map { $0 ?? mean }
    }
  }

  /// The weight by one item's last times, the latest first, one or more.
  private func weight(of times: [Int64]) -> Int64 {
    let sorted = times.sorted()
    switch self {
    case .mean: return times.reduce(0, +) / Int64(times.count)
    case .median: return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    case .p90: return sorted[min(sorted.count - 1, sorted.count * 9 / 10)]
    default: return times[0]
    }
  }
}
