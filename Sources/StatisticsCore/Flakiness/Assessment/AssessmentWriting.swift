import RealModule
import TestModel

/// Writes down what the model believes: verdicts, lists, evidence and costs.
struct AssessmentWriting {
  let modeled: ModeledHistory
  let owners: (RecordedTest) -> [String]
  private var history: FlakinessHistory { modeled.history }

  init(_ modeled: ModeledHistory, owners: @escaping (RecordedTest) -> [String]) {
    self.modeled = modeled
    self.owners = owners
  }

  func assessment() -> FlakinessAssessment {
    var written = history.timelines.indices.compactMap { index in
      modeled.tests[index].flatMap { write(index, $0) }.map { (index: index, test: $0) }
    }
    judge(&written)
    let rates = FlakinessRates(
      history,
      flakes: modeled.flakes,
      outages: modeled.outages,
      owners: owners
    )
    let costs = Dictionary(uniqueKeysWithValues: rates.tests.map { ($0.timeline, $0) })
    for position in written.indices {
      guard let cost = costs[written[position].index] else { continue }
      written[position].test.lostTime = cost.cost.total
      written[position].test.blockedPipelines = cost.blockedPipelines
    }
    return FlakinessAssessment(
      from: history.from,
      asOf: history.asOf,
      jobRuns: history.jobRuns.count,
      excluded: modeled.finding.excludedRuns.sorted().map {
        ExcludedJobRun(jobRunID: history.jobRuns[Int($0)].id, reason: "outage")
      },
      incidents: modeled.finding.incidents,
      tests: order(of: written).map { written[$0].test } + incidentsOnly,
      ambiguousNames: history.ambiguousNames,
      flakyFailedJobRunIDs: Set(rates.flakyFailedRuns.map { history.jobRuns[Int($0)].id }),
      rates: rates,
      power: modeled.power
    )
  }

  // MARK: One test

  private func write(_ index: Int, _ modeled: ModeledTest) -> TestAssessment? {
    let timeline = history.timelines[index]
    guard let latest = timeline.runs.last(where: \.ran) else { return nil }
    let posterior = modeled.posterior
    let told = FailureTelling(
      history: history,
      facts: self.modeled.facts,
      timeline: timeline,
      test: modeled
    )
    let isGone = isGone(modeled.units, lastRun: latest.run)
    let rate = self.rate(posterior)
    let incidents = posterior.failures.count { $0.incident > 0.5 }
    let evidence = told.evidence
    let streams = modeled.units.streams.map { self.modeled.facts.streams[Int($0)] }
    let onset = modeled.onsetRange(self.modeled.facts)
    let runs = timeline.runs.filter(\.ran)
    return TestAssessment(
      test: timeline.test,
      streams: streams,
      verdict: .undecided,
      probability: isGone ? 0 : posterior.now,
      pastProbability: posterior.ever,
      isGone: isGone,
      rate: rate,
      flakyStreams: zip(streams, posterior.streams).filter { $0.1 >= 0.5 }.map(\.0),
      executions: runs.count - incidents,
      failures: runs.count(where: \.failedFirst),
      flakes: evidence.count,
      firstFlake: evidence.first?.at,
      lastFlake: evidence.last?.at,
      sinceCommit: evidence.first?.commit,
      sinceRange: onset,
      lastRun: history.jobRuns[Int(latest.run)].startedAt,
      evidence: evidence,
      discounted: told.discounted,
      logEvidence: posterior.logEvidence / Double.log(10),
      cleanStreak: cleanStreak(modeled),
      runsToDecide: nil,
      qualifiesForQuarantine: false,
      owners: owners(timeline.test),
      lostTime: .zero,
      blockedPipelines: 0,
      causes: [],
      signature: history.signature(timeline.runs.last { $0.failures > 0 }?.signature ?? -1)
    )
  }

  /// The tests that failed with others, and never otherwise: an outage has many of them.
  private var incidentsOnly: [TestAssessment] {
    history.timelines.indices.compactMap { index in
      guard modeled.tests[index] == nil else { return nil }
      let timeline = history.timelines[index]
      return timeline.runs.last(where: \.ran).map { incidentsOnly(timeline, lastRun: $0.run) }
    }
  }

  private func incidentsOnly(_ timeline: TestTimeline, lastRun: Int32) -> TestAssessment {
    let failures = timeline.runs.filter { $0.failures > 0 }
    let streams = Set(failures.map { history.stream(of: $0.run) }).sorted()
    return TestAssessment(
      test: timeline.test,
      streams: streams,
      verdict: .healthy,
      probability: modeled.silentProbability,
      pastProbability: modeled.silentProbability,
      isGone: false,
      rate: FlakeRate(estimate: 0, low: 0, high: 1),
      flakyStreams: [],
      executions: timeline.runs.count(where: \.ran) - failures.count,
      failures: failures.count,
      flakes: 0,
      firstFlake: nil,
      lastFlake: nil,
      sinceCommit: nil,
      sinceRange: nil,
      lastRun: history.jobRuns[Int(lastRun)].startedAt,
      evidence: [],
      discounted: failures.map { testRun in
        let run = history.jobRuns[Int(testRun.run)]
        return DiscountedFailure(
          reason: .incident,
          weight: 1,
          commit: run.jobRun.commit,
          jobRunID: run.id,
          stream: history.stream(of: testRun.run),
          at: run.startedAt
        )
      },
      logEvidence: 0,
      cleanStreak: 0,
      runsToDecide: nil,
      qualifiesForQuarantine: false,
      owners: owners(timeline.test),
      lostTime: .zero,
      blockedPipelines: 0,
      causes: [],
      signature: history.signature(failures.last?.signature ?? -1)
    )
  }

