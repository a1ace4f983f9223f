import TestModel

/// Writes down what the model believes: verdicts, lists, evidence and costs.
struct AssessmentWriting {
  let modeled: ModeledHistory
  let owners: (RecordedTest) -> [String]
  private let writing: TestWriting
  private var history: FlakinessHistory { modeled.history }

  init(_ modeled: ModeledHistory, owners: @escaping (RecordedTest) -> [String]) {
    self.modeled = modeled
    self.owners = owners
    writing = TestWriting(
      history: modeled.history,
      facts: modeled.facts,
      silentProbability: modeled.silentProbability,
      owners: owners
    )
  }

  func assessment() -> FlakinessAssessment {
    var written = ownFailures
    judge(&written)
    let rates = FlakinessRates(
      history,
      flakes: modeled.flakes,
      outages: modeled.outages,
      owners: owners
    )
    addCosts(rates, to: &written)
    return FlakinessAssessment(
      from: history.from,
      asOf: history.asOf,
      jobRuns: history.jobRuns.count,
      excluded: modeled.finding.excludedRuns.sorted().map {
        ExcludedJobRun(jobRunID: history.jobRuns[Int($0)].id, reason: "outage")
      },
      incidents: modeled.finding.incidents,
      tests: inOrder(written) + incidentsOnly,
      ambiguousNames: history.ambiguousNames,
      flakyFailedJobRunIDs: Set(rates.flakyFailedRuns.map { history.jobRuns[Int($0)].id }),
      rates: rates,
      power: modeled.power
    )
  }

  /// The tests that have a model, in the order of the history, without verdicts.
  private var ownFailures: [(index: Int, test: TestAssessment)] {
    let tests = modeled.tests
    // An interval takes longer than all that is written beside it.
    let rates = concurrentMap(tests.count) { tests[$0]?.posterior.rate }
    return history.timelines.indices.compactMap { index in
      guard let believed = tests[index]?.believed, let rate = rates[index] else { return nil }
      return writing.assessment(history.timelines[index], believed, rate: rate)
        .map { (index: index, test: $0) }
    }
  }

  private func judge(_ written: inout [(index: Int, test: TestAssessment)]) {
    let judgment = Judgment(
      pastProbabilities: written.map(\.test.pastProbability),
      logEvidence: written.map(\.test.logEvidence),
      testCount: history.testCount
    )
    for position in written.indices {
      let (index, test) = written[position]
      judgment.judge(
        &written[position].test,
        at: position,
        failing: test.isGone ? nil : modeled.tests[index]?.believed.failingState(modeled.facts)
      )
    }
  }

  private func addCosts(
    _ rates: FlakinessRates,
    to written: inout [(index: Int, test: TestAssessment)]
  ) {
    let costs = Dictionary(uniqueKeysWithValues: rates.tests.map { ($0.timeline, $0) })
    for position in written.indices {
      guard let cost = costs[written[position].index] else { continue }
      written[position].test.lostTime = cost.cost.total
      written[position].test.blockedPipelines = cost.blockedPipelines
    }
  }

  private func inOrder(_ written: [(index: Int, test: TestAssessment)]) -> [TestAssessment] {
    written.indices.map { ListKey(written[$0].test, position: $0) }.sorted()
      .map { written[$0.position].test }
  }

  /// The tests that failed with others, and never otherwise: an outage has many of them.
  private var incidentsOnly: [TestAssessment] {
    history.timelines.indices.compactMap { index in
      modeled.tests[index] == nil
        ? writing.assessment(ofIncidentsOnly: history.timelines[index]) : nil
    }
  }
}
