/// What would decide whether a test that is under suspicion is flaky.
public struct SuspicionPlan: Sendable, Hashable {
  /// The rate that the suspicion stands for.
  public var rate: Double
  /// Further first attempts after which it is decided either way; none where no number decides.
  ///
  /// A flake of this rate would have shown itself by then with the wanted probability, and one that
  /// has not is excluded with the rest as doubt.
  public var runs: Int?
  /// Further first attempts until a flake of this rate shows itself, on average; none where it
  /// never does.
  public var meanRunsUntilFound: Double?
  /// Decisive events that are still to come before the test counts as flaky.
  public var missingEvents: Int

  /// Plans what would decide a suspicion.
  ///
  /// The rate is the mean of Beta(0.24, 1.9), which is how flake rates are spread over a large
  /// public study (Alshammari et al., "FlakeFlagger", 2021), after the failures seen; the number of
  /// runs until the missing events is negative binomial.
  ///
  /// - Parameters:
  ///   - events: decisive events so far.
  ///   - attempts: first attempts so far.
  ///   - yield: how often a failure becomes evidence.
  ///   - needed: decisive events that it takes.
  ///   - wanted: the probability to decide with, over 0 and under 1.
  public init(
    events: Int,
    attempts: Int,
    yield: EvidenceYield,
    needed: Int = 2,
    wanted: Double = 0.95
  ) {
    let believed = BetaDistribution(alpha: 0.24, beta: 1.9)
      .updated(events: events, trials: max(attempts, events))
    let decisive = yield.decisiveRate(ofFlakeAt: believed.mean)
    rate = believed.mean
    missingEvents = max(0, needed - events)
    runs = trials(until: missingEvents, rate: decisive, probability: wanted)
    meanRunsUntilFound =
      missingEvents == 0 ? 0 : decisive > 0 ? Double(missingEvents) / decisive : nil
  }

  /// The plan as a fragment: `310 more runs would decide it: a flake of 1.5 % would show by then`.
  public var sentence: String {
    switch runs {
    case nil: "more runs like these would not decide it, as no failure is tried again"
    case 0?: "it has been seen often enough to decide"
    case 1?: "1 more run would decide it: a flake of \(percent(rate)) would show by then"
    case let runs?:
      "\(runs) more runs would decide it: a flake of \(percent(rate)) would show by then"
    }
  }
}
