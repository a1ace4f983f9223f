import TestModel

@testable import StatisticsCore

/// Assessments and decisions that tests of the policy make by hand.
enum PolicyWorld {
  static let now = Timestamp(day: 20_000)

  static func day(_ day: Int) -> Timestamp { now.adding(days: day) }

  static func test(_ id: Int64, name: String? = nil, file: String = "tests/cart.py") -> RecordedTest
  {
    RecordedTest(
      id: id,
      repo: "acme/shop",
      testID: TestID(classname: "tests.cart", name: name ?? "test_\(id)", file: file),
      isAmbiguous: false,
      firstSeen: day(-90)
    )
  }

  /// A test that surely is flaky: three flakes in forty runs, the last of them two days ago.
  static func flaky(
    _ id: Int64,
    test: RecordedTest? = nil,
    _ change: (inout TestAssessment) -> Void = { _ in }
  ) -> TestAssessment {
    var assessment = TestAssessment(
      test: test ?? PolicyWorld.test(id),
      streams: [JobVariant(job: "unit", variant: "")],
      verdict: .flaky,
      probability: 0.999,
      pastProbability: 0.999,
      isGone: false,
      rate: FlakeRate(estimate: 0.2, low: 0.1, high: 0.3),
      executions: 40,
      failures: 3,
      flakes: 3,
      lastRun: now,
      evidence: [],
      cleanStreak: 2,
      falseDiscoveryRate: 0.001,
      lostTime: Microseconds(seconds: 600) ?? .zero
    )
    assessment.flake(on: [-9, -5, -2])
    change(&assessment)
    return assessment
  }

  /// A test that passed so often since its last flake, thirty days ago.
  static func recovered(_ id: Int64, clean: Int) -> TestAssessment {
    flaky(id) { test in
      test.verdict = .recovered
      test.probability = 0.01
      test.cleanStreak = clean
      test.flake(on: [-32, -31, -30])
    }
  }

  static func assessment(
    _ tests: [TestAssessment],
    asOf: Timestamp = now
  ) -> FlakinessAssessment {
    FlakinessAssessment(
      from: asOf.adding(days: -28),
      asOf: asOf,
      jobRuns: 100,
      excluded: [],
      incidents: [],
      tests: tests,
      ambiguousNames: 0,
      flakyFailedJobRunIDs: [],
      rates: FlakinessRates(
        FlakinessHistory(from: asOf, asOf: asOf, jobRuns: [], timelines: [], signatures: []),
        flakes: [],
        outages: []
      )
    )
  }

  /// A line of the log.
  static func line(
    _ kind: QuarantineTransition.Kind,
    _ test: Int64,
    _ day: Int,
    by author: String = "policy",
    rate: Double? = 0.2,
    _ change: (inout QuarantineTransition) -> Void = { _ in }
  ) -> QuarantineTransition {
    var line = QuarantineTransition(
      kind: kind,
      entry: QuarantineEntry(
        test: PolicyWorld.test(test),
        reason: "reason",
        author: author,
        since: PolicyWorld.day(day),
        isManual: author != "policy",
        flakeRate: rate
      ),
      at: PolicyWorld.day(day),
      author: author,
      reason: "reason"
    )
    change(&line)
    return line
  }

  /// What the policy that holds where nothing is said decides on a log.
  static func decisions(
    _ tests: [TestAssessment],
    _ log: [QuarantineTransition] = []
  ) -> [String] {
    decisions(QuarantinePolicy(), tests, log)
  }

  /// What a policy decides on a log: "kind of test", in order.
  static func decisions(
    _ policy: QuarantinePolicy,
    _ tests: [TestAssessment],
    _ log: [QuarantineTransition] = [],
    sizes: [QuarantineSuite: Int] = [:]
  ) -> [String] {
    policy.transitions(
      assessment(tests),
      records: QuarantineRecord.records(of: log, asOf: now),
      suiteSizes: sizes
    )
    .map { line in
      let obstacle = line.obstacle.map { " (\($0.rawValue))" } ?? ""
      return "\(line.kind.rawValue) \(line.entry.test.id)\(obstacle)"
    }
  }
}

extension TestAssessment {
  mutating func flake(on days: [Int], kind: FlakeEvidence.Kind = .retry) {
    evidence = days.map { day in
      FlakeEvidence(
        kind: kind,
        commit: "c\(day)",
        jobRunID: Int64(1000 + day),
        stream: JobVariant(job: "unit", variant: ""),
        at: PolicyWorld.day(day),
        weight: 1
      )
    }
    flakes = days.count
    firstFlake = evidence.first?.at
    lastFlake = evidence.last?.at
  }
}
