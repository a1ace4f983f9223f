import TestModel

/// Tells each failure of a test as evidence, or as discounted and why.
struct FailureTelling {
  let evidence: [FlakeEvidence]
  let discounted: [DiscountedFailure]

  init(history: FlakinessHistory, facts: RunFacts, timeline: TestTimeline, test: BelievedTest) {
    let signatures = Dictionary(
      timeline.runs.filter { $0.failures > 0 }.map { ($0.run, $0.signature) },
      uniquingKeysWith: { first, _ in first }
    )
    var evidence: [FlakeEvidence] = []
    var discounted: [DiscountedFailure] = []
    // By run, which is by time, and the same whatever rows the runs have.
    let order = test.units.failures.indices.sorted {
      test.units.failures[$0].run < test.units.failures[$1].run
    }
    // Where the test never passed, nothing shows that its code works.
    let hasPasses = test.evidence.hasPasses
    for position in order {
      let failure = test.units.failures[position]
      let shares = test.posterior.failures[position]
      let run = history.jobRuns[Int(failure.run)]
      let stream = facts.streams[Int(test.units.streams[failure.stream])]
      if shares.flake >= 0.5, hasPasses {
        evidence.append(
          FlakeEvidence(
            kind: Self.kind(of: failure, test.units),
            commit: run.jobRun.commit,
            jobRunID: run.id,
            stream: stream,
            at: run.startedAt,
            weight: shares.flake,
            signature: history.signature(signatures[failure.run] ?? -1),
            hasPassedSince: Self.hasPassed(since: failure, test.units)
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
    self.evidence = evidence
    self.discounted = discounted
  }

  private static func kind(
    of failure: FailingObservation,
    _ units: TestUnits
  ) -> FlakeEvidence.Kind {
    if failure.passedOnRetry { return .retry }
    if units.clean(failure.unit, failure.stream) > 0 { return .rerun }
    return units.units[failure.unit].isOnDefaultBranch ? .isolated : .unrelatedChange
  }

  private static func hasPassed(since failure: FailingObservation, _ units: TestUnits) -> Bool {
    if failure.passedOnRetry || units.clean(failure.unit, failure.stream) > 0 { return true }
    return units.units.indices.dropFirst(failure.unit + 1).contains {
      units.units[$0].isOnDefaultBranch && units.clean($0, failure.stream) > 0
    }
  }

  private static func reason(
    _ shares: FailureShares,
    _ failure: FailingObservation,
    _ test: BelievedTest
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
