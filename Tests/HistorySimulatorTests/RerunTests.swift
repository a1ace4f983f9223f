import HistorySimulator
import Testing

@Suite struct RerunTests {
  private struct Place: Hashable {
    let pipeline: Int
    let job: String
    let variant: String
    let node: Int
  }

  @Test func rerunsFollowAFailureAtTheSameCommit() {
    var latest: [Place: SimulatedJobRun] = [:]
    for run in SimulatedWorlds.demo.runs {
      let place = Place(
        pipeline: run.pipeline.number,
        job: run.job,
        variant: run.variant,
        node: run.nodeIndex
      )
      if let previous = latest[place] {
        #expect(run.pipeline.commit == previous.pipeline.commit)
        #expect(run.attempt == previous.attempt + 1)
        #expect(previous.status == .failed)
        #expect(run.startedAt > previous.startedAt)
      } else {
        #expect(run.attempt == 1)
      }
      latest[place] = run
    }
  }

  @Test func withoutRerunsThereAreNone() {
    var settings = SimulationPreset.noReruns.settings
    settings.days = 10
    let history = simulateHistory(settings, seed: 2)
    #expect(history.runs.allSatisfy { $0.attempt == 1 })
    #expect(history.failures.allSatisfy { $0.execution.failedAttempts.count == 1 })
  }
}
