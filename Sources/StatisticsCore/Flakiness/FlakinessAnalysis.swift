public import TestModel

/// What a history says about flakiness, and what it takes to say more.
///
/// The order of work: failures that came together get an excuse; each test's history goes through
/// the model, whose numbers are fitted to all tests together; verdicts and lists come last. The same
/// history gives the same answer, in whatever order its parts come, and whether or not an earlier
/// analysis is at hand to begin from.
public struct FlakinessAnalysis: Sendable {
  /// The history.
  public let history: FlakinessHistory
  /// What it says.
  public private(set) var assessment: FlakinessAssessment
  let modeled: ModeledHistory

  /// Analyzes a history.
  ///
  /// - Parameters:
  ///   - history: the tests that failed in a window.
  ///   - finding: its incidents, where they are known already.
  ///   - previous: an analysis of nearly the same history; tests that it saw alike are not modeled
  ///     again.
  ///   - owners: who owns a test.
  public init(
    _ history: FlakinessHistory,
    finding: IncidentFinding? = nil,
    previous: FlakinessAnalysis? = nil,
    owners: @escaping (RecordedTest) -> [String] = { _ in [] }
  ) {
    self.history = history
    let finding = finding ?? findIncidents(in: history)
    modeled = ModeledHistory(history, finding, previous: previous?.modeled)
    assessment = AssessmentWriting(modeled, owners: owners).assessment()
  }

  /// The rows of the job runs whose order of tests may tell why a test is flaky: those of the jobs
  /// and variants of tests that flaked twice or more.
  public var jobRunsOfSuspects: [Int64] {
    var streams: Set<Int32> = []
    for (test, flakes) in zip(modeled.tests, suspectFlakes) where !flakes.isEmpty {
      streams.formUnion(test?.units.streams ?? [])
    }
    return history.jobRuns.indices.filter { streams.contains(modeled.facts.stream[$0]) }
      .map { history.jobRuns[$0].id }
  }

  /// Looks for causes, and tells them with the tests.
  ///
  /// - Parameters:
  ///   - orders: in which order the job runs of `jobRunsOfSuspects` executed their tests.
  ///   - nameOfTest: the name of the test of a row; causes name tests that never failed too.
  public mutating func findCauses(orders: ExecutionOrders, nameOfTest: (Int64) -> String?) {
    let causes = StatisticsCore.findCauses(
      in: history,
      flakes: suspectFlakes,
      orders: orders,
      nameOfTest: nameOfTest
    )
    let byRow = Dictionary(
      zip(history.timelines, causes).map { ($0.0.test.id, $0.1) },
      uniquingKeysWith: { first, _ in first }
    )
    for position in assessment.tests.indices {
      assessment.tests[position].causes = byRow[assessment.tests[position].test.id] ?? []
    }
  }

  /// The failures of tests that flaked twice or more, with the probability that each was a flake.
  private var suspectFlakes: [[WeightedFlake]] {
    modeled.flakes.map { flakes in flakes.count { $0.weight >= 0.5 } < 2 ? [] : flakes }
  }
}

/// Says of each test that failed in a window what it is, and how sure that is.
public func assessFlakiness(
  _ history: FlakinessHistory,
  _ finding: IncidentFinding? = nil
) -> FlakinessAssessment {
  FlakinessAnalysis(history, finding: finding).assessment
}
