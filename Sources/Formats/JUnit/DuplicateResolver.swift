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
  mutating func resolve(dialect: Dialect, suite: Int, surplus: Int) -> [ReportEvent] {
    guard !held.isEmpty else { return [] }
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
      let isOneSuite = first.suite == Int32(truncatingIfNeeded: suite) && first.isPlain
      if isOneSuite, dialect.repeatedNames == .attemptsBeyondStated, surplus > 0 {
        return pytestEntries(of: group.id, first: first, later: group.cases)
      }
      if isOneSuite, dialect.repeatedNames == .attempts {
        return [retries(of: group.id, first: first, later: group.cases)]
      }
      return otherCases(of: group.id, group.cases)
    }
  }

  /// pytest: entries beyond `tests=` are no tests of their own.
  ///
  /// pytest-rerunfailures writes a failed attempt as an empty entry, so that of `[empty, empty]` the
  /// first failed and the second passed. A failure followed by an error is one test whose teardown
  /// broke as well, and no retry: nothing is added to what was told.
  private func pytestEntries(
    of id: TestID,
    first: First,
    later: [ReportedCase]
  ) -> [ReportEvent] {
    guard first.outcome == .passed else { return [] }
    var attempts = later.flatMap(\.attempts)
    for index in attempts.indices.dropLast() where attempts[index].outcome == .passed {
      attempts[index].outcome = .failed
    }
    let failed = Attempt(outcome: .failed, duration: first.duration)
    return [
      .retried(
        RetriedCase(id: id, toldOutcome: .passed, first: failed, laterAttempts: attempts)
      )
    ]
  }

  /// One entry an attempt; gotestsum groups them by outcome and not by time, and a case is retried
  /// only after it failed, so that failures come first.
  private func retries(of id: TestID, first: First, later: [ReportedCase]) -> ReportEvent {
    let attempts = later.flatMap(\.attempts)
    let failures = attempts.filter { $0.outcome.isFailure }
    let others = attempts.filter { !$0.outcome.isFailure }
    guard !first.outcome.isFailure, let failure = failures.first else {
      return .retried(
        RetriedCase(
          id: id,
          toldOutcome: first.outcome,
          first: nil,
          laterAttempts: failures + others
        )
      )
    }
    // The pass was written first: it was the last to run.
    let pass = Attempt(outcome: first.outcome, duration: first.duration)
    let rest = failures.dropFirst() + others + [pass]
    return .retried(
      RetriedCase(
        id: id,
        toldOutcome: first.outcome,
        first: failure,
        laterAttempts: Array(rest)
      )
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
