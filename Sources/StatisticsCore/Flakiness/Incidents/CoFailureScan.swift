import TestModel

/// Looks at every failure in every scope that it is in, with the other failures in it.
///
/// Incidents raise the baselines of what they hit and hide each other, so the scan is repeated with
/// the failures weighed by what the last one found: the iteration of expectation-maximization
/// (Dempster, Laird and Rubin, 1977), ended after a fixed number of rounds.
struct CoFailureScan {
  static let rounds = 3

  private let index: IncidentIndex
  private let likelihood = IncidentLikelihood()
  private var baselines: FailureBaselines
  /// By failure: the likelihood that an incident made this test fail in this run in this way.
  private(set) var excuses: [Double]
  /// By failure: the probability of the incident behind that excuse.
  private(set) var posteriors: [Double]
  /// By failure: the scope behind it.
  private(set) var scopes: [CoFailureScope]
  /// By failure: the rate of its test without this failure.
  private(set) var rates: [Double]

  init(_ index: IncidentIndex) {
    let count = index.table.failures.count
    self.index = index
    baselines = FailureBaselines(index, weights: steadyShares(index))
    excuses = Array(repeating: 0, count: count)
    posteriors = excuses
    rates = excuses
    scopes = Array(repeating: .run, count: count)
    for round in 0..<Self.rounds {
      if round > 0 { baselines = FailureBaselines(index, weights: responsibilities()) }
      scan()
    }
  }

  /// By failure: the probability that no incident made it.
  private func responsibilities() -> [Double] {
    excuses.indices.map { rates[$0] / (excuses[$0] + rates[$0]) }
  }

  private mutating func scan() {
    for (position, failure) in index.table.failures.enumerated() {
      rates[position] = baselines.rate(of: failure.test, without: baselines.weights[position])
      excuses[position] = 0
      posteriors[position] = 0
    }
    var window = ScopeWindow(index, baselines, rates)
    for groups in index.groups {
      for group in groups.groups where group.isShared {
        window.begin(groups, group)
        for hit in group.hits {
          window.move(to: hit)
          weigh(window)
        }
        window.finish()
      }
    }
  }

  /// Weighs the failures of one hit against the others in the window around it.
  private mutating func weigh(_ window: ScopeWindow) {
    let scope = window.groups.scope
    for position in window.members {
      let others = window.others(of: position)
      guard others.tests > 0 else { continue }
      // What is above the expectation is the incident's; half a failure, for what that leaves open.
      let excess = max(0.5, others.failures - others.expected)
      let intensity = min(0.99, excess / max(1, others.executions))
      let most = intensity * wordFactor(of: position, window, others)
      // Most failures of an outage have an excuse already that no probability can better.
      guard most > excuses[position] else { continue }
      let posterior = posterior(of: position, window, others, intensity: intensity)
      if most * posterior > excuses[position] {
        excuses[position] = most * posterior
        posteriors[position] = posterior
        scopes[position] = scope
      }
    }
  }

  /// The probability that an incident in the scope was there, and in this run.
  private func posterior(
    of position: Int,
    _ window: ScopeWindow,
    _ others: ScopeWindow.Others,
    intensity: Double
  ) -> Double {
    let scope = window.groups.scope
    let posterior = likelihood.posterior(
      failed: others.tests,
      executed: others.executedTests,
      expected: others.expected,
      prior: scope.prior
    )
    guard scope.mayMissRuns, posterior > 1e-4 else { return posterior }
    let here = window.othersInRun(of: position)
    return posterior
      * likelihood.presence(
        failed: here.tests,
        executed: others.executedTests,
        expected: here.expected,
        intensity: intensity
      )
  }

  /// How much more often the incident says the words of a failure than its test does by itself.
  ///
  /// In a scope of one signature the incident always says them. Elsewhere its words only take away:
  /// what the incident seldom says, and the test often, is the test's own.
  private func wordFactor(
    of position: Int,
    _ window: ScopeWindow,
    _ others: ScopeWindow.Others
  ) -> Double {
    guard index.wordingOfFailure[position] >= 0 else { return 1 }
    let own = wordingShare(of: position, outside: window)
    return window.groups.scope.isSignature ? 1 / own : min(1, others.wordShare / own)
  }

  /// How probably a failure of the test by itself has these words: their share in its failures
  /// outside of the window, with one more failure of which 2 % have them.
  private func wordingShare(of position: Int, outside window: ScopeWindow) -> Double {
    let failure = index.table.failures[position]
    let here = window.ownWeights(of: position)
    let same = max(0, baselines.ofWording[index.wordingOfFailure[position]] - here.wording)
    let all = max(0, baselines.ofTest[failure.test] - here.test)
    return (same + 0.02) / (all + 1)
  }
}

/// By failure: how far its words come day by day, which is where the iteration begins.
///
/// Words that many tests have on a few days and nobody on most others would hide every one of those
/// days behind the others. What a day has beyond twice the median day and one more counts as one
/// burst, whatever its size.
private func steadyShares(_ index: IncidentIndex) -> [Double] {
  let days = index.calendar.times.indices.map(index.calendar.day)
  let dayCount = Set(days).count
  var counts: [Int: [Int: Int]] = [:]
  for failure in index.table.failures where failure.signature >= 0 {
    counts[failure.signature, default: [:]][days[failure.run], default: 0] += 1
  }
  let medians = counts.mapValues { ofDay in
    // Days without such a failure are the smallest. Of two days the smaller one is the middle: what
    // came on one of two is no habit.
    let middle = (dayCount - 1) / 2 - (dayCount - ofDay.count)
    return middle < 0 ? 0 : ofDay.values.sorted()[min(middle, ofDay.count - 1)]
  }
  return index.table.failures.map { failure in
    guard failure.signature >= 0, let median = medians[failure.signature],
      let count = counts[failure.signature]?[days[failure.run]]
    else { return 1 }
    return min(1, Double(2 * median + 1) / Double(count))
  }
}
