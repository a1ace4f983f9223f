import StatisticsCore

extension RateFigure {
  /// The figure's name for people.
  var title: String {
    switch self {
    case .flakyFailedRuns: "Flaky-failed job runs"
    case .outageFailedRuns: "Job runs failed by outages"
    case .blockedPipelines: "Pipelines held up by flakes"
    case .successfulPipelines: "Successful pipelines"
    case .successfulPipelinesWithoutFlakes: "Successful pipelines, flakes left out"
    case .executionFlakeRate: "Flakes in first attempts"
    case .flakyTestShare: "Tests with a flake"
    case .cost: "CI time lost"
    }
  }
}

extension FlakinessRates {
  /// The shares of the whole window, in the order of reports.
  var shares: [(figure: RateFigure, share: Proportion)] {
    [
      (.flakyFailedRuns, total.flakyFailedRuns), (.blockedPipelines, total.blockedPipelines),
      (.successfulPipelines, total.successfulPipelines),
      (.successfulPipelinesWithoutFlakes, total.successfulPipelinesWithoutFlakes),
      (.executionFlakeRate, total.executionFlakes), (.flakyTestShare, flakyTests),
      (.outageFailedRuns, total.outageFailedRuns),
    ]
  }
}

/// The groups with flakes that cost most, then by flakes and by name.
func costliest(_ groups: [TestGroup], most: Int) -> [TestGroup] {
  let flaky = groups.filter { $0.flakes.count > 0 }
  let sorted = flaky.sorted { left, right in
    if left.cost.total != right.cost.total { return left.cost.total > right.cost.total }
    if left.flakes.count != right.flakes.count { return left.flakes.count > right.flakes.count }
    return left.name < right.name
  }
  return Array(sorted.prefix(most))
}

/// The first of some names, and how many more there are.
func boundedList(_ names: [String], most: Int) -> String {
  let shown = names.prefix(most).joined(separator: ", ")
  return names.count > most ? "\(shown) and \(grouped(names.count - most)) more" : shown
}
