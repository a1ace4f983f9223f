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
  /// The probability, before anything is seen, that a flaky test was fixed after its last flake.
  static let shareOfFixes = 0.1

  /// The probability that a test is flaky, after `events` independent flakes in `trials` runs:
  /// Bayes' rule on the two beta-binomial likelihoods.
  static func probabilityOfFlakiness(events: Int, trials: Int) -> Double {
    guard events > 0 else { return 0 }
    let flaky =
      flakyRates.logMarginal(events: events, trials: trials) + Double.log(shareOfFlakyTests)
    let quiet =
      quietRates.logMarginal(events: events, trials: trials)
      + Double.log(onePlus: -shareOfFlakyTests)
    return 1 / (1 + Double.exp(quiet - flaky))
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
  /// The streak's likelihood is 1 for a fixed test, and for one that still flakes the mean of
  /// (1 − p)^streak over the rates that fit what came before: B(α, β + streak) / B(α, β).
  static func probabilityOfStillFlaking(flakes: Int, trialsBefore: Int, streak: Int) -> Double {
    let rates = flakyRates.updated(events: flakes, trials: trialsBefore)
    let likelihood = Double.exp(rates.logMarginal(events: 0, trials: streak))
    let still = (1 - shareOfFixes) * likelihood
    return still / (still + shareOfFixes)
  }
}
