import TestModel

extension PolicyRound {
  /// Lets tests leave, ends what they are watched for, and finds those that flaked meanwhile.
  mutating func release() {
    for record in records where !isSettled(record.test.id) {
      if record.state.isExcused, !record.entry.isManual {
        if isProtected(record.test) {
          decide(.removed, record.entry, because: "it is protected, and may not be in quarantine")
        } else if let test = assessed[record.test.id] {
          leave(record, test)
        }
      } else if record.isWatched, let test = assessed[record.test.id] {
        watch(record, test)
      } else if record.state == .broken, let test = assessed[record.test.id] {
        mend(record, test)
      }
    }
    for record in records where record.state.isExcused && moved.contains(record.test.id) {
      room.remove(
        record.entry,
        suites: suites(of: assessed[record.test.id]),
        owners: owners(of: record.test)
      )
    }
  }

  private mutating func leave(_ record: QuarantineRecord, _ test: TestAssessment) {
    if test.verdict.isFailing {
      decide(.broken, record.entry, because: breakage(test))
    } else if test.verdict.isClean, let streak = proof(test, record, policy.release.factor) {
      decide(.probation, record.entry, because: streak)
    }
  }

  private mutating func watch(_ record: QuarantineRecord, _ test: TestAssessment) {
    let isFlakingAgain = test.flakes(since: record.decision.at) > 0
    if test.verdict.isFailing {
      decide(.broken, record.entry, because: breakage(test))
    } else if isFlakingAgain {
      returning.insert(record.test.id)
    } else if test.verdict.isClean,
      let streak = proof(test, record, policy.release.probationFactor)
    {
      let isFixed = record.state == .fixed
      decide(
        isFixed ? .fixed : .released,
        record.entry,
        because: isFixed ? "as \(record.decision.author) said: \(streak)" : streak,
        commit: record.decision.commit
      )
    }
  }

  /// What passes again after it was broken is watched: what it was in quarantine for may be there
  /// still.
  private mutating func mend(_ record: QuarantineRecord, _ test: TestAssessment) {
    guard test.verdict.isClean else { return }
    decide(.probation, record.entry, because: "it passes again on the default branch")
  }

  private func breakage(_ test: TestAssessment) -> String {
    let place =
      test.verdict == .environment ? "some variants of the default branch" : "the default branch"
    return "fails every time on \(place) since \(test.sinceCommit ?? "a while")"
  }

  /// What the clean runs since the last flake prove; none where they do not rule the old rate out by
  /// the factor.
  private func proof(
    _ test: TestAssessment,
    _ record: QuarantineRecord,
    _ factor: Double
  ) -> String? {
    // A person's entry has no rate; then it is what the history says of the test.
    let rate = record.entry.flakeRate ?? test.rate.estimate
    guard rate > 0, rate < 1 else { return nil }
    let clean = test.flakes == 0 ? test.executions : test.cleanStreak
    let missing = RunsToDecide.moreCleanRuns(
      fromRate: rate,
      bayesFactor: factor,
      cleanRuns: clean
    )
    guard clean > 0, missing == 0 else { return nil }
    let bound = humanPercentage(RunsToDecide.excludedRate(afterCleanRuns: clean))
    return "clean in \(clean) of \(clean) runs since its last flake: with 95 % confidence it fails "
      + "under \(bound) of the time"
  }
}

extension TestAssessment {
  /// The flakes since a moment, but for those that the changes under test may have made.
  func flakes(since moment: Timestamp) -> Int {
    evidence.count { $0.at > moment && $0.kind != .unrelatedChange }
  }
}

extension Verdict {
  /// Whether the test fails every time on the default branch, or on some variants of it.
  fileprivate var isFailing: Bool { [.broken, .regressed, .environment].contains(self) }

  /// Whether nothing speaks for flaky any more.
  fileprivate var isClean: Bool { self == .recovered || self == .healthy }
}
