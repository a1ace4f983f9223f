import RealModule

/// The hidden Markov model of one test under one hypothesis of its flake rate.
///
/// The state is a pair. One half says whether the test is flaky: not yet, now, no longer. The other
/// says what state its code is in on the default branch: good, broken, or broken on one of its
/// variants. The steps are pieces of code in the order of time; a row of clean ones is one step.
/// Forward and backward pass with scaling: Rabiner, "A tutorial on hidden Markov models", Proc.
/// IEEE 77, 1989, sections III and V.
struct FlakeChain {
  let steps: ChainSteps
  let likelihoods: StepLikelihoods

  init(_ units: TestUnits, _ parameters: ModelParameters) {
    steps = ChainSteps(units)
    likelihoods = StepLikelihoods(steps, parameters)
  }

  private init(_ steps: ChainSteps, _ likelihoods: StepLikelihoods) {
    self.steps = steps
    self.likelihoods = likelihoods
  }

  /// The chain of the same history if the test is one that changes break often.
  var ofFragile: FlakeChain { FlakeChain(steps, likelihoods.ofFragile) }

  /// One hypothesis: a rate, on all variants or on one of them; or that the test is never flaky.
  struct Hypothesis: Hashable {
    /// The position of the rate; none for a test that is never flaky.
    var rate: Int?
    /// The only stream that it is flaky in, by position among those of the test; none for all.
    var stream: Int?

    static let neverFlaky = Hypothesis()
  }

  /// What is known of the states after all observations, under one hypothesis.
  struct Smoothed {
    /// The logarithm of the observations' likelihood.
    var logLikelihood: Double
    /// By step, the probability of each state.
    var states: [ChainState]
  }

  /// The logarithm of the likelihood of what was observed.
  func logLikelihood(_ hypothesis: Hypothesis) -> Double {
    let transitions = transitions(hypothesis)
    var state = transitions.start(flaky: hypothesis.rate == nil ? 0 : steps.flakyFromStart)
    var total = 0.0
    for step in steps.steps.indices {
      total += advance(&state, step, hypothesis, transitions).logScale
    }
    return total
  }

  /// The probabilities of the states, given all observations.
  func smoothed(_ hypothesis: Hypothesis) -> Smoothed {
    let transitions = transitions(hypothesis)
    var state = transitions.start(flaky: hypothesis.rate == nil ? 0 : steps.flakyFromStart)
    var total = 0.0
    var states: [ChainState] = []
    var moves: [Move] = []
    states.reserveCapacity(steps.steps.count)
    moves.reserveCapacity(steps.steps.count)
    for step in steps.steps.indices {
      let move = advance(&state, step, hypothesis, transitions)
      total += move.logScale
      states.append(state)
      moves.append(move)
    }
    var backward = ChainState.ones
    for step in steps.steps.indices.reversed() {
      states[step] = states[step].times(backward)
      _ = states[step].normalize()
      retreat(
        &backward,
        moves[step],
        steps.steps[step],
        transitions
      )
    }
    return Smoothed(logLikelihood: total, states: states)
  }

  /// Beginnings are spread evenly over the window.
  private func transitions(_ hypothesis: Hypothesis) -> ChainTransitions {
    ChainTransitions(
      likelihoods.parameters,
      hasVariants: !steps.suspiciousStreams.isEmpty,
      onset: hypothesis.rate == nil ? 0 : 1 / Double(steps.units.units.count + 1)
    )
  }

  // MARK: One step

  /// How a step moved the state: by one piece of code, or by a row of clean ones.
  private enum How {
    case single(Emission)
    case stretch(FlakeMatrix)
  }

  private struct Move {
    var how: How
    var logScale: Double
  }

  private func advance(
    _ state: inout ChainState,
    _ position: Int,
    _ hypothesis: Hypothesis,
    _ transitions: ChainTransitions
  ) -> Move {
    let step = steps.steps[position]
    if step.isStretch {
      let clean = likelihoods.clean(position, hypothesis)
      let matrix = transitions.cleanMatrix(quiet: clean.quiet, flaky: clean.flaky)
        .power(step.units.count)
      // Whatever was broken is good again, or the row would not be clean.
      let good = ChainState.good
      let moved = matrix.forward([state.before[good], state.now[good], state.after[good]])
      state = ChainState(
        before: [moved.x, 0, 0, 0],
        now: [moved.y, 0, 0, 0],
        after: [moved.z, 0, 0, 0]
      )
      return Move(how: .stretch(matrix), logScale: logOfSum(&state))
    }
    if step.isOnDefaultBranch {
      state = transitions.moveCode(state, suspicion: step.breakSuspicion)
    }
    state = transitions.moveFlake(state)
    let (emission, logScale) = likelihoods.emission(position, hypothesis)
    state = emission.times(state)
    return Move(how: .single(emission), logScale: logScale + logOfSum(&state))
  }

  private func logOfSum(_ state: inout ChainState) -> Double {
    let sum = state.normalize()
    return sum > 0 ? .log(sum) : -1e9
  }

  private func retreat(
    _ backward: inout ChainState,
    _ move: Move,
    _ step: ChainSteps.Step,
    _ transitions: ChainTransitions
  ) {
    switch move.how {
    case .stretch(let matrix):
      let good = ChainState.good
      let moved = matrix.backward([backward.before[good], backward.now[good], backward.after[good]])
      backward = ChainState(
        before: [moved.x, 0, 0, 0],
        now: [moved.y, 0, 0, 0],
        after: [moved.z, 0, 0, 0]
      )
    case .single(let emission):
      backward = emission.times(backward)
      backward = transitions.moveFlakeBack(backward)
      if step.isOnDefaultBranch {
        backward = transitions.moveCodeBack(backward, suspicion: step.breakSuspicion)
      }
    }
    _ = backward.normalize()
  }
}
