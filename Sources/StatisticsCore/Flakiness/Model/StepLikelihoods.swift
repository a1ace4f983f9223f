import RealModule

/// How likely what each step showed is, by state and hypothesis.
///
/// A first attempt fails with probability p while the test is flaky and its code is good, with
/// `noise` while it is not flaky, and nearly always on broken code; an incident adds its excuse. A
/// retry in the same run passes often after a flake, seldom in an incident, nearly never on broken
/// code. The logarithms are summed by unit and stream once, and then picked by hypothesis.
struct StepLikelihoods {
  private(set) var parameters: ModelParameters
  private let steps: ChainSteps
  private let streamCount: Int
  /// By single step, stream and rate (the last one is "not flaky"): on good code.
  private var good: [Double] = []
  /// By single step and stream: on broken code.
  private var broken: [Double] = []
  /// By step, where its numbers begin, counted in steps that have numbers; by stretch, the mean of
  /// clean runs by stream.
  private var slots: [Int] = []
  private var cleanMeans: [Double] = []
  /// By step, the logarithms while the test is not flaky: the same under every hypothesis.
  private var quiet: [SIMD4<Double>] = []

  private static let rateCount = ModelParameters.rates.count
  private static let logPass = ModelParameters.rates.map { Double.log(onePlus: -$0) }

  init(_ steps: ChainSteps, _ parameters: ModelParameters) {
    self.steps = steps
    self.parameters = parameters
    streamCount = steps.units.streams.count
    for step in steps.steps {
      if step.isStretch {
        slots.append(cleanMeans.count)
        addStretch(step)
      } else {
        slots.append(broken.count)
        addUnit(step)
      }
    }
    weighQuiet()
  }

  /// The likelihoods of the same history for a fragile test: only its breaks by changes are others.
  var ofFragile: StepLikelihoods {
    var fragile = self
    fragile.parameters = parameters.forFragile
    fragile.weighQuiet()
    return fragile
  }

  private mutating func weighQuiet() {
    quiet = steps.steps.indices.map { position in
      steps.steps[position].isStretch ? .zero : onEachCode(position, .neverFlaky, unit(position))
    }
  }

  /// The probability that the change under test broke the test, before the test's runs are seen.
  private func ownBreak(_ position: Int) -> Double {
    max(
      parameters.breakProbability(unit(position).suspicion),
      steps.steps[position].breakSuspicion
    )
  }

  private func unit(_ position: Int) -> CodeUnit {
    steps.units.units[steps.steps[position].units.lowerBound]
  }

  private mutating func addStretch(_ step: ChainSteps.Step) {
    for stream in 0..<streamCount {
      let clean = step.units.reduce(0) { $0 + steps.units.clean($1, stream) }
      cleanMeans.append(Double(clean) / Double(step.units.count))
    }
  }

  private mutating func addUnit(_ step: ChainSteps.Step) {
    let unit = step.units.lowerBound
    let rates = Self.rateCount
    let base = good.count
    let logNoPass = Double.log(ModelParameters.passesWhenBroken)
    for stream in 0..<streamCount {
      let clean = Double(steps.units.clean(unit, stream))
      for rate in 0..<rates { good.append(clean * Self.logPass[rate]) }
      good.append(clean * .log(onePlus: -parameters.noise))
      broken.append(clean * logNoPass)
    }
    for failure in steps.units.failures[step.failures] {
      let told = FailureLikelihood(failure)
      let first = base + failure.stream * (rates + 1)
      for rate in 0..<rates {
        good[first + rate] += .log(told.onGoodCode(ModelParameters.rates[rate]))
      }
      good[first + rates] += .log(told.onGoodCode(parameters.noise(failure)))
      broken[broken.count - streamCount + failure.stream] += .log(told.onBrokenCode)
    }
  }

  /// The likelihood of one clean unit of a stretch, on good code: the stretch's mean unit.
  func clean(_ position: Int, _ hypothesis: FlakeChain.Hypothesis) -> (quiet: Double, flaky: Double)
  {
    let quietLog = Double.log(onePlus: -parameters.noise)
    var quiet = 0.0
    var flaky = 0.0
    for stream in 0..<streamCount {
      let clean = cleanMeans[slots[position] + stream]
      quiet += clean * quietLog
      flaky += clean * (rate(hypothesis, stream).map { Self.logPass[$0] } ?? quietLog)
    }
    return (.exp(quiet), .exp(flaky))
  }

