import RealModule
import TestModel

/// Writes down what is believed of one test; its verdict waits for all of them.
struct TestWriting {
  let history: FlakinessHistory
  let facts: RunFacts
  /// The probability that a test that failed in incidents only is flaky all the same.
  let silentProbability: Double
  let owners: (RecordedTest) -> [String]

  /// The assessment of a test with failures of its own; none of one that never ran.
  ///
  /// - Parameter rate: how often it flakes, see `TestPosterior.rate`.
  func assessment(
    _ timeline: TestTimeline,
    _ believed: BelievedTest,
    rate: FlakeRate
  ) -> TestAssessment? {
    guard let latest = timeline.runs.last(where: \.ran) else { return nil }
    let posterior = believed.posterior
    let isGone = facts.isGone(believed.units.streams, lastRun: latest.run)
    let streams = believed.units.streams.map { facts.streams[Int($0)] }
    let runs = timeline.runs.filter(\.ran)
    var written = TestAssessment(
      test: timeline.test,
      streams: streams,
      verdict: .undecided,
      probability: isGone ? 0 : posterior.now,
      pastProbability: posterior.ever,
      isGone: isGone,
      rate: rate,
      flakyStreams: zip(streams, posterior.streams).filter { $0.1 >= 0.5 }.map(\.0),
      executions: runs.count - posterior.failures.count { $0.incident > 0.5 },
      failures: runs.count(where: \.failedFirst),
      flakes: 0,
      sinceRange: believed.onsetRange(facts),
      lastRun: history.jobRuns[Int(latest.run)].startedAt,
      evidence: [],
      logEvidence: posterior.logEvidence / Double.log(10),
      cleanStreak: cleanStreak(believed),
      owners: owners(timeline.test),
      lostTime: .zero,
      signature: history.signature(timeline.runs.last { $0.failures > 0 }?.signature ?? -1)
    )
    let told = FailureTelling(history: history, facts: facts, timeline: timeline, test: believed)
    addFailures(told, to: &written)
    return written
  }

  private func addFailures(_ told: FailureTelling, to written: inout TestAssessment) {
    written.flakes = told.evidence.count
    written.firstFlake = told.evidence.first?.at
    written.lastFlake = told.evidence.last?.at
    written.sinceCommit = told.evidence.first?.commit
    written.evidence = told.evidence
    written.discounted = told.discounted
  }

  /// The assessment of a test that failed with others, and never otherwise; none of one that never
  /// ran.
  func assessment(ofIncidentsOnly timeline: TestTimeline) -> TestAssessment? {
    guard let latest = timeline.runs.last(where: \.ran) else { return nil }
    let failures = timeline.runs.filter { $0.failures > 0 }
    return TestAssessment(
      test: timeline.test,
      streams: Set(failures.map { history.stream(of: $0.run) }).sorted(),
      verdict: .healthy,
      probability: silentProbability,
      pastProbability: silentProbability,
      isGone: false,
      rate: FlakeRate(estimate: 0, low: 0, high: 1),
      executions: timeline.runs.count(where: \.ran) - failures.count,
      failures: failures.count,
      flakes: 0,
      lastRun: history.jobRuns[Int(latest.run)].startedAt,
      evidence: [],
      discounted: failures.map(incidentFailure),
      owners: owners(timeline.test),
      lostTime: .zero,
      signature: history.signature(failures.last?.signature ?? -1)
    )
  }

  private func incidentFailure(_ testRun: TestRun) -> DiscountedFailure {
    let run = history.jobRuns[Int(testRun.run)]
    return DiscountedFailure(
      reason: .incident,
      weight: 1,
      commit: run.jobRun.commit,
      jobRunID: run.id,
      stream: history.stream(of: testRun.run),
      at: run.startedAt
    )
  }

  private func cleanStreak(_ test: BelievedTest) -> Int {
    let last = test.posterior.failures.lastIndex { $0.flake >= 0.5 }
    let from = last.map { test.units.failures[$0].unit + 1 } ?? 0
    return test.units.units[from...].reduce(0) { $0 + $1.passes }
  }
}
