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
  mutating func resolve(dialect: Dialect, suite: Int, surplus: Int) -> Resolution {
    var resolution = Resolution()
    for group in takeGroups() {
      guard let first = seen[group.hash] else { continue }
      let isOneSuite = first.suite == suite && first.isPlain
      if isOneSuite, dialect.repeatedNames == .attemptsBeyondStated, surplus > 0 {
        resolution.events += pytestEntries(first: first, later: group)
      } else if isOneSuite, dialect.repeatedNames == .attempts {
        resolution.events.append(retries(first: first, later: group))
      } else {
        resolution.events.append(.ambiguous(group.id, identityHash: group.hash))
        resolution.otherCases += otherCases(group)
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

  /// pytest: entries beyond `tests=` are no tests of their own.
  ///
  /// pytest-rerunfailures writes a failed attempt as an empty entry, so that of `[empty, empty]` the
  /// first failed and the second passed. A failure followed by an error is one test whose teardown
  /// broke as well, and no retry: nothing is added to what was told.
  private func pytestEntries(first: SeenCases.First, later group: Group) -> [ReportEvent] {
    guard first.outcome == .passed else { return [] }
    var attempts = group.cases.flatMap(\.attempts)
    for index in attempts.indices.dropLast() where attempts[index].outcome == .passed {
      attempts[index].outcome = .failed
    }
    return [retried(group, first, told: .failed, others: attempts)]
  }

  /// One entry an attempt; gotestsum groups them by outcome and not by time, and a case is retried
  /// only after it failed, so that failures come first.
  private func retries(first: SeenCases.First, later group: Group) -> ReportEvent {
    let attempts = group.cases.flatMap(\.attempts)
    let failures = attempts.filter { $0.outcome.isFailure }
    let others = attempts.filter { !$0.outcome.isFailure }
    let isTurned = !first.outcome.isFailure && !failures.isEmpty
    // The pass was written first: it was the last to run.
    return retried(group, first, told: isTurned ? .last : .first, others: failures + others)
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
