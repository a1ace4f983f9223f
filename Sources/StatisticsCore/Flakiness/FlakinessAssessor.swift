import RealModule
import TestModel

/// Says of each test that failed in a window what it is, and how sure that is.
///
/// The order of work: failures that came together are set aside; what is left is evidence where the
/// same commit failed and passed, in one run or in several; the counts go through `FlakinessModel`;
/// stretches of failures that go on at the end of the window are no flakiness. The same history
/// gives the same answer, in whatever order its parts come.
public func assessFlakiness(_ history: FlakinessHistory) -> FlakinessAssessment {
  FlakinessAssessor(OrderedHistory(history)).assessment()
}

private struct FlakinessAssessor {
  /// A stretch of this many failing commits is no chance, whatever the flake rate.
  static let fewestCommitsInARow = 2
  /// The chance at which a streak of failures is no longer taken for flakes.
  static let streakLimit = 0.01
  /// From this probability on a test is called flaky.
  static let flakyProbability = 0.5
  /// A flaky test has recovered when this little probability is left that it still flakes.
  static let recoveredProbability = 0.05
  /// A test that is missing from this many runs of its jobs in a row is gone.
  static let fewestRunsWithout = 20
  /// Below this probability a test whose failures are explained is called healthy.
  static let healthyProbability = 0.05

  let ordered: OrderedHistory
  let finding: IncidentDetector.Finding
  let collector: EvidenceCollector
  let stretches: StretchFinder

  init(_ ordered: OrderedHistory) {
    self.ordered = ordered
    finding = IncidentDetector(ordered: ordered).find()
    collector = EvidenceCollector(ordered: ordered, finding: finding)
    stretches = StretchFinder(ordered: ordered)
  }

  func assessment() -> FlakinessAssessment {
    var assessed = ordered.tests.indices.compactMap { test in assess(test).map { (test, $0) } }
    let flaky = Set(assessed.filter { isFlaky($0.1) }.map(\.0))
    let flakyFailed = flakyFailedRuns(flaky: flaky)
    for position in assessed.indices {
      let (test, _) = assessed[position]
      assessed[position].1.lostTime = lostTime(of: test, assessed[position].1, flakyFailed)
    }
    return FlakinessAssessment(
      from: ordered.history.from,
      asOf: ordered.history.asOf,
      jobRuns: ordered.runs.count,
      excluded: finding.excludedRuns.sorted().map {
        ExcludedJobRun(jobRunID: ordered.runs[$0].id, reason: "outage")
      },
      incidents: finding.incidents,
      tests: assessed.map(\.1).sorted(by: isBefore),
      ambiguousNames: ordered.ambiguousNames,
      flakyFailedJobRunIDs: Set(flakyFailed.keys.map { ordered.runs[$0].id })
    )
  }

  // MARK: One test

  private func assess(_ test: Int) -> TestAssessment? {
    let all = ordered.testRuns[test].filter(\.ran)
    guard let latest = all.last else { return nil }
    let counted = all.filter(collector.counts)
    let evidence = collector.evidence(of: test)
    let flakeRuns = Set(evidence.map(\.jobRunID))
    let trials = counted.filter {
      !$0.failedFirst || flakeRuns.contains(ordered.runs[$0.run].id)
    }
    let events = collector.independentEvents(evidence)
    let ever = FlakinessModel.probabilityOfFlakiness(events: events, trials: trials.count)
    let streak = trials.reversed().prefix { !$0.failedFirst }.count
    let still = FlakinessModel.probabilityOfStillFlaking(
      flakes: evidence.count,
      trialsBefore: trials.count - (evidence.isEmpty ? 0 : streak),
      streak: evidence.isEmpty ? 0 : streak
    )
    let rate = FlakinessModel.rate(flakes: evidence.count, trials: trials.count)
    let isGone = runsAfter(all) >= FlakinessAssessor.fewestRunsWithout
    let now = isGone ? 0 : ever * still
    let state = isGone ? nil : failingState(counted, rate: rate.estimate)
    let isOpen = stretches.hasIsolatedFailure(counted, explained: flakeRuns)
    let verdict = state?.verdict ?? verdict(ever: ever, now: now, isOpen: isOpen, isGone: isGone)
    return TestAssessment(
      test: ordered.tests[test],
      streams: Set(all.map { ordered.stream(of: $0.run) }).sorted(),
      verdict: verdict,
      probability: now,
      pastProbability: ever,
      isGone: isGone,
      rate: rate,
      executions: counted.count,
      failures: all.count(where: \.failedFirst),
      flakes: evidence.count,
      firstFlake: evidence.first?.at,
      lastFlake: evidence.last?.at,
      sinceCommit: state?.stretch.sinceCommit ?? evidence.first?.commit,
      lastRun: ordered.runs[latest.run].startedAt,
      evidence: evidence,
      lostTime: .zero,
      signature: all.last(where: \.failedFirst)?.signature
        .flatMap { ordered.history.signatures[Int($0)] }
    )
  }

