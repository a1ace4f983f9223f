import TestModel

/// Decides what a second entry of the same name in one report is: another attempt of the case, or
/// another case.
///
/// Only entries that repeat a name are held, and only to the end of their suite; of all others a
/// hash and an outcome are kept, so that memory stays flat in reports of any size.
struct DuplicateResolver {
  /// An entry that repeats a name.
  private struct Held {
    var hash: UInt64
    var testCase: ReportedCase
  }

  /// What became of the entries that were held.
  struct Resolution {
    /// The news of cases that were told before.
    var events: [ReportEvent] = []
    /// Other cases, with ordinals of their own.
    var otherCases: [ReportedCase] = []

    var isEmpty: Bool { events.isEmpty && otherCases.isEmpty }
  }

  /// The repeated entries of one suite that are held at most; more of them are other cases.
  private static let mostHeld = 10_000

  private var seen = SeenCases()
  private var held: [Held] = []

  /// Whether entries are held.
  var isHolding: Bool { !held.isEmpty }

  /// Whether so much is held that it has to be resolved before the suite ends.
  var isFull: Bool { held.count >= DuplicateResolver.mostHeld }

  /// Takes the cases of a batch from a position on: those whose name is new stay, the others leave
  /// the batch and are held.
  mutating func take(from start: Int, of batch: inout CaseBatch) {
    var kept = start
    seen.prefetch(batch.records[start...])
    for position in start..<batch.records.count {
      let record = batch.records[position]
      let isNew = seen.insert(
        record.identityHash,
        SeenCases.First(
          outcome: record.outcome,
          isPlain: record.extras < 0 || batch.extras[Int(record.extras)].attempts.count == 1,
          suite: Int(record.suiteNumber),
          entries: 1
        )
      )
      if isNew {
        if kept < position { batch.records[kept] = record }
        kept += 1
      } else {
        held.append(Held(hash: record.identityHash, testCase: batch[position]))
      }
    }
    batch.records.removeLast(batch.records.count - kept)
  }

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
  ) -> Resolution {
    var resolution = Resolution()
    let waits = dialect.repeatedNames == .runsInAnySuite && !isLast && !isFull
    guard !held.isEmpty, !waits else { return resolution }
    for group in takeGroups() {
      guard let first = seen[group.hash] else { continue }
      let entries = RepeatedEntries(
        first: RepeatedEntries.First(outcome: first.outcome, isPlain: first.isPlain),
        later: group.cases,
        isOneSuite: first.suite == suite
      )
      switch entries.verdict(dialect.repeatedNames, surplus: surplus) {
      case .otherCases:
        resolution.events.append(.ambiguous(group.id, identityHash: group.hash))
        resolution.otherCases += otherCases(group)
      case .sameCase: break
      case .attempts(let told, let others):
        // Entries that come after those that filled what is held are other cases.
        seen[group.hash]?.isPlain = false
        resolution.events.append(retried(group, first, told: told, others: others))
      }
    }
    return resolution
  }

  /// The entries of one name.
  private struct Group {
    var hash: UInt64
    var cases: [ReportedCase]
    var id: TestID { cases[0].id }
  }

  private mutating func takeGroups() -> [Group] {
    var groups: [Group] = []
    var positions: [UInt64: Int] = [:]
    for entry in held {
      if let position = positions[entry.hash] {
        groups[position].cases.append(entry.testCase)
      } else {
        positions[entry.hash] = groups.count
        groups.append(Group(hash: entry.hash, cases: [entry.testCase]))
      }
    }
    held = []
    return groups
  }

  private func retried(
    _ group: Group,
    _ first: SeenCases.First,
    told: RetriedCase.ToldAttempt,
    others: [Attempt]
  ) -> ReportEvent {
    .retried(
      RetriedCase(
        id: group.id,
        identityHash: group.hash,
        toldOutcome: first.outcome,
        told: told,
        otherAttempts: others
      )
    )
  }

  private mutating func otherCases(_ group: Group) -> [ReportedCase] {
    group.cases.map { testCase in
      var testCase = testCase
      let entries = (seen[group.hash]?.entries ?? 1) + 1
      seen[group.hash]?.entries = entries
      testCase.id.ordinal = entries
      testCase.isAmbiguous = true
      return testCase
    }
  }
}
