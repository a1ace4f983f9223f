import Evaluation
import HistorySimulator
import StatisticsCore
import TestModel
import Testing

@Suite("Scores on simulated histories")
struct SimulatedScoreTests {
  @Test("A recording holds what the reports tell, and the truth counts why it failed")
  func recording() throws {
    let simulated = simulateHistory(SimulationPreset.demo.settings, seed: 1)
    let recorded = RecordedSimulation(simulated)
    let history = recorded.history()
    let truth = TruthFinder(recorded)
    let reported = simulated.runs.map(\.reportedCases.count)
    #expect(recorded.jobRuns.map(\.counts.cases) == reported)
    #expect(recorded.jobRuns.count { !$0.isComplete } == simulated.settings.truncatedReports)
    var flakes = 0
    for timeline in history.timelines {
      flakes += truth.truth(ofRow: timeline.test.id).flakeFailures
    }
    let causes = simulated.runs.flatMap(\.reportedCases).compactMap(\.attemptCauses.first)
    #expect(flakes == causes.count { $0 == .flake || $0 == .order })
    #expect(flakes > 50)
  }

  @Test("An earlier moment sees only what had happened by then")
  func earlierMoment() throws {
    let simulated = simulateHistory(SimulationPreset.demo.settings, seed: 2)
    let recorded = RecordedSimulation(simulated)
    let middle = recorded.jobRuns[recorded.jobRuns.count / 2].startedAt
    let history = recorded.history(asOf: middle, days: 7)
    #expect(history.jobRuns.allSatisfy { $0.startedAt < middle })
    #expect(history.jobRuns.allSatisfy { $0.startedAt >= middle.adding(days: -7) })
    #expect(history.jobRuns.count > 10)
    let runs = history.timelines.flatMap(\.runs)
    #expect(runs.allSatisfy { history.jobRuns.indices.contains(Int($0.run)) })
  }
}