  /// The likelihoods of a single step, divided by the largest, and the logarithm of that.
  func emission(
    _ position: Int,
    _ hypothesis: FlakeChain.Hypothesis
  ) -> (emission: Emission, logScale: Double) {
    let quiet = self.quiet[position]
    let flaky =
      hypothesis.rate == nil ? quiet : onEachCode(position, hypothesis, unit(position))
    let scale = max(quiet.max(), flaky.max())
    return (Emission(quiet: exponential(quiet - scale), flaky: exponential(flaky - scale)), scale)
  }

  private func rate(_ hypothesis: FlakeChain.Hypothesis, _ stream: Int) -> Int? {
    hypothesis.stream == nil || hypothesis.stream == stream ? hypothesis.rate : nil
  }

  private func exponential(_ logs: SIMD4<Double>) -> SIMD4<Double> {
    [.exp(logs.x), .exp(logs.y), .exp(logs.z), .exp(logs.w)]
  }

  /// The logarithm of the likelihood of a unit, by the state of the code on the default branch.
  private func onEachCode(
    _ position: Int,
    _ hypothesis: FlakeChain.Hypothesis,
    _ unit: CodeUnit
  ) -> SIMD4<Double> {
    let slot = slots[position]
    var good = 0.0
    var broken = 0.0
    for stream in 0..<streamCount {
      good += self.good(slot, stream, hypothesis)
      broken += self.broken[slot + stream]
    }
    var logs: SIMD4<Double> = [good, broken, broken, good]
    for stream in steps.suspiciousStreams {
      logs[ChainState.variants] +=
        self.broken[slot + stream] - self.good(slot, stream, hypothesis)
    }
    guard !unit.isOnDefaultBranch else { return logs }
    return onBranch(logs, ownBreak(position))
  }

  private func good(_ slot: Int, _ stream: Int, _ hypothesis: FlakeChain.Hypothesis) -> Double {
    let rates = Self.rateCount
    return good[(slot + stream) * (rates + 1) + (rate(hypothesis, stream) ?? rates)]
  }

  /// A branch has the state of its base, most likely, and may break the test by itself.
  private func onBranch(_ logs: SIMD4<Double>, _ own: Double) -> SIMD4<Double> {
    let good = logSum(.log(onePlus: -own) + logs.x, .log(own) + logs.y)
    let based = Double.log(0.9)
    let fresh = Double.log(0.1) + good
    return [
      good, logSum(based + logs.y, fresh), logSum(based + logs.z, fresh),
      logSum(based + logs.w, fresh),
    ]
  }

  /// The share of a change's own break in what a unit showed on a good base.
  func ownBreakShare(_ position: Int, _ hypothesis: FlakeChain.Hypothesis, isFlaky: Bool) -> Double
  {
    let unit = unit(position)
    guard !unit.isOnDefaultBranch else { return 0 }
    let own = ownBreak(position)
    let slot = slots[position]
    var good = Double.log(onePlus: -own)
    var broken = Double.log(own)
    for stream in 0..<streamCount {
      good += self.good(slot, stream, isFlaky ? hypothesis : .neverFlaky)
      broken += self.broken[slot + stream]
    }
    return 1 / (1 + .exp(good - broken))
  }
}

/// The logarithm of the sum of two numbers that are given by their logarithms.
func logSum(_ first: Double, _ second: Double) -> Double {
  let larger = max(first, second)
  guard larger > -.infinity else { return larger }
  return larger + .log(onePlus: .exp(min(first, second) - larger))
}

/// How likely one failing run is.
struct FailureLikelihood {
  private let excuse: Double
  private let retriesOnGoodCode: Double
  private let retriesInIncident: Double
  private let retriesOnBrokenCode: Double

  init(_ failure: FailingObservation) {
    func retries(_ passes: Double) -> Double {
      .pow(1 - passes, Double(failure.retriesFailed)) * (failure.passedOnRetry ? passes : 1)
    }
    retriesOnGoodCode = retries(ModelParameters.retryPasses)
    retriesInIncident = retries(ModelParameters.retryPassesInIncident)
    retriesOnBrokenCode = retries(ModelParameters.passesWhenBroken)
    excuse = failure.excuse
  }

  /// The likelihood on code that works, for a test that fails at a rate.
  func onGoodCode(_ rate: Double) -> Double {
    excuse * retriesInIncident + rate * retriesOnGoodCode
  }

  /// The likelihood on broken code.
  var onBrokenCode: Double {
    excuse * retriesInIncident + (1 - ModelParameters.passesWhenBroken) * retriesOnBrokenCode
  }

  /// The share of the incident in a failure on code that works.
  func incidentShare(_ rate: Double) -> Double {
    excuse * retriesInIncident / onGoodCode(rate)
  }

  /// The share of the incident in a failure on broken code.
  var incidentShareWhenBroken: Double { excuse * retriesInIncident / onBrokenCode }
}
