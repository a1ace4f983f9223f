import HistorySimulator
import StatisticsCore
import TestModel
import Testing

@testable import Evaluation

@Suite("Scores")
struct ScoreTests {
  private func truth(
    _ standing: TestTruth.Standing,
    isFlaky: Bool = false,
    failures: Int = 0
  ) -> TestTruth {
    TestTruth(
      standing: standing,
      isFlaky: isFlaky,
      rate: isFlaky ? 0.05 : nil,
      isOnOneVariant: false,
      since: nil,
      flakeFailures: failures,
      ownFailures: failures
    )
  }

  @Test("What was fixed just now, is gone or is broken as well is neither right nor wrong")
  func excused() {
    var list = ListScore()
    list.add(truth(.fixedJustNow), isListed: true)
    list.add(truth(.flakyAndGone), isListed: true)
    list.add(truth(.regressed, isFlaky: true, failures: 5), isListed: true)
    #expect(list.excused == 3)
    #expect(list.precision == Share())
    #expect(list.recall == Share())
    list.add(truth(.fixed), isListed: true)
    list.add(truth(.flaky, isFlaky: true, failures: 2), isListed: true)
    list.add(truth(.flaky, isFlaky: true, failures: 1), isListed: false)
    list.add(truth(.flaky, isFlaky: true, failures: 0), isListed: false)
    #expect(list.precision == Share(1, of: 2))
    #expect(list.recall == Share(1, of: 1))
    #expect(list.recallOfOnce == Share(1, of: 2))
  }

  @Test("The Brier score and the calibration error are those worked out by hand")
  func calibration() throws {
    var calibration = Calibration()
    for isTrue in [true, true, true, false] { calibration.add(0.75, isTrue: isTrue) }
    calibration.add(1, isTrue: true)
    #expect(calibration.expectedError == 0)
    #expect(try abs(#require(calibration.brier) - 0.15) < 1e-12)
    calibration.add(0.05, isTrue: true)
    #expect(try abs(#require(calibration.expectedError) - 0.95 / 6) < 1e-12)
  }

  @Test("A threshold in hindsight is the one of the best F1, with ties taken together")
  func hindsight() {
    let calls: [(call: PublishedRule.Call, truth: TestTruth)] = [
      (PublishedRule.Call(score: 0.9), truth(.flaky, isFlaky: true, failures: 3)),
      (PublishedRule.Call(score: 0.5), truth(.flaky, isFlaky: true, failures: 2)),
      (PublishedRule.Call(score: 0.5), truth(.healthy)),
      (PublishedRule.Call(score: 0.1), truth(.healthy)),
    ]
    let score = RuleScore(.testGrid, calls)
    #expect(score.threshold == 0.5)
    #expect(score.list.precision == Share(2, of: 3))
    #expect(score.list.recall == Share(2, of: 2))
  }

  @Test("An outage is found where the tests it hit are told, and told outages elsewhere are false")
  func outages() throws {
    let recorded = RecordedSimulation(simulateHistory(SimulationPreset.demo.settings, seed: 1))
    let hits = OutageHits(recorded, window: recorded.jobRuns.indices)
    let large = try #require(hits.hits.first { $0.testRowIDs.count > 20 })
    var incident = Incident.outage
    incident.jobRunIDs = large.jobRunIDs.sorted()
    incident.testRowIDs = large.testRowIDs
    var elsewhere = Incident.outage
    elsewhere.jobRunIDs = [recorded.jobRuns.map(\.id).first { hits.byRun[$0] == nil } ?? 0]
    elsewhere.testRowIDs = large.testRowIDs
    var assessment = assessFlakiness(FlakinessHistory.empty)
    assessment.incidents = [incident, elsewhere]
    let score = OutageScore(assessment, hits)
    #expect(score.found.part == 1)
    #expect(score.found.whole > 1)
    #expect(score.falseOnes == 1)
  }
}

extension FlakinessHistory {
  fileprivate static var empty: FlakinessHistory {
    FlakinessHistory(
      from: Timestamp(seconds: 0),
      asOf: Timestamp(seconds: 0),
      jobRuns: [],
      timelines: [],
      signatures: []
    )
  }
}

extension Incident {
  fileprivate static var outage: Incident {
    Incident(
      scope: .wholeRun,
      kind: .outage,
      from: Timestamp(seconds: 0),
      to: Timestamp(seconds: 0),
      jobRunIDs: [],
      testRowIDs: [],
      failures: 0,
      signature: nil,
      lostTime: .zero
    )
  }
}
