import TestModel

/// Decides what a second entry of the same name in one report is: another attempt of the case, or
/// another case.
///
/// Only entries that repeat a name are held, and only to the end of their suite; of all others a
/// hash and an outcome are kept, so that memory stays flat in reports of any size.
struct DuplicateResolver {
  private struct First {
    var outcome: Outcome
    var isPlain: Bool
    var duration: Microseconds?
    var suite: Int32
    var entries: Int32
  }

  /// The repeated entries of one suite that are held at most; more of them are other cases.
  private static let mostHeld = 10_000

  // By the identity's hash of 64 bits: the identities of a million cases would take 100 MB, and two
  // of a million hashes are equal once in 37 million reports.
  private var seen: [Int: First] = [:]
  private var held: [ReportedCase] = []

  /// Takes a case at its end; returns it when its name is new, and holds it otherwise.
  mutating func take(_ testCase: ReportedCase, suite: Int) -> ReportedCase? {
    let key = testCase.id.hashValue
    guard seen[key] == nil else {
      held.append(testCase)
      return nil
    }
    seen[key] = First(
      outcome: testCase.outcome,
      isPlain: testCase.attempts.count == 1,
      duration: testCase.attempts[0].duration,
      suite: Int32(truncatingIfNeeded: suite),
      entries: 1
    )
    return testCase
  }

  /// Whether so much is held that it has to be resolved before the suite ends.
  var isFull: Bool { held.count >= DuplicateResolver.mostHeld }

  /// Resolves what is held, at the end of a suite.
  ///
  /// - Parameters:
  ///   - suite: the number of the suite that ends.
  ///   - surplus: how many more entries the suite holds than its `tests` attribute says.
  ///   - isLast: whether no suite is open any more.
  mutating func resolve(
    dialect: Dialect,
    suite: Int,
    surplus: Int,
    isLast: Bool
  ) -> [ReportEvent] {
    let waits = dialect.repeatedNames == .runsInAnySuite && !isLast && !isFull
    guard !held.isEmpty, !waits else { return [] }
    var groups: [(id: TestID, cases: [ReportedCase])] = []
    var positions: [TestID: Int] = [:]
    for testCase in held {
      if let position = positions[testCase.id] {
        groups[position].cases.append(testCase)
      } else {
        positions[testCase.id] = groups.count
        groups.append((testCase.id, [testCase]))
      }
    }
    held = []
    return groups.flatMap { group -> [ReportEvent] in
      guard let first = seen[group.id.hashValue] else { return [] }
      let isOneSuite = first.suite == Int32(truncatingIfNeeded: suite)
      let entries = RepeatedEntries(
        first: RepeatedEntries.First(outcome: first.outcome, isPlain: first.isPlain),
        later: group.cases,
        isOneSuite: isOneSuite
      )
      switch entries.verdict(dialect.repeatedNames, surplus: surplus) {
      case .otherCases: return otherCases(of: group.id, group.cases)
      case .sameCase: return []
      case .attempts(let told, let others):
        // Entries that come after those that filled what is held are other cases.
        seen[group.id.hashValue]?.isPlain = false
        return [retried(group.id, first, told: told, others: others)]
      }
    }
  }

  private func retried(
    _ id: TestID,
    _ first: First,
    told: RepeatedEntries.ToldEntry,
    others: [Attempt]
  ) -> ReportEvent {
    var attempts = others
    var news: Attempt?
    switch told {
    case .first: break
    case .failed: news = Attempt(outcome: .failed, duration: first.duration)
    case .last:
      news = attempts.isEmpty ? nil : attempts.removeFirst()
      attempts.append(Attempt(outcome: first.outcome, duration: first.duration))
    }
    return .retried(
      RetriedCase(id: id, toldOutcome: first.outcome, first: news, laterAttempts: attempts)
    )
  }

  private mutating func otherCases(of id: TestID, _ cases: [ReportedCase]) -> [ReportEvent] {
    var events: [ReportEvent] = [.ambiguous(id)]
    for var testCase in cases {
      let ordinal = (seen[id.hashValue]?.entries ?? 1) + 1
      seen[id.hashValue]?.entries = ordinal
      testCase.id.ordinal = Int(ordinal)
      testCase.isAmbiguous = true
      events.append(.testCase(testCase))
    }
    return events
  }
}
