import RealModule

/// What made one failure, as probabilities whose sum is 1.
struct FailureShares: Hashable {
  /// The test was flaky, and its code good.
  var flake = 0.0
  /// An incident.
  var incident = 0.0
  /// The default branch was broken, or one variant of it.
  var brokenBranch = 0.0
  /// The change under test broke it.
  var brokenChange = 0.0
  /// Nothing that the model knows.
  var noise = 0.0

  mutating func add(_ other: FailureShares, weight: Double) {
    flake += weight * other.flake
    incident += weight * other.incident
    brokenBranch += weight * other.brokenBranch
    brokenChange += weight * other.brokenChange
    noise += weight * other.noise
  }
}

/// What is believed of one test after all that was observed.
struct TestPosterior {
  /// The probability that it was flaky at some time in the window.
  var ever = 0.0
  /// The probability that it is flaky at the end of the window.
  var now = 0.0
  /// By step, the probability that it had begun to be flaky by then, given that it ever was.
  var begun: [Double] = []
  /// By step, the probability that the default branch is broken for the test, on all variants.
  var broken: [Double] = []
  /// By step, the probability that it is broken on the suspicious variants.
  var variantBroken: [Double] = []
  /// By failure of the test's units.
  var failures: [FailureShares] = []
  /// By stream of the test, the probability that the test is flaky there, given that it ever was.
  var streams: [Double] = []
  /// First attempts on good code while the test was flaky, by expectation.
  var trials = 0.0
  /// Those of them that failed.
  var flakes = 0.0
  /// Pieces of code that were tested while the test was flaky, by expectation.
  var flakyCodes = 0.0
  /// The logarithm of the e-value against "never flaky": the likelihood under flakiness, averaged
  /// over the rates, divided by that without it.
  var logEvidence = 0.0

  /// The rate while the test is flaky: the public prior, with the flakes and first attempts that the
  /// model ascribes to that time.
  var rate: FlakeRate {
    let rates = BetaDistribution(
      alpha: ModelParameters.publicRates.alpha + flakes,
      beta: ModelParameters.publicRates.beta + max(0, trials - flakes)
    )
    return FlakeRate(
      estimate: rates.mean,
      low: rates.quantile(0.05),
      high: rates.quantile(0.95)
    )
  }
}

/// The likelihoods of one test under all hypotheses.
struct TestEvidence {
  let chain: FlakeChain
  let hypotheses: [FlakeChain.Hypothesis]
  /// By hypothesis.
  let logLikelihoods: [Double]
  /// Of a test that is not flaky: of one that is fragile, and of any other, with their shares.
  private let logFragile: Double
  private let logSturdy: Double

  /// The same for one that is not flaky, of whichever kind.
  var neverFlaky: Double { logSum(logFragile, logSturdy) }

  /// Whether it ran on code on which it passed: what never did tells nothing of flake rates.
  var hasPasses: Bool { chain.steps.units.units.contains { $0.passes > 0 } }

  init(_ units: TestUnits, _ parameters: ModelParameters) {
    let chain = FlakeChain(units, parameters)
    self.chain = chain
    hypotheses = chain.steps.hypotheses
    logLikelihoods = hypotheses.map(chain.logLikelihood)
    logFragile =
      .log(ModelParameters.fragileShare) + chain.ofFragile.logLikelihood(.neverFlaky)
      + Double(units.changesWithSameWords) * ModelParameters.logSameWords
      + Double(units.changesWithNewWords) * ModelParameters.logNewWords
    logSturdy =
      .log(onePlus: -ModelParameters.fragileShare) + chain.logLikelihood(.neverFlaky)
  }

  /// Whether the likelihoods hold under these numbers: the shares of rates do not enter them.
  func isUnder(_ parameters: ModelParameters) -> Bool {
    var own = chain.likelihoods.parameters
    own.flakyShare = parameters.flakyShare
    own.rateWeights = parameters.rateWeights
    return own == parameters
  }

  /// By rate, the logarithm of the likelihood ratio against "never flaky", over all streams.
  var logRatios: [Double] {
    var ratios = Array(repeating: -Double.infinity, count: ModelParameters.rates.count)
    for (hypothesis, logLikelihood) in zip(hypotheses, logLikelihoods) {
      guard let rate = hypothesis.rate else { continue }
      let weight = Double.log(chain.steps.streamWeight(hypothesis.stream))
      ratios[rate] = logSum(ratios[rate], weight + logLikelihood - neverFlaky)
    }
    return ratios
  }

  /// The beliefs after Bayes' rule on the hypotheses.
  func posterior(_ parameters: ModelParameters) -> TestPosterior {
    let logPriors = hypotheses.map { hypothesis in
      Double.log(
        chain.steps.streamWeight(hypothesis.stream) * parameters.rateWeights[hypothesis.rate ?? 0]
      )
    }
    let logFlaky = zip(logPriors, logLikelihoods).reduce(-Double.infinity) {
      logSum($0, $1.0 + $1.1)
    }
    let logTotal = logSum(
      .log(parameters.flakyShare) + logFlaky,
      .log(onePlus: -parameters.flakyShare) + neverFlaky
    )
    var gathering = PosteriorGathering(chain, parameters)
    let logNever = Double.log(onePlus: -parameters.flakyShare) - logTotal
    gathering.add(.neverFlaky, weight: .exp(logNever + logSturdy))
    gathering.add(.neverFlaky, weight: .exp(logNever + logFragile), of: chain.ofFragile)
    for (position, hypothesis) in hypotheses.enumerated() {
      let weight = Double.exp(
        .log(parameters.flakyShare) + logPriors[position] + logLikelihoods[position] - logTotal
      )
      gathering.add(hypothesis, weight: weight)
    }
    var posterior = gathering.finished()
    posterior.logEvidence = logFlaky - neverFlaky
    return posterior
  }
}