  /// The job runs, by test's job and variant, that came after the last run of the test: on one node
  /// of several it may well be missing, so a run of the job is complete with all its nodes.
  private func runsAfter(_ testRuns: [PlacedRun]) -> Int {
    guard let last = testRuns.last else { return 0 }
    let streams = Set(testRuns.map { ordered.stream(of: $0.run) })
    var pipelines: Set<String> = []
    for run in ordered.runs.indices.dropFirst(last.run + 1) {
      let recorded = ordered.runs[run]
      guard streams.contains(ordered.stream(of: run)), recorded.counts.cases > 0,
        !finding.excludedRuns.contains(run)
      else { continue }
      pipelines.insert(recorded.jobRun.pipeline ?? "run \(recorded.id)")
      // More would change nothing.
      if pipelines.count >= FlakinessAssessor.fewestRunsWithout { break }
    }
    return pipelines.count
  }

  private func verdict(ever: Double, now: Double, isOpen: Bool, isGone: Bool) -> Verdict {
    // Nothing can be said of how a test is that is no longer there.
    if isGone, ever >= FlakinessAssessor.healthyProbability { return .undecided }
    if now >= FlakinessAssessor.flakyProbability { return .flaky }
    if ever >= FlakinessAssessor.flakyProbability {
      return now < FlakinessAssessor.recoveredProbability ? .recovered : .undecided
    }
    return ever < FlakinessAssessor.healthyProbability && !isOpen ? .healthy : .undecided
  }

  /// What a test is that fails on the default branch at the end of the window, in some stream, for
  /// longer than its flake rate explains.
  private func failingState(
    _ testRuns: [PlacedRun],
    rate: Double
  ) -> (verdict: Verdict, stretch: FailingStretch)? {
    let streams = Dictionary(grouping: testRuns) { ordered.stream(of: $0.run) }
    let failing = streams.sorted { $0.key < $1.key }.compactMap { stream, runs in
      stretches.stretchAtEnd(runs)
        .flatMap { isBeyondChance($0, rate: rate) ? (stream: stream, stretch: $0) : nil }
    }
    guard let first = failing.first else { return nil }
    if failing.count < streams.count {
      let others = streams.filter { other in !failing.contains { $0.stream == other.key } }
      let passElsewhere = others.values.contains { runs in
        runs.filter { ordered.runs[$0.run].isOnDefaultBranch }.suffix(3)
          .count { !$0.failedFinally } == 3
      }
      if passElsewhere { return (.environment, first.stretch) }
    }
    let passedBefore = failing.contains { $0.stretch.passedBefore }
    return (passedBefore ? .regressed : .broken, first.stretch)
  }

  private func isBeyondChance(_ stretch: FailingStretch, rate: Double) -> Bool {
    stretch.commits >= FlakinessAssessor.fewestCommitsInARow
      && Double.pow(rate, Double(stretch.runs)) < FlakinessAssessor.streakLimit
  }

  // MARK: All tests together

  private func isFlaky(_ assessment: TestAssessment) -> Bool {
    assessment.pastProbability >= FlakinessAssessor.flakyProbability
  }

  /// The runs that failed, and in which all tests that failed in the end are flaky ones, with how
  /// many they were.
  private func flakyFailedRuns(flaky: Set<Int>) -> [Int: Int] {
    var failures: [Int: (all: Int, flaky: Int)] = [:]
    for testRun in ordered.testRuns.joined() where testRun.failedFinally {
      let isFlake = flaky.contains(testRun.test) && collector.counts(testRun)
      failures[testRun.run, default: (0, 0)].all += 1
      failures[testRun.run, default: (0, 0)].flaky += isFlake ? 1 : 0
    }
    return failures.filter { $0.value.all == $0.value.flaky }.mapValues(\.flaky)
  }

  /// The time that a test's flakes cost: its retries, and its share of the job runs that failed only
  /// through flaky tests, because such a run has to be run again.
  private func lostTime(
    of test: Int,
    _ assessment: TestAssessment,
    _ flakyFailed: [Int: Int]
  ) -> Microseconds {
    var lost = Microseconds.zero
    for testRun in ordered.testRuns[test] where testRun.failedFirst && isFlaky(assessment) {
      lost += testRun.retryTime
      guard testRun.failedFinally, let sharers = flakyFailed[testRun.run],
        let duration = ordered.runs[testRun.run].jobRun.duration
      else { continue }
      lost += Microseconds(duration.count / Int64(sharers))
    }
    return lost
  }

  /// Flaky ones first, by how sure that is, then by what they cost, then by name.
  private func isBefore(_ left: TestAssessment, _ right: TestAssessment) -> Bool {
    func rank(_ assessment: TestAssessment) -> Int { assessment.verdict == .flaky ? 0 : 1 }
    if rank(left) != rank(right) { return rank(left) < rank(right) }
    if left.probability != right.probability { return left.probability > right.probability }
    if left.lostTime != right.lostTime { return left.lostTime > right.lostTime }
    if left.test.repo != right.test.repo { return left.test.repo < right.test.repo }
    return left.test.testID < right.test.testID
  }
}
