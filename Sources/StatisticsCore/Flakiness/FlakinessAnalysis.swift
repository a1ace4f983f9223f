import TestModel

/// Says of each test that failed in a window what it is, and how sure that is.
///
/// The order of work: failures that came together get an excuse; each test's history goes through
/// the model, whose numbers are fitted to all tests together; verdicts and lists come last. The same
/// history gives the same answer, in whatever order its parts come.
public func assessFlakiness(_ history: FlakinessHistory) -> FlakinessAssessment {
  assessFlakiness(history, findIncidents(in: history))
}

/// The same for a history whose incidents are known already.
public func assessFlakiness(
  _ history: FlakinessHistory,
  _ finding: IncidentFinding
) -> FlakinessAssessment {
  let modeled = ModeledHistory(history, finding)
  return AssessmentWriting(modeled).assessment()
}

/// A history with what the model believes of each of its tests.
struct ModeledHistory {
  let history: FlakinessHistory
  let finding: IncidentFinding
  let facts: RunFacts
  let parameters: ModelParameters
  /// By timeline; none for a test of which nothing but incidents is known.
  let tests: [ModeledTest?]

  init(_ history: FlakinessHistory, _ finding: IncidentFinding) {
    self.history = history
    self.finding = finding
    let facts = RunFacts(history)
    self.facts = facts
    // Once with what is known of others, then with what this history tells of breaks and noise.
    let first = Self.evidence(history, finding, facts, ModelParameters())
    let fit = ModelFit(size: Self.size(history, facts, first))
    let rates = fit.fittedRates(first.compactMap { $0?.logRatios }, from: ModelParameters())
    let events = fit.fittedEvents(
      first.compactMap { evidence in evidence.map { ModeledTest($0, rates) } },
      facts: facts,
      from: rates
    )
    let second = Self.evidence(history, finding, facts, events)
    let fitted = fit.fittedRates(second.compactMap { $0?.logRatios }, from: events)
    parameters = fitted
    tests = second.map { evidence in evidence.map { ModeledTest($0, fitted) } }
  }

  private static func evidence(
    _ history: FlakinessHistory,
    _ finding: IncidentFinding,
    _ facts: RunFacts,
    _ parameters: ModelParameters
  ) -> [TestEvidence?] {
    var gathering = UnitGathering(facts: facts, breaksPerChange: parameters.breaksPerChange)
    return history.timelines.indices.map { index -> TestEvidence? in
      let timeline = history.timelines[index]
      guard timeline.hasPasses else { return nil }
      let units = gathering.units(timeline.runs, excuses: finding.excuses[index])
      return units.units.isEmpty ? nil : TestEvidence(units, parameters)
    }
  }

  private static func size(
    _ history: FlakinessHistory,
    _ facts: RunFacts,
    _ evidence: [TestEvidence?]
  ) -> ModelFit.Size {
    let runs = evidence.compactMap { evidence in
      evidence.map { $0.chain.steps.units.units.reduce(0) { $0 + $1.passes + $1.failures } }
    }.sorted()
    return ModelFit.Size(
      silentTests: max(0, history.testCount - runs.count),
      medianRuns: runs.isEmpty ? 0 : Double(runs[runs.count / 2]),
      executions: history.jobRuns.reduce(0) {
        $0 + Double(max(0, $1.counts.cases - $1.counts.skipped))
      },
      commits: Double(facts.codes.count(where: \.isOnDefaultBranch)),
      changes: Double(Set(facts.codes.map(\.change).filter { $0 >= 0 }).count)
    )
  }
}

/// One test with what the model believes of it.
struct ModeledTest {
  let chain: FlakeChain
  let posterior: TestPosterior

  var units: TestUnits { chain.steps.units }

  init(_ evidence: TestEvidence, _ parameters: ModelParameters) {
    chain = evidence.chain
    posterior = evidence.posterior(parameters)
  }
}
