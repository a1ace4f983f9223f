/// How the chain moves from one piece of code to the next.
struct ChainTransitions {
  /// The probability that one commit breaks the test.
  let breaks: Double
  /// The probability that one commit breaks it on a given suspicious variant; 0 without one.
  let variantBreaks: SIMD2<Double>
  /// The probability that a test that is not yet flaky begins.
  let onset: Double

  private let fix: Double
  private let relapse = ModelParameters.relapsesPerCode

  /// - Parameters:
  ///   - variants: how many variants are suspicious, 0 to 2.
  ///   - onset: the probability that a test that is not yet flaky begins at the next piece of code.
  init(_ parameters: ModelParameters, variants: Int, onset: Double) {
    breaks = parameters.breaksPerCommit
    fix = parameters.fixesPerCode
    let variant = breaks * ModelParameters.variantBreakShare
    variantBreaks = [variants > 0 ? variant : 0, variants > 1 ? variant : 0]
    self.onset = onset
  }

  /// Where the chain begins: a test that is broken for some commits in some thousand is broken at
  /// the beginning with the product of how often it breaks and how long it takes.
  func start(flaky: Double) -> ChainState {
    let broken = min(0.05, breaks / ModelParameters.mendsPerCommit)
    let variants = variantBreaks / ModelParameters.variantMendsPerCommit
    let code: SIMD4<Double> = [
      1 - broken - variants.sum(), broken, variants.x, variants.y,
    ]
    return ChainState(before: code * (1 - flaky), now: code * flaky, after: .zero)
  }

  // MARK: The code

  private let mends = ModelParameters.mendsPerCommit
  private let variantMends = ModelParameters.variantMendsPerCommit

  /// Moves one commit of the default branch on.
  func moveCode(_ state: ChainState) -> ChainState {
    ChainState(before: moved(state.before), now: moved(state.now), after: moved(state.after))
  }

  func moveCodeBack(_ state: ChainState) -> ChainState {
    ChainState(
      before: movedBack(state.before),
      now: movedBack(state.now),
      after: movedBack(state.after)
    )
  }

  private func moved(_ from: SIMD4<Double>) -> SIMD4<Double> {
    let variants = from.z + from.w
    return [
      from.x * (1 - breaks - variantBreaks.sum()) + from.y * mends + variants * variantMends,
      (from.x + variants) * breaks + from.y * (1 - mends),
      from.x * variantBreaks.x + from.z * (1 - variantMends - breaks),
      from.x * variantBreaks.y + from.w * (1 - variantMends - breaks),
    ]
  }

  private func movedBack(_ to: SIMD4<Double>) -> SIMD4<Double> {
    [
      to.x * (1 - breaks - variantBreaks.sum()) + to.y * breaks + to.z * variantBreaks.x
        + to.w * variantBreaks.y,
      to.x * mends + to.y * (1 - mends),
      to.x * variantMends + to.y * breaks + to.z * (1 - variantMends - breaks),
      to.x * variantMends + to.y * breaks + to.w * (1 - variantMends - breaks),
    ]
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