/// Averages the smoothed states of the hypotheses.
private struct PosteriorGathering {
  /// Hypotheses of less weight change no digit that is shown.
  static let leastWeight = 1e-4

  let chain: FlakeChain
  let parameters: ModelParameters
  private var posterior = TestPosterior()

  init(_ chain: FlakeChain, _ parameters: ModelParameters) {
    self.chain = chain
    self.parameters = parameters
    let steps = chain.steps.steps.count
    posterior.begun = Array(repeating: 0, count: steps)
    posterior.broken = Array(repeating: 0, count: steps)
    posterior.variantBroken = Array(repeating: 0, count: steps)
    posterior.failures = Array(repeating: FailureShares(), count: chain.steps.units.failures.count)
    posterior.streams = Array(repeating: 0, count: chain.steps.units.streams.count)
  }

  mutating func add(
    _ hypothesis: FlakeChain.Hypothesis,
    weight: Double,
    of other: @autoclosure () -> FlakeChain? = nil
  ) {
    guard weight >= Self.leastWeight else { return }
    let chain = other() ?? self.chain
    let states = chain.smoothed(hypothesis).states
    guard let last = states.last else { return }
    let ever = hypothesis.rate == nil ? 0 : 1 - last.before.sum()
    posterior.ever += weight * ever
    posterior.now += weight * last.now.sum()
    for stream in posterior.streams.indices
    where hypothesis.stream == nil || hypothesis.stream == stream {
      posterior.streams[stream] += weight * ever
    }
    for (position, state) in states.enumerated() {
      let code = state.before + state.now + state.after
      posterior.begun[position] += hypothesis.rate == nil ? 0 : weight * (1 - state.before.sum())
      posterior.broken[position] +=
        weight * (code[ChainState.broken] + code[ChainState.brokenForLong])
      posterior.variantBroken[position] += weight * code[ChainState.variants]
      addFailures(position, chain.likelihoods, hypothesis, state, weight)
      addTrials(position, hypothesis, state, weight)
    }
  }

  func finished() -> TestPosterior {
    var posterior = self.posterior
    if posterior.ever > 0 {
      for step in posterior.begun.indices { posterior.begun[step] /= posterior.ever }
      for stream in posterior.streams.indices { posterior.streams[stream] /= posterior.ever }
    }
    posterior.flakes = posterior.failures.reduce(0) { $0 + $1.flake }
    posterior.trials += posterior.flakes
    return posterior
  }

  /// The clean runs while the test was flaky, on the streams where it was.
  private mutating func addTrials(
    _ position: Int,
    _ hypothesis: FlakeChain.Hypothesis,
    _ state: ChainState,
    _ weight: Double
  ) {
    let flaky = state.now[ChainState.good] * weight
    guard flaky > 1e-6 else { return }
    let units = chain.steps.units
    posterior.flakyCodes += flaky * Double(chain.steps.steps[position].units.count)
    for unit in chain.steps.steps[position].units {
      if hypothesis.stream == nil {
        posterior.trials += flaky * Double(units.units[unit].passes)
      } else if let stream = hypothesis.stream {
        posterior.trials += flaky * Double(units.clean(unit, stream))
      }
    }
  }

  private mutating func addFailures(
    _ position: Int,
    _ likelihoods: StepLikelihoods,
    _ hypothesis: FlakeChain.Hypothesis,
    _ state: ChainState,
    _ weight: Double
  ) {
    let step = chain.steps.steps[position]
    guard !step.failures.isEmpty else { return }
    let quiet = state.before + state.after
    let own = (
      quiet: likelihoods.ownBreakShare(position, hypothesis, isFlaky: false),
      flaky: likelihoods.ownBreakShare(position, hypothesis, isFlaky: true)
    )
    for number in step.failures {
      let failure = chain.steps.units.failures[number]
      let told = FailureLikelihood(failure)
      let isAffected = hypothesis.stream == nil || hypothesis.stream == failure.stream
      let rate = isAffected ? hypothesis.rate.map { ModelParameters.rates[$0] } : nil
      let broken = brokenLanes(failure.stream)
      addGood(number, told, mass: (quiet * (1 - broken)).sum() * weight, nil, own.quiet)
      addGood(number, told, mass: (state.now * (1 - broken)).sum() * weight, rate, own.flaky)
      let mass = ((quiet + state.now) * broken).sum() * weight
      let incident = told.incidentShareWhenBroken
      posterior.failures[number].incident += mass * incident
      posterior.failures[number].brokenBranch += mass * (1 - incident)
    }
  }

  /// 1 for the lanes in which the default branch is broken for a stream.
  private func brokenLanes(_ stream: Int) -> SIMD4<Double> {
    [0, 1, 1, chain.steps.suspiciousStreams.contains(stream) ? 1 : 0]
  }

  /// A failure on a good default branch: a flake or noise, an incident, or the change's own break.
  private mutating func addGood(
    _ number: Int,
    _ told: FailureLikelihood,
    mass: Double,
    _ rate: Double?,
    _ ownBreak: Double
  ) {
    let whole = mass * (1 - ownBreak)
    let incident = told.incidentShare(
      rate ?? parameters.noise(chain.steps.units.failures[number])
    )
    posterior.failures[number].incident += whole * incident
    if rate == nil {
      posterior.failures[number].noise += whole * (1 - incident)
    } else {
      posterior.failures[number].flake += whole * (1 - incident)
    }
    posterior.failures[number].incident += mass * ownBreak * told.incidentShareWhenBroken
    posterior.failures[number].brokenChange += mass * ownBreak * (1 - told.incidentShareWhenBroken)
  }
}
