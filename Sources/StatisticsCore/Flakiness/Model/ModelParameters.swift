import RealModule

/// The numbers of the model of one test: what a history can tell is fitted to it, the rest is prior
/// knowledge with its source.
struct ModelParameters: Hashable {
  /// The flake rates that are weighed, 0 to 1: about two to a factor of ten at the rare end, where
  /// a history tells little, and more where it tells more.
  static let rates = [
    0.0005, 0.001, 0.002, 0.004, 0.008, 0.015, 0.03, 0.06, 0.1, 0.17, 0.27, 0.4, 0.55, 0.7, 0.85,
    0.95,
  ]
  /// The share of flaky tests that are flaky from their first commit on (Lam et al., "A large-scale
  /// longitudinal study of flaky tests", OOPSLA 2020: 75 %); within a window more were there before.
  static let flakyFromStart = 0.75
  /// The probability that a broken test passes.
  static let passesWhenBroken = 0.002
  /// The probability that a retry of a flake passes in the same job run.
  static let retryPasses = 0.7
  /// The probability that a retry passes in the middle of an incident.
  static let retryPassesInIncident = 0.3
  /// The probability that a break of the default branch is mended by the next commit: somebody was
  /// told, or reverts.
  static let mendsPerCommit = 0.4
  /// The same of a break that stays for long: nobody feels responsible, or it is a variant's.
  static let longMendsPerCommit = 0.02
  /// The share of breaks that stay for long.
  static let longBreakShare = 0.25
  /// How much rarer a break of some variants is than one of all.
  static let variantBreakShare = 0.15
  /// The probability that what failed once for no reason fails again on the same code: the reason
  /// may last for a while.
  static let noiseRepeats = 0.3
  /// The probability that a test that stopped begins again: 12 % of PyTorch's tests came back.
  static let relapsesPerCode = 1.0 / 4000

  /// What was broken by a change's last push is mostly broken by its next one.
  static let breaksAfterBreak = 0.7
  /// The share of tests that are fragile: changes break them often, as they do what compares with a
  /// snapshot or checks the style.
  static let fragileShare = 0.01
  /// The probability that a pull request breaks a fragile test.
  static let breaksPerChangeOfFragile = 0.1
  /// The probability that a branch whose base may be broken has the break.
  static let breaksOfStaleBase = 0.2

  /// The share of tests that are flaky at some time in the window, 0 to 1.
  var flakyShare = 0.036
  /// By rate, the share of flaky tests that have it; the sum is 1.
  var rateWeights = Self.publicRateWeights
  /// The probability that a test fails for no reason that the model knows, and did not so on the
  /// same code before.
  var noise = 2e-5
  /// The probability that a commit of the default branch breaks one test.
  var breaksPerCommit = 2e-4
  /// The probability that a pull request breaks one test.
  var breaksPerChange = 1.5e-3
  /// The probability that a flaky test stops to be flaky between one piece of code and the next.
  ///
  /// Half of the tests on PyTorch's list of disabled tests, which a bot presses to mend, stay there
  /// for 35 days and more (2,700 spells, 2022 to 2026); at 10 to 15 pieces of code a day that is one
  /// fix in some 500. Where nobody presses it is taken for half of that, until the history tells.
  var fixesPerCode = 1.0 / 1000

  /// The logarithm of how much rarer breaks by several changes have one's words again than flakes do:
  /// some 15 % of them against 60 %, which is a judgment and no fit.
  static let logSameWords = Double.log(0.15 / 0.6)
  /// The same for words of their own.
  static let logNewWords = Double.log(0.85 / 0.4)

  /// The same numbers for a fragile test.
  var forFragile: ModelParameters {
    var parameters = self
    parameters.breaksPerChange = max(breaksPerChange, Self.breaksPerChangeOfFragile)
    return parameters
  }

  /// The probability that a test that is not flaky fails on good code.
  func noise(_ failure: FailingObservation) -> Double {
    failure.isRepeat ? Self.noiseRepeats : noise
  }

  /// The probability that a change broke the test on a piece of code.
  func breakProbability(_ suspicion: CodeUnit.Suspicion) -> Double {
    switch suspicion {
    case .none: breaksPerChange
    case .staleBase: Self.breaksOfStaleBase
    case .brokeBefore: Self.breaksAfterBreak
    }
  }

  /// The rates of the 811 flaky tests in FlakeFlagger's 10,000 reruns (Alshammari et al., ICSE 2021).
  static let publicRates = BetaDistribution(alpha: 0.24, beta: 1.9)

  /// The same in bins around `rates`.
  static let publicRateWeights: [Double] = {
    let edges = zip(rates, rates.dropFirst()).map { Double.sqrt($0 * $1) }
    let cumulative = [0] + edges.map(publicRates.cumulative) + [1]
    return zip(cumulative, cumulative.dropFirst()).map { $1 - $0 }
  }()

  // MARK: Tests that never failed

  /// By rate, the logarithm of the likelihood ratio of a test that ran and never failed by itself:
  /// (1 − p)^n for one that is flaky from the start, and on average over the beginnings
  /// (1 − (1 − p)^(n+1)) / ((n + 1) p) for others.
  static func silentRatios(runs: Double) -> [Double] {
    rates.map { rate in
      let all = Double.exp(runs * .log(onePlus: -rate))
      let some = (1 - all * (1 - rate)) / ((runs + 1) * rate)
      return .log(flakyFromStart * all + (1 - flakyFromStart) * some)
    }
  }

  /// The probability that a test that never failed by itself is flaky all the same.
  func silentProbability(runs: Double) -> Double {
    let odds = flakyShare / (1 - flakyShare)
    let weights = zip(rateWeights, Self.silentRatios(runs: runs)).map { odds * $0 * .exp($1) }
    let flaky = weights.reduce(0, +)
    return flaky / (1 + flaky)
  }
}
