import TestModel

/// Tells each failure of a test as evidence, or as discounted and why.
struct FailureTelling {
  let evidence: [FlakeEvidence]
  let discounted: [DiscountedFailure]

  init(history: FlakinessHistory, facts: RunFacts, timeline: TestTimeline, test: ModeledTest) {
    let signatures = Dictionary(
      timeline.runs.filter { $0.failures > 0 }.map { ($0.run, $0.signature) },
      uniquingKeysWith: { first, _ in first }
    )
    var evidence: [FlakeEvidence] = []
    var discounted: [DiscountedFailure] = []
    for (failure, shares) in zip(test.units.failures, test.posterior.failures) {
      let run = history.jobRuns[Int(failure.run)]
      let stream = facts.streams[Int(test.units.streams[failure.stream])]
      if shares.flake >= 0.5 {
        evidence.append(
          FlakeEvidence(
            kind: Self.kind(of: failure, test.units),
            commit: run.jobRun.commit,
            jobRunID: run.id,
            stream: stream,
            at: run.startedAt,
            weight: shares.flake,
            signature: history.signature(signatures[failure.run] ?? -1)
          )
        )
      } else {
        let reason = Self.reason(shares, failure, test)
        discounted.append(
          DiscountedFailure(
            reason: reason.reason,
            weight: reason.weight,
            commit: run.jobRun.commit,
            jobRunID: run.id,
            stream: stream,
            at: run.startedAt
          )
        )
      }
    }
    self.evidence = evidence.sorted { ($0.at, $0.jobRunID) < ($1.at, $1.jobRunID) }
    self.discounted = discounted.sorted { ($0.at, $0.jobRunID) < ($1.at, $1.jobRunID) }
  }

  private static func kind(
    of failure: FailingObservation,
    _ units: TestUnits
  ) -> FlakeEvidence.Kind {
    if failure.passedOnRetry { return .retry }
    if units.clean(failure.unit, failure.stream) > 0 { return .rerun }
    return units.units[failure.unit].isOnDefaultBranch ? .isolated : .unrelatedChange
  }

  private static func reason(
    _ shares: FailureShares,
    _ failure: FailingObservation,
    _ test: ModeledTest
  ) -> (reason: DiscountedFailure.Reason, weight: Double) {
    let step = test.chain.steps.steps.firstIndex { $0.units.contains(failure.unit) } ?? 0
    let isOnVariant = test.posterior.variantBroken[step] > test.posterior.broken[step]
    let candidates: [(reason: DiscountedFailure.Reason, weight: Double)] = [
      (.incident, shares.incident),
      (isOnVariant ? .brokenVariant : .brokenBranch, shares.brokenBranch),
      (.brokenChange, shares.brokenChange),
      (.unexplained, shares.noise + shares.flake),
    ]
    return candidates.max { $0.weight < $1.weight } ?? candidates[3]
  }
}