  /// The rate while the test is flaky: the public prior, with the flakes and first attempts that the
  /// model ascribes to that time.
  private func rate(_ posterior: TestPosterior) -> FlakeRate {
    let rates = BetaDistribution(
      alpha: ModelParameters.publicRates.alpha + posterior.flakes,
      beta: ModelParameters.publicRates.beta + max(0, posterior.trials - posterior.flakes)
    )
    return FlakeRate(
      estimate: rates.mean,
      low: rates.quantile(0.05),
      high: rates.quantile(0.95)
    )
  }

  private func isGone(_ units: TestUnits, lastRun: Int32) -> Bool {
    let pipelines = units.streams.map { modeled.facts.pipelines(ofStream: $0, after: lastRun) }
    return (pipelines.max() ?? 0) >= VerdictRules.fewestPipelinesWithout
  }

  private func cleanStreak(_ test: ModeledTest) -> Int {
    let last = test.posterior.failures.lastIndex { $0.flake >= 0.5 }
    let from = last.map { test.units.failures[$0].unit + 1 } ?? 0
    return test.units.units[from...].reduce(0) { $0 + $1.passes }
  }

  // MARK: All tests together

  private func judge(_ written: inout [(index: Int, test: TestAssessment)]) {
    let probabilities = written.map(\.test.pastProbability)
    let listed = Set(
      localFalseDiscoveryList(probabilities, rate: VerdictRules.falseDiscoveryRate)
    )
    let sure = Set(
      eBenjaminiHochberg(
        logEValues: written.map { $0.test.logEvidence * .log(10) },
        rate: VerdictRules.quarantineFalseDiscoveryRate,
        total: history.testCount
      )
    )
    for position in written.indices {
      let modeled = self.modeled.tests[written[position].index]
      var test = written[position].test
      let failing = test.isGone ? nil : modeled?.failingState(self.modeled.facts)
      test.verdict = failing?.verdict ?? verdict(test, isListed: listed.contains(position))
      if let failing {
        test.sinceRange = failing.since
        test.sinceCommit = failing.sinceCommit ?? test.sinceCommit
      }
      test.runsToDecide = runsToDecide(test)
      test.qualifiesForQuarantine =
        test.verdict == .flaky && sure.contains(position)
        // What fails on changes only may be what changes break.
        && test.evidence.contains { $0.kind != .unrelatedChange }
        && 1 - test.probability <= VerdictRules.falseDiscoveryRate
      written[position].test = test
    }
  }

  private func verdict(_ test: TestAssessment, isListed: Bool) -> Verdict {
    // Nothing can be said of how a test is that is no longer there.
    if test.isGone {
      return test.pastProbability >= VerdictRules.healthyProbability ? .undecided : .healthy
    }
    if isListed, test.probability >= VerdictRules.listedProbability,
      test.probability >= test.pastProbability * VerdictRules.stillFlakyProbability
    {
      return .flaky
    }
    if test.pastProbability >= VerdictRules.listedProbability,
      test.probability < VerdictRules.recoveredProbability
    {
      return .recovered
    }
    return test.pastProbability < VerdictRules.healthyProbability ? .healthy : .undecided
  }

  /// The clean first attempts n after which the odds of an open question are under those of its line:
  /// odds · (1 − p)^n ≤ line, Bayes' rule with the rate as it is estimated.
  private func runsToDecide(_ test: TestAssessment) -> Int? {
    guard test.verdict == .undecided || test.verdict == .flaky, !test.isGone,
      test.probability > 0, test.probability < 1
    else { return nil }
    let line =
      test.pastProbability >= VerdictRules.listedProbability
      ? VerdictRules.recoveredProbability : VerdictRules.healthyProbability
    let odds = test.probability / (1 - test.probability) * (1 - line) / line
    guard odds > 1 else { return 0 }
    let rate = min(0.999, max(test.rate.estimate, 1e-4))
    return RunsToDecide.moreCleanRuns(fromRate: rate, bayesFactor: odds)
  }

  /// The order of the list: flaky ones first, by how sure that is, then by what they cost, then by
  /// name.
  ///
  /// That is the order of the history. Positions are sorted and not tests, which are large. Tests
  /// that failed in incidents only come after all of them.
  private func order(of written: [(index: Int, test: TestAssessment)]) -> [Int] {
    let keys = written.map { _, test in
      (rank: test.verdict == .flaky ? 0 : 1, doubt: -test.probability, saved: -test.lostTime.count)
    }
    return written.indices.sorted { left, right in
      keys[left] != keys[right]
        ? keys[left] < keys[right] : written[left].index < written[right].index
    }
  }
}
