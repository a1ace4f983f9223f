import TestModel

/// A history with what the model believes of each of its tests.
struct ModeledHistory {
  let history: FlakinessHistory
  let finding: IncidentFinding
  let facts: RunFacts
  let parameters: ModelParameters
  /// By timeline; none for a test of which nothing but incidents is known.
  let tests: [ModeledTest?]
  /// The probability that a test that failed in incidents only is flaky all the same, with the runs
  /// of the middle one of the others: its own are not known.
  let silentProbability: Double

  /// - Parameter previous: a model of nearly the same history; what was computed there for the same
  ///   runs under the same parameters is taken from it.
  init(_ history: FlakinessHistory, _ finding: IncidentFinding, previous: ModeledHistory?) {
    self.history = history
    self.finding = finding
    let facts = RunFacts(history)
    self.facts = facts
    let units = Self.units(history, finding, facts)
    let positions = history.timelines.indices.filter { !units[$0].units.isEmpty }
    let known = Self.known(positions.map { (history.timelines[$0].test.id, units[$0]) }, previous)
    let size = Self.size(history, facts, positions.map { units[$0] })
    let fit = ModelFit(size: size)
    let parameters = fit.parameters(units: positions.map { units[$0] }, facts: facts, known: known)
    self.parameters = parameters.final
    silentProbability = parameters.final.silentProbability(runs: size.medianRuns)
    var tests = [ModeledTest?](repeating: nil, count: history.timelines.count)
    for (position, test) in zip(positions, parameters.tests) { tests[position] = test }
    self.tests = tests
  }

  /// The units of each test; without any for tests that failed in incidents only.
  private static func units(
    _ history: FlakinessHistory,
    _ finding: IncidentFinding,
    _ facts: RunFacts
  ) -> [TestUnits] {
    var gathering = UnitGathering(facts: facts)
    return history.timelines.indices.map { index in
      let timeline = history.timelines[index]
      guard timeline.hasPasses, !finding.explainsAll(of: timeline, at: index) else {
        return TestUnits()
      }
      return gathering.units(timeline.runs, excuses: finding.excuses[index])
    }
  }

  /// The tests that another model saw alike.
  private static func known(
    _ tests: [(row: Int64, units: TestUnits)],
    _ previous: ModeledHistory?
  ) -> [ModeledTest?] {
    guard let previous else { return Array(repeating: nil, count: tests.count) }
    var positions: [Int64: Int] = [:]
    for position in previous.tests.indices where previous.tests[position] != nil {
      positions[previous.history.timelines[position].test.id] = position
    }
    return tests.map { row, units in
      positions[row].flatMap { previous.tests[$0] }.flatMap { $0.units == units ? $0 : nil }
    }
  }

  private static func size(
    _ history: FlakinessHistory,
    _ facts: RunFacts,
    _ units: [TestUnits]
  ) -> ModelFit.Size {
    let runs = units.map { $0.units.reduce(0) { $0 + $1.passes + $1.failures } }.sorted()
    return ModelFit.Size(
      silentTests: max(0, history.testCount - runs.count),
      medianRuns: runs.isEmpty ? 0 : Double(runs[runs.count / 2]),
      executions: history.jobRuns.reduce(0) { $0 + Double($1.executions) },
      commits: Double(facts.codes.count(where: \.isOnDefaultBranch)),
      changes: Double(Set(facts.codes.map(\.change).filter { $0 >= 0 }).count)
    )
  }

  // MARK: What each failure was

  /// By timeline, the failures of first attempts that may have been flakes.
  var flakes: [[WeightedFlake]] { weights { $0.flake } }

  /// By timeline, the failures that may have been an incident's.
  var outages: [[WeightedFlake]] {
    zip(weights { $0.incident }, history.timelines.indices).map { weights, index in
      guard tests[index] == nil else { return weights }
      return finding.excuses[index].map { excuse in
        WeightedFlake(
          run: excuse.run,
          weight: excuse.likelihood >= IncidentFinding.wholeReason ? 1 : Double(excuse.likelihood)
        )
      }
    }
  }

  private func weights(_ share: (FailureShares) -> Double) -> [[WeightedFlake]] {
    tests.map { test in
      guard let test else { return [] }
      return zip(test.units.failures, test.posterior.failures)
        .map { WeightedFlake(run: $0.run, weight: share($1)) }
        .filter { $0.weight > 0.001 }
        .sorted { $0.run < $1.run }
    }
  }

  /// What the history could and could not have seen, in a test with the runs of the middle one.
  var power: HistoryPower? {
    let attempts = tests.compactMap { test in
      test.map { $0.units.units.reduce(0) { $0 + $1.passes + $1.failures } }
    }
    return HistoryPower(attempts: attempts, yield: EvidenceYield(history))
  }
}
