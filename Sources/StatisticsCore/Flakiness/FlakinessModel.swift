import RealModule

/// The beliefs that turn counts into a probability and a rate.
///
/// A test is one of two kinds. A flaky one fails at a rate drawn from Beta(0.24, 1.9), the fit to
/// the 811 flaky tests of FlakeFlagger's 10,000 reruns (Alshammari et al., ICSE 2021); 3.6 % of its
/// 22,244 tests are flaky. Any other test shows both outcomes on one commit only through what the
/// detector of incidents has missed, at a rate of 1 in 10,000 runs.
struct FlakinessModel {
  static let flakyRates = BetaDistribution(alpha: 0.24, beta: 1.9)
  static let quietRates = BetaDistribution(alpha: 0.1, beta: 999.9)
  static let shareOfFlakyTests = 0.036
  /// No count of flakes makes it surer than this: the model itself may be wrong.
  static let mostCertain = 0.9999
  /// The probability that a flaky test is fixed between one of its runs and the next.
  ///
  /// Half of the tests on PyTorch's list of disabled tests stay there for 35 days and more (2,700
  /// spells, 2022 to 2026); at about 10 to 15 runs a day that is one fix in some 500 runs.
  static let fixesPerRun = 1.0 / 500

  /// The probability that a test is flaky, after `events` independent flakes in `trials` runs:
  /// Bayes' rule on the two beta-binomial likelihoods.
  static func probabilityOfFlakiness(events: Int, trials: Int) -> Double {
    guard events > 0 else { return 0 }
    let flaky =
      flakyRates.logMarginal(events: events, trials: trials) + Double.log(shareOfFlakyTests)
    let quiet =
      quietRates.logMarginal(events: events, trials: trials)
      + Double.log(onePlus: -shareOfFlakyTests)
    return min(mostCertain, 1 / (1 + Double.exp(quiet - flaky)))
  }

  /// The rate after `flakes` in `trials` first attempts on code that can pass.
  static func rate(flakes: Int, trials: Int) -> FlakeRate {
    let rates = flakyRates.updated(events: flakes, trials: trials)
    return FlakeRate(
      estimate: rates.mean,
      low: rates.quantile(0.05),
      high: rates.quantile(0.95)
    )
  }

  /// The probability that a flaky test still is, after a streak of clean runs since its last flake.
  ///
  /// A change-point model: the fix comes after each run with probability h. Let L(j) be the
  /// likelihood of j clean runs of a test that flakes at a rate that fits what came before,
  /// L(j) = B(α, β + j) / B(α, β), so that L(j + 1) = L(j) (β + j) / (α + β + j). Then it still
  /// flakes with weight (1 − h)^m L(m), and was fixed after j clean runs with weight
  /// (1 − h)^j h L(j), for each j under the streak's length m.
  static func probabilityOfStillFlaking(flakes: Int, trialsBefore: Int, streak: Int) -> Double {
    let rates = flakyRates.updated(events: flakes, trials: trialsBefore)
    var still = 1.0
    var fixed = 0.0
    for run in 0..<streak {
      fixed += still * fixesPerRun
      let passes = (rates.beta + Double(run)) / (rates.alpha + rates.beta + Double(run))
      still *= (1 - fixesPerRun) * passes
    }
    return still / (still + fixed)
  }
}
