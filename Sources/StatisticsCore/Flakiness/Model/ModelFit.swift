import RealModule

/// Fits the model's numbers to a history by empirical Bayes: what the tests together tell about how
/// common flakiness, its rates, breaks and noise are is the prior of each of them.
///
/// Expectation and maximization (Dempster, Laird, Rubin, 1977) on the mixture of rates, with the
/// public data as prior counts, so that a small history stays near what is known of others.
struct ModelFit {
  /// As many tests as the public share of flaky tests counts for.
  static let priorTests = 100.0
  /// As many flaky tests as the public distribution of rates counts for.
  static let priorFlakyTests = 15.0
  /// As many fixes as the public rate of fixes counts for.
  static let priorFixes = 2.0
  static let rounds = 12

  /// How much there is beside the tests that failed.
  struct Size {
    /// Tests that never failed.
    var silentTests: Int
    /// First attempts of a test in the window; the middle one of those that failed.
    var medianRuns: Double
    /// First attempts of all tests.
    var executions: Double
    /// Pieces of code on the default branch.
    var commits: Double
    /// Branches and pull requests.
    var changes: Double
  }

  let size: Size

  /// The share of flaky tests and the weights of their rates.
  ///
  /// - Parameter logRatios: by test that failed, by rate, see `TestEvidence.logRatios`.
  func fittedRates(_ logRatios: [[Double]], from start: ModelParameters) -> ModelParameters {
    var parameters = start
    let prior = ModelParameters.publicRateWeights
    let priorShare = ModelParameters().flakyShare
    let silent = ModelParameters.silentRatios(runs: size.medianRuns)
    for _ in 0..<Self.rounds {
      var counts = prior.map { $0 * Self.priorFlakyTests }
      var flaky = priorShare * Self.priorTests
      func add(_ ratios: [Double], times: Double) {
        let odds = parameters.flakyShare / (1 - parameters.flakyShare)
        let weights = zip(parameters.rateWeights, ratios).map { odds * $0 * .exp(min(600, $1)) }
        let total = 1 + weights.reduce(0, +)
        for rate in weights.indices { counts[rate] += times * weights[rate] / total }
        flaky += times * (1 - 1 / total)
      }
      for ratios in logRatios { add(ratios, times: 1) }
      add(silent, times: Double(size.silentTests))
      let tests = Double(logRatios.count + size.silentTests) + Self.priorTests
      parameters.flakyShare = min(0.5, flaky / tests)
      let sum = counts.reduce(0, +)
      parameters.rateWeights = counts.map { $0 / sum }
    }
    return rounded(parameters)
  }

  /// Rounds the shares to a sixteenth of a power of ten, so that one run more does not move every
  /// test's probability a little.
  private func rounded(_ fitted: ModelParameters) -> ModelParameters {
    var parameters = fitted
    parameters.flakyShare = min(0.5, rounded(fitted.flakyShare, stepsPerDecade: 16))
    let weights = fitted.rateWeights.map { rounded($0, stepsPerDecade: 16) }
    let sum = weights.reduce(0, +)
    parameters.rateWeights = weights.map { $0 / sum }
    return parameters
  }

  private func rounded(_ value: Double, stepsPerDecade steps: Double) -> Double {
    .exp10((Double.log10(value) * steps).rounded() / steps)
  }

  /// The rarer events: noise, and breaks of the default branch and of changes.
  ///
  /// - Parameter tests: the tests that failed, under the parameters so far.
  func fittedEvents(
    _ tests: [(chain: FlakeChain, posterior: TestPosterior)],
    facts: RunFacts,
    from start: ModelParameters
  ) -> ModelParameters {
    var tally = EventTally(facts: facts)
    for (chain, posterior) in tests { tally.add(chain, posterior) }
    let testCount = Double(tests.count + size.silentTests)
    let prior = ModelParameters()
    var parameters = start
    parameters.noise = share(tally.noise, size.executions, prior.noise, 2e5, 1e-6...1e-3)
    parameters.breaksPerCommit =
      share(tally.breaks, testCount * size.commits, prior.breaksPerCommit, 2e4, 1e-5...1e-2)
    parameters.breaksPerChange =
      share(tally.changeBreaks, testCount * size.changes, prior.breaksPerChange, 1e4, 1e-4...5e-2)
    parameters.fixesPerCode =
      share(
        tally.fixes,
        tally.flakyCodes,
        prior.fixesPerCode,
        Self.priorFixes / prior.fixesPerCode,
        1e-4...1e-2
      )
    return parameters
  }

  /// A share with a prior that counts for some trials, rounded to an eighth of a power of ten.
  private func share(
    _ events: Double,
    _ trials: Double,
    _ prior: Double,
    _ priorTrials: Double,
    _ range: ClosedRange<Double>
  ) -> Double {
    let value = (events + prior * priorTrials) / (trials + priorTrials)
    return min(range.upperBound, max(range.lowerBound, rounded(value, stepsPerDecade: 8)))
  }
}

/// How often the rarer events happened, by expectation.
private struct EventTally {
  let facts: RunFacts
  /// Failures for no reason that the model knows.
  private(set) var noise = 0.0
  /// Breaks of one test on the default branch.
  private(set) var breaks = 0.0
  /// Breaks of one test by a change.
  private(set) var changeBreaks = 0.0
  /// Tests that ceased to be flaky.
  private(set) var fixes = 0.0
  /// Pieces of code that were tested while a test was flaky.
  private(set) var flakyCodes = 0.0

  init(facts: RunFacts) { self.facts = facts }

  /// Counts what happened to one test.
  mutating func add(_ chain: FlakeChain, _ posterior: TestPosterior) {
    fixes += posterior.ever - posterior.now
    flakyCodes += posterior.flakyCodes
    noise += posterior.failures.reduce(0) { $0 + $1.noise }
    var wasBroken = 0.0
    for (position, step) in chain.steps.steps.enumerated()
    where step.isOnDefaultBranch || step.isStretch {
      let isBroken = posterior.broken[position]
      breaks += max(0, isBroken - wasBroken)
      wasBroken = isBroken
    }
    let units = chain.steps.units
    var byChange: [Int32: Double] = [:]
    for (failure, shares) in zip(units.failures, posterior.failures) {
      let change = facts.codes[Int(units.units[failure.unit].code)].change
      byChange[change] = max(byChange[change] ?? 0, shares.brokenChange)
    }
    changeBreaks += byChange.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
  }
}
