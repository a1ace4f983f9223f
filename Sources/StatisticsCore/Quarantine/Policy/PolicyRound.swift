import TestModel

/// One application of the policy.
struct PolicyRound {
  let policy: QuarantinePolicy
  let asOf: Timestamp
  /// How many weeks the window has.
  let weeks: Double
  /// The tests that were assessed, the most surely flaky first.
  let tests: [TestAssessment]
  /// By row of a test.
  let assessed: [Int64: TestAssessment]
  /// By repository and identity.
  let records: [QuarantineRecord]
  /// By row of a test.
  let known: [Int64: QuarantineRecord]
  /// The tests that are in quarantine, as far as was decided.
  var room: QuarantineRoom
  /// The watched tests that flaked.
  var returning: Set<Int64> = []
  /// The tests of which something was decided that moves them.
  var moved: Set<Int64> = []
  var transitions: [QuarantineTransition] = []

  init(
    _ policy: QuarantinePolicy,
    _ assessment: FlakinessAssessment,
    records: [QuarantineRecord],
    suiteSizes: [QuarantineSuite: Int]
  ) {
    self.policy = policy
    asOf = assessment.asOf
    weeks = Double(assessment.asOf.milliseconds - assessment.from.milliseconds) / 604_800_000
    tests = assessment.tests.filter { !$0.test.isCheck }.sorted(by: isSurer)
    assessed = Dictionary(tests.map { ($0.test.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.records = records.sorted {
      ($0.test.repo, $0.test.testID) < ($1.test.repo, $1.test.testID)
    }
    known = Dictionary(records.map { ($0.test.id, $0) }, uniquingKeysWith: { first, _ in first })
    room = QuarantineRoom(policy.limits, suiteSizes)
    for record in self.records where record.state.isExcused {
      room.add(
        record.entry,
        suites: suites(of: assessed[record.test.id]),
        owners: owners(of: record.test)
      )
    }
  }

  /// Who owns a test: as the checkout says now, and where it says nothing, as its entry says.
  func owners(of test: RecordedTest) -> [String] {
    let owners = assessed[test.id]?.owners ?? []
    guard owners.isEmpty, let owner = known[test.id]?.entry.owner else { return owners }
    let words = owner.split(separator: " ").map(String.init)
    return words.allSatisfy { $0.contains("@") } ? words : [owner]
  }

  /// Whether the policy moved the test at this moment: it moves each once.
  func isSettled(_ test: Int64) -> Bool {
    moved.contains(test)
      || known[test].map { $0.decision.isOfPolicy && $0.decision.at >= asOf } ?? false
  }

  /// Which jobs run a test.
  func suites(of test: TestAssessment?) -> [QuarantineSuite] {
    guard let test else { return [] }
    return Set(test.streams.map { QuarantineSuite(repo: test.test.repo, job: $0.job) }).sorted {
      $0.job < $1.job
    }
  }

  func isProtected(_ test: RecordedTest) -> Bool {
    let owners = owners(of: test)
    return policy.protected.contains { $0.matches(test, owners: owners) }
  }

  /// Adds a transition that the policy decides.
  ///
  /// - Parameter moves: whether it brings the test into another state.
  mutating func decide(
    _ kind: QuarantineTransition.Kind,
    _ entry: QuarantineEntry,
    because reason: String,
    moves: Bool = true,
    changes: QuarantineTransition.Changes? = nil,
    obstacle: QuarantineObstacle? = nil,
    commit: String? = nil
  ) {
    if moves { moved.insert(entry.test.id) }
    transitions.append(
      QuarantineTransition(
        kind: kind,
        entry: entry,
        at: asOf,
        author: QuarantineTransition.policy,
        reason: reason,
        changes: changes,
        obstacle: obstacle,
        commit: commit
      )
    )
  }
}

/// The surest first, then by what they cost, then by identity.
private func isSurer(_ left: TestAssessment, _ right: TestAssessment) -> Bool {
  if left.probability != right.probability { return left.probability > right.probability }
  if left.lostTime != right.lostTime { return left.lostTime > right.lostTime }
  return (left.test.repo, left.test.testID) < (right.test.repo, right.test.testID)
}
