/// How the chain moves from one piece of code to the next.
struct ChainTransitions {
  /// The probability that a commit of which nothing else is known breaks the test.
  private let breaksPerCommit: Double
  private let hasVariants: Bool
  /// The probabilities that one commit mends it, by lane.
  private let mends: SIMD4<Double>
  /// The probability that a test that is not yet flaky begins.
  private let onset: Double
  private let fix: Double
  private let relapse = ModelParameters.relapsesPerCode

  /// - Parameters:
  ///   - hasVariants: whether the test may be broken on some variants only.
  ///   - onset: the probability that a test that is not yet flaky begins at the next piece of code.
  init(_ parameters: ModelParameters, hasVariants: Bool, onset: Double) {
    breaksPerCommit = parameters.breaksPerCommit
    self.hasVariants = hasVariants
    mends = [
      0, ModelParameters.mendsPerCommit, ModelParameters.longMendsPerCommit,
      ModelParameters.longMendsPerCommit,
    ]
    fix = parameters.fixesPerCode
    self.onset = onset
  }

  /// Where the chain begins: a test that is broken for some commits in some thousand is broken at
  /// the beginning with the product of how often it breaks and how long it takes.
  func start(flaky: Double) -> ChainState {
    var code = breaks(0) / mends
    code[ChainState.good] = 0
    code *= min(1, 0.05 / max(1e-9, code.sum()))
    code[ChainState.good] = 1 - code.sum()
    return ChainState(before: code * (1 - flaky), now: code * flaky, after: .zero)
  }

  // MARK: The code

  /// The probabilities that a commit breaks good code, by lane; that of the good one is to stay.
  ///
  /// - Parameter suspicion: the probability that the commit is told to have broken the test with
  ///   others.
  private func breaks(_ suspicion: Double) -> SIMD4<Double> {
    let all = max(breaksPerCommit, suspicion)
    let long = all * ModelParameters.longBreakShare
    let variants = hasVariants ? all * ModelParameters.variantBreakShare : 0
    return [1 - all - variants, all - long, long, variants]
  }

  /// Moves one commit of the default branch on.
  func moveCode(_ state: ChainState, suspicion: Double) -> ChainState {
    let breaks = breaks(suspicion)
    return ChainState(
      before: moved(state.before, breaks),
      now: moved(state.now, breaks),
      after: moved(state.after, breaks)
    )
  }

  func moveCodeBack(_ state: ChainState, suspicion: Double) -> ChainState {
    let breaks = breaks(suspicion)
    return ChainState(
      before: movedBack(state.before, breaks),
      now: movedBack(state.now, breaks),
      after: movedBack(state.after, breaks)
    )
  }

  /// Good code breaks, broken code is mended or stays; what is broken breaks no further.
  private func moved(_ from: SIMD4<Double>, _ breaks: SIMD4<Double>) -> SIMD4<Double> {
    let mended = (from * mends).sum()
    var to = from * (1 - mends)
    let good = to[ChainState.good]
    to[ChainState.good] = 0
    to += breaks * good
    to[ChainState.good] += mended
    return to
  }

  private func movedBack(_ to: SIMD4<Double>, _ breaks: SIMD4<Double>) -> SIMD4<Double> {
    var from = mends * to[ChainState.good] + (1 - mends) * to
    from[ChainState.good] = (breaks * to).sum()
    return from
  }

  // MARK: The flakiness

  func moveFlake(_ state: ChainState) -> ChainState {
    ChainState(
      before: state.before * (1 - onset),
      now: state.before * onset + state.now * (1 - fix) + state.after * relapse,
      after: state.now * fix + state.after * (1 - relapse)
    )
  }

  func moveFlakeBack(_ state: ChainState) -> ChainState {
    ChainState(
      before: state.before * (1 - onset) + state.now * onset,
      now: state.now * (1 - fix) + state.after * fix,
      after: state.now * relapse + state.after * (1 - relapse)
    )
  }

  /// One clean piece of code, seen with these likelihoods while the test is not and while it is
  /// flaky.
  func cleanMatrix(quiet: Double, flaky: Double) -> FlakeMatrix {
    FlakeMatrix(
      rows: (
        [(1 - onset) * quiet, onset * flaky, 0],
        [0, (1 - fix) * flaky, fix * quiet],
        [0, relapse * flaky, (1 - relapse) * quiet]
      )
    )
  }
}
