import RealModule
import StatisticsCore
import TestModel

extension PublishedRule {
  /// Meta's probabilistic flakiness score: the probability that a test fails although the code and
  /// the environment are good, as the mean of its posterior.
  ///
  /// On each version the code is bad with an unknown probability, and then an attempt fails with
  /// 0.98. Both unknowns have uniform priors on grids: the post gives the model and no priors.
  ///
  /// Machalica, Chmiel, Swierc and Sakevych, "Probabilistic flakiness: How do you test your
  /// tests?", Engineering at Meta, 2020.
  static let metaScore = PublishedRule(
    name: "Meta, PFS",
    summary: "posterior mean of the probability to fail on good code",
    judge: { history in
      history.timelines.map { timeline in
        var versions: [String: (failures: Int, passes: Int)] = [:]
        for testRun in timeline.runs where testRun.ran {
          let code = history.codeKey(of: testRun.run)
          versions[code, default: (0, 0)].failures += Int(testRun.failures)
          versions[code, default: (0, 0)].passes += Int(testRun.attempts - testRun.failures)
        }
        return Call(score: ScoreOfGoodCode().mean(versions.sorted { $0.key < $1.key }.map(\.value)))
      }
    },
    isChosenInHindsight: true
  )
}

/// The posterior mean over the grids.
private struct ScoreOfGoodCode {
  private static let failureAtBad = 0.98
  private static let rates = (0..<50).map { (Double($0) + 0.5) / 50 }
  private static let badShares = (0..<10).map { (Double($0) + 0.5) / 10 }

  func mean(_ versions: [(failures: Int, passes: Int)]) -> Double {
    // Versions of one count have one likelihood, and most have one run that passed.
    var counts: [Pair: Int] = [:]
    for (failures, passes) in versions { counts[Pair(failures, passes), default: 0] += 1 }
    let pairs = counts.sorted { $0.key < $1.key }
    var logs: [(rate: Double, log: Double)] = []
    for rate in Self.rates {
      for bad in Self.badShares {
        let log = pairs.reduce(0) { $0 + Double($1.value) * likelihood($1.key, rate, bad) }
        logs.append((rate, log))
      }
    }
    let highest = logs.map(\.log).max() ?? 0
    let weights = logs.map { Double.exp($0.log - highest) }
    let sum = zip(logs, weights).reduce(0) { $0 + $1.0.rate * $1.1 }
    return sum / weights.reduce(0, +)
  }

  private func likelihood(_ pair: Pair, _ rate: Double, _ bad: Double) -> Double {
    func runs(_ rate: Double) -> Double {
      Double(pair.failures) * .log(rate) + Double(pair.passes) * .log(1 - rate)
    }
    let good = Double.log(1 - bad) + runs(rate)
    let broken = Double.log(bad) + runs(Self.failureAtBad)
    let highest = max(good, broken)
    return highest + .log(.exp(good - highest) + .exp(broken - highest))
  }

  private struct Pair: Hashable, Comparable {
    var failures: Int
    var passes: Int

    init(_ failures: Int, _ passes: Int) {
      self.failures = failures
      self.passes = passes
    }

    static func < (left: Pair, right: Pair) -> Bool {
      (left.failures, left.passes) < (right.failures, right.passes)
    }
  }
}
