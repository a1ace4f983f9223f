import RealModule
public import TestModel

/// When a test enters quarantine, and when it leaves.
///
/// A test enters from the list on which at most 1 % are not flaky, whatever the day on which one
/// looks (`TestAssessment.qualifiesForQuarantine`). It leaves when nothing speaks for flaky any more
/// and its clean runs since its last flake are 20 times as probable for a test that is mended as for
/// one that still flakes at the rate that it entered with. A new flake begins the count again.
public struct QuarantinePolicy: Sendable, Hashable {
  /// Which tests enter.
  public var entry = EntryRule()
  /// How many at most.
  public var limits = QuarantineLimits()
  /// Tests that never enter by policy.
  public var protected: [TestSelector] = []
  /// The days after which an entry is shown as overdue.
  public var expiryDays = 30
  /// The days after that after which it is escalated.
  public var escalationDays = 14
  /// When a test leaves.
  public var release = ReleaseRule()
  /// What quarantine does to some tests: the last rule that is about a test holds.
  public var modes: [ModeRule] = []
  /// What it does to those that no rule is about.
  public var mode = QuarantineMode.skip

  /// Creates the policy that holds where nothing else is said.
  public init() {}

  /// The transitions that the policy asks for, the surest test first.
  ///
  /// A test enters when it is surely flaky. It leaves when it recovered, and when it is broken now:
  /// what always fails must be seen. Entries that people made stay what they made them. Nothing
  /// leaves because time passed; what is past its date is said once a day.
  ///
  /// - Parameters:
  ///   - assessment: what the history says now.
  ///   - entries: the tests in quarantine.
  public func transitions(
    _ assessment: FlakinessAssessment,
    entries: [QuarantineEntry]
  ) -> [QuarantineTransition] {
    let known = Dictionary(uniqueKeysWithValues: entries.map { ($0.test.id, $0) })
    let assessed = Dictionary(uniqueKeysWithValues: assessment.tests.map { ($0.test.id, $0) })
    let leaving = entries.compactMap { entry in
      assessed[entry.test.id].flatMap { release(of: entry, $0, at: assessment.asOf) }
    }
    let left = Set(leaving.map(\.entry.test.id))
    let staying = entries.filter { !left.contains($0.test.id) }
    let room = limits.maximumEntries - staying.count { !$0.isManual }
    let entering = assessment.tests.filter { known[$0.test.id] == nil && $0.qualifiesForQuarantine }
    return leaving + entering.prefix(max(0, room)).map { entry(of: $0, at: assessment.asOf) }
      + staying.compactMap { overdue($0, at: assessment.asOf) }
  }

  private func entry(of test: TestAssessment, at moment: Timestamp) -> QuarantineTransition {
    let commits = Set(test.evidence.compactMap(\.commit)).count
    let reason =
      "failed \(test.flakes) of \(test.executions) times on code that works, on \(commits) "
      + (commits == 1 ? "commit" : "commits")
    let entry = QuarantineEntry(
      test: test.test,
      reason: reason,
      author: "policy",
      since: moment,
      expires: moment.adding(days: expiryDays),
      isManual: false,
      probability: test.probability,
      flakeRate: test.rate.estimate,
      flakes: test.flakes
    )
    return QuarantineTransition(
      kind: .entered,
      entry: entry,
      at: moment,
      author: "policy",
      reason: reason
    )
  }

  private func release(
    of entry: QuarantineEntry,
    _ test: TestAssessment,
    at moment: Timestamp
  ) -> QuarantineTransition? {
    guard !entry.isManual else { return nil }
    switch test.verdict {
    case .recovered, .healthy: return healed(entry, test, at: moment)
    case .broken, .regressed:
      return QuarantineTransition(
        kind: .broken,
        entry: entry,
        at: moment,
        author: "policy",
        reason: "fails every time on the default branch since \(test.sinceCommit ?? "a while")"
      )
    default: return nil
    }
  }

  /// Releases a test whose clean runs since its last flake rule its old rate out, and says what they
  /// prove.
  private func healed(
    _ entry: QuarantineEntry,
    _ test: TestAssessment,
    at moment: Timestamp
  ) -> QuarantineTransition? {
    guard let rate = entry.flakeRate, rate > 0, rate < 1 else { return nil }
    let clean = test.flakes == 0 ? test.executions : test.cleanStreak
    let missing = RunsToDecide.moreCleanRuns(
      fromRate: rate,
      bayesFactor: release.factor,
      cleanRuns: clean
    )
    guard missing == 0 else { return nil }
    let bound = RunsToDecide.excludedRate(afterCleanRuns: clean)
    return released(
      entry,
      at: moment,
      because: "clean in \(clean) of \(clean) runs since its last flake: with 95 % confidence it "
        + "fails under \(humanPercentage(bound)) of the time"
    )
  }

  private func released(
    _ entry: QuarantineEntry,
    at moment: Timestamp,
    because reason: String
  ) -> QuarantineTransition {
    QuarantineTransition(
      kind: .released,
      entry: entry,
      at: moment,
      author: "policy",
      reason: reason
    )
  }

  /// Says that an entry is past its date, on the day when it passes it.
  private func overdue(
    _ entry: QuarantineEntry,
    at moment: Timestamp
  ) -> QuarantineTransition? {
    guard let expires = entry.expires, expires.day == moment.day, expires <= moment else {
      return nil
    }
    return QuarantineTransition(
      kind: .overdue,
      entry: entry,
      at: moment,
      author: "policy",
      reason: "in quarantine since \(entry.since.isoDate); mend it, or say why it may stay"
    )
  }
}
