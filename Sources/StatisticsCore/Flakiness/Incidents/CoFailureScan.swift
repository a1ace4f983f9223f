import TestModel

/// Looks at every failure in every scope that it is in, with the other failures in it.
///
/// Incidents raise the baselines of what they hit and hide each other, so the scan is repeated with
/// the failures weighed by what the last one found: the iteration of expectation-maximization
/// (Dempster, Laird and Rubin, 1977), ended after a fixed number of rounds.
struct CoFailureScan {
  static let rounds = 4

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
    baselines = FailureBaselines(index, weights: Array(repeating: 1, count: count))
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
      for group in groups.groups {
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
      var posterior = likelihood.posterior(
        failed: others.tests,
        executed: others.executedTests,
        expected: others.expected,
        prior: scope.prior
      )
      // Of the incident, what is above the expectation; half a failure for what the rest leaves open.
      let excess = max(0.5, others.failures - others.expected)
      let intensity = min(0.99, excess / max(1, others.executions))
      if scope.mayMissRuns, posterior > 1e-4 {
        let here = window.othersInRun(of: position)
        posterior *= likelihood.presence(
          failed: here.tests,
          executed: others.executedTests,
          expected: here.expected,
          intensity: intensity
        )
      }
      var excuse = posterior * intensity
      if scope.isSignature {
        excuse /= wordingShare(of: position)
      } else if index.wordingOfFailure[position] >= 0 {
        // What the incident seldom says, and the test often, is the test's own.
        excuse *= min(1, others.wordShare / wordingShare(of: position))
      }
      if excuse > excuses[position] {
        excuses[position] = excuse
        posteriors[position] = posterior
        scopes[position] = scope
      }
    }
  }

  /// How probably a failure of the test by itself has these words: their share in its other
  /// failures, with one more failure of which 2 % have them.
  private func wordingShare(of position: Int) -> Double {
    let failure = index.table.failures[position]
    let own = baselines.weights[position]
    let same = max(0, baselines.ofWording[index.wordingOfFailure[position]] - own)
    let all = max(0, baselines.ofTest[failure.test] - own)
    return (same + 0.02) / (all + 1)
  }
}
