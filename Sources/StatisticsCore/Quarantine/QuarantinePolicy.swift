import RealModule
public import TestModel

/// When a test enters quarantine, and when it leaves.
public struct QuarantinePolicy: Sendable, Hashable {
  /// The probability of flakiness from which a test enters.
  public var minimumProbability = 0.9
  /// The commits on which it must have failed and passed: one may be a quirk.
  public var minimumEvents = 2
  /// The entries that the policy makes at most; hand-made ones do not count.
  public var maximumEntries = 50
  /// The chance at which a test that still flakes at its old rate may be released all the same.
  public var releaseRisk = 0.05
  /// The days after which an entry is shown as overdue.
  public var expiryDays = 30

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
    let room = maximumEntries - staying.count { !$0.isManual }
    let entering = assessment.tests.filter { known[$0.test.id] == nil && qualifies($0) }
    return leaving + entering.prefix(max(0, room)).map { entry(of: $0, at: assessment.asOf) }
      + staying.compactMap { overdue($0, at: assessment.asOf) }
  }

  private func qualifies(_ test: TestAssessment) -> Bool {
    test.verdict == .flaky && test.probability >= minimumProbability
      && Set(test.evidence.map { $0.commit ?? "run \($0.jobRunID)" }).count >= minimumEvents
  }

  private func entry(of test: TestAssessment, at moment: Timestamp) -> QuarantineTransition {
    let commits = Set(test.evidence.compactMap(\.commit)).count
    let reason =
      "failed \(test.flakes) of \(test.executions) times on code that also passed, on \(commits) "
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
    case .recovered: return released(entry, at: moment, because: "it recovered")
    case .healthy where isHealed(entry, test):
      return released(entry, at: moment, because: "no flake in \(test.executions) runs")
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

  /// Whether the runs of the window, none of which flaked, rule the old flake rate out: a test that
  /// still flaked at rate p would have stayed clean with probability (1 − p)^runs.
  private func isHealed(_ entry: QuarantineEntry, _ test: TestAssessment) -> Bool {
    guard let rate = entry.flakeRate, test.flakes == 0 else { return false }
    return Double.pow(1 - rate, Double(test.executions)) <= releaseRisk
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
