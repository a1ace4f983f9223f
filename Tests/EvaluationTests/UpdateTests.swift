import Evaluation
import HistorySimulator
import StatisticsCore
import TestModel
import Testing

@Suite("Updates over a simulated week")
struct UpdateTests {
  @Test(
    "Run by run, analyzed anew when it is due, a week ends with the list of a complete analysis"
  )
  func week() throws {
    let recorded = RecordedSimulation(simulateHistory(SimulationPreset.small.settings, seed: 2))
    let whole = recorded.history()
    let begin = recorded.end.adding(days: -7)
    var state = FlakinessState(FlakinessAnalysis(recorded.history(asOf: begin)))
    var updates = 0
    var analyses = 0
    for (position, run) in whole.jobRuns.enumerated() where run.startedAt >= begin {
      if state.isStale {
        state = FlakinessState(FlakinessAnalysis(recorded.history(asOf: state.asOf)))
        analyses += 1
      }
      // Jobs of one pipeline begin at one moment.
      guard !state.jobRuns.contains(where: { $0.id == run.id }) else { continue }
      state.update(with: addition(position, of: whole)) { tests, jobRuns in
        timelines(of: tests, in: jobRuns, of: whole)
      }
      updates += 1
    }
    #expect(state.jobRuns.count == whole.jobRuns.count)
    #expect(updates > 8 && (3...7).contains(analyses))
    let complete = assessFlakiness(whole)
    #expect(!complete.flakyTests().isEmpty && state.assessment.tests.count == complete.tests.count)
    for test in complete.tests {
      let own = try #require(state[test.test.id])
      #expect(own.verdict == test.verdict)
      // The numbers were fitted up to a day before.
      #expect(abs(own.probability - test.probability) < 0.05)
    }
    #expect(state.assessment.outages.map(\.jobRunIDs) == complete.outages.map(\.jobRunIDs))
  }

  /// What a job run adds to those before it.
  private func addition(_ position: Int, of whole: FlakinessHistory) -> HistoryAddition {
    let run = whole.jobRuns[position]
    let failing = whole.timelines.filter { timeline in
      timeline.runs.contains { $0.run == position && $0.failures > 0 }
    }
    return HistoryAddition(
      asOf: run.startedAt.adding(milliseconds: 1),
      jobRuns: [run],
      failures: timelines(of: failing.map(\.test), in: [run], of: whole),
      signatures: whole.signatures,
      testCount: whole.testCount,
      testsByPlace: whole.testsByPlace
    )
  }

  private func timelines(
    of tests: [RecordedTest],
    in jobRuns: [RecordedJobRun],
    of whole: FlakinessHistory
  ) -> [TestTimeline] {
    let places = Dictionary(uniqueKeysWithValues: jobRuns.enumerated().map { ($1.id, Int32($0)) })
    return tests.map { test in
      let timeline = whole.timelines.first { $0.test.id == test.id }
      let runs = (timeline?.runs ?? []).compactMap { run in
        places[whole.jobRuns[Int(run.run)].id].map { place in
          var placed = run
          placed.run = place
          return placed
        }
      }
      return TestTimeline(test: test, runs: runs)
    }
  }
}
