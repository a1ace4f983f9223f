@testable import StatisticsCore
import TestModel

/// Values for the flaky report, made from few words.
enum FlakyHTMLFixtures {
  static let asOf = Timestamp(seconds: 1_792_828_800)
  static let from = asOf.adding(days: -28)

  static func test(
    _ id: Int64,
    _ name: String,
    classname: String = "tests.checkout.test_cart",
    file: String = "tests/checkout/test_cart.py"
  ) -> RecordedTest {
    RecordedTest(
      id: id,
      repo: "acme/shop",
      testID: TestID(classname: classname, name: name, file: file),
      isAmbiguous: false,
      firstSeen: from
    )
  }

  /// A commit that looks like one.
  static func commit(_ number: Int) -> String {
    var state = UInt64(number + 1) &* 0x9E37_79B9_7F4A_7C15
    state ^= state >> 29
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits + "00112233445566778899aabb"
  }

  static func jobRun(
    _ id: Int64,
    hours: Int,
    branch: String = "main",
    url: String? = nil
  ) -> RecordedJobRun {
    var run = JobRun()
    run.repo = "acme/shop"
    run.branch = branch
    run.commit = commit(Int(id))
    run.job = "unit"
    run.variant = id % 2 == 0 ? "py312" : "py311"
    run.url = url ?? "https://ci.example.com/acme/shop/runs/\(918_000 + id)?tab=log&step=4"
    run.duration = Microseconds(740_000_000)
    return RecordedJobRun(
      id: id,
      jobRun: run,
      startedAt: from.adding(milliseconds: Int64(hours) * 3_600_000),
      counts: CaseCounts(),
      isComplete: true
    )
  }

  static func flake(
    of run: RecordedJobRun,
    kind: FlakeEvidence.Kind = .retry,
    signature: String? = "AssertionError: expected <n> items, got <n>"
  ) -> FlakeEvidence {
    FlakeEvidence(
      kind: kind,
      commit: run.jobRun.commit,
      jobRunID: run.id,
      stream: JobVariant(job: run.jobRun.job ?? "", variant: run.jobRun.variant ?? ""),
      at: run.startedAt,
      weight: 1,
      signature: signature
    )
  }

  static func discounted(
    _ reason: DiscountedFailure.Reason,
    in run: RecordedJobRun
  ) -> DiscountedFailure {
    DiscountedFailure(
      reason: reason,
      weight: 0.9,
      commit: run.jobRun.commit,
      jobRunID: run.id,
      stream: JobVariant(job: run.jobRun.job ?? "", variant: run.jobRun.variant ?? ""),
      at: run.startedAt
    )
  }

  static func assessed(
    _ test: RecordedTest,
    _ verdict: Verdict = .flaky,
    evidence: [FlakeEvidence] = [],
    probability: Double = 0.98,
    executions: Int = 410,
    failures: Int? = nil,
    lost: Int64 = 0,
    streams: [JobVariant] = [
      JobVariant(job: "unit", variant: "py311"), JobVariant(job: "unit", variant: "py312"),
    ]
  ) -> TestAssessment {
    let share = Double(evidence.count) / Double(max(1, executions))
    return TestAssessment(
      test: test,
      streams: streams,
      verdict: verdict,
      probability: probability,
      pastProbability: probability,
      isGone: false,
      rate: FlakeRate(estimate: share, low: share * 0.6, high: share * 1.6),
      executions: executions,
      failures: failures ?? evidence.count,
      flakes: evidence.count,
      firstFlake: evidence.first?.at,
      lastFlake: evidence.last?.at,
      sinceCommit: evidence.first?.commit,
      lastRun: asOf.adding(milliseconds: -3_600_000),
      evidence: evidence,
      lostTime: Microseconds(lost * 1_000_000),
      signature: "AssertionError: expected <n> items, got <n>"
    )
  }

  static func assessment(
    _ tests: [TestAssessment] = [],
    incidents: [Incident] = [],
    jobRuns: Int = 512,
    flakyFailed: Int = 0
  ) -> FlakinessAssessment {
    FlakinessAssessment(
      from: from,
      asOf: asOf,
      jobRuns: jobRuns,
      excluded: [],
      incidents: incidents,
      tests: tests,
      ambiguousNames: 0,
      flakyFailedJobRunIDs: Set((0..<flakyFailed).map(Int64.init)),
      rates: FlakinessRates(
        FlakinessHistory(from: from, asOf: asOf, jobRuns: [], timelines: [], signatures: []),
        flakes: [],
        outages: []
      )
    )
  }

  /// The rates of a history of one job run that failed through one flake.
  static func rates(of test: RecordedTest, in run: RecordedJobRun, owner: String) -> FlakinessRates
  {
    var run = run
    for _ in 0..<20 { run.counts.add(.passed, isRetried: false) }
    run.counts.add(.failed, isRetried: false)
    var other = run
    other.id += 1
    other.startedAt = run.startedAt.adding(days: 7)
    other.jobRun.pr = 7
    other.jobRun.variant = (run.jobRun.variant ?? "") + "2"
    let history = FlakinessHistory(
      from: from,
      asOf: asOf,
      jobRuns: [run, other],
      timelines: [
        TestTimeline(
          test: test,
          runs: [TestRun(run: 0, outcome: .failed), TestRun(run: 1, outcome: .passed)]
        )
      ],
      signatures: []
    )
    return FlakinessRates(
      history,
      flakes: [[WeightedFlake(run: 0, weight: 0.99)]],
      outages: [[]],
      owners: { _ in [owner] }
    )
  }

  /// What the log says of tests that entered.
  static func records(_ entries: [QuarantineEntry]) -> [QuarantineRecord] {
    QuarantineRecord.records(
      of: entries.map {
        QuarantineTransition(
          kind: .entered,
          entry: $0,
          at: $0.since,
          author: $0.author,
          reason: $0.reason
        )
      },
      asOf: asOf
    )
  }

  /// A history in which tests ran in all job runs, failed in those of their evidence, and were skipped
  /// in every 25th.
  static func history(_ tests: [TestAssessment], in runs: [RecordedJobRun]) -> FlakinessHistory {
    let runs = runs.sorted { ($0.startedAt, $0.id) < ($1.startedAt, $1.id) }
    let texts = Set(tests.flatMap { $0.evidence.compactMap(\.signature) }).sorted()
    let timelines = tests.map { test -> TestTimeline in
      let flakes = Dictionary(test.evidence.map { ($0.jobRunID, $0) }) { first, _ in first }
      let testRuns = runs.enumerated().map { position, run -> TestRun in
        let run32 = Int32(position)
        guard let flake = flakes[run.id] else {
          let outcome = position % 25 == 24 ? Outcome.skipped : .passed
          return TestRun(run: run32, outcome: outcome, duration: 1.25)
        }
        let text = flake.signature.flatMap { texts.firstIndex(of: $0) }.map { Int32($0) } ?? -1
        var failed = TestRun(run: run32, outcome: .failed, signature: text, duration: 30)
        if flake.kind == .retry { failed.addAttempt(.passed, signature: -1, duration: 1) }
        return failed
      }
      return TestTimeline(test: test.test, runs: testRuns)
    }
    return FlakinessHistory(
      from: from,
      asOf: asOf,
      jobRuns: runs,
      timelines: timelines,
      signatures: texts
    )
  }
}
