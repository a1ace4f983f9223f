import HistorySimulator
import Testing

@Suite struct FlakeRateTests {
  /// How often a flaky test ran and failed where nothing else could make it fail.
  private struct Tally {
    var executions = 0.0
    var failures = 0.0
  }

  @Test func flakyTestsFailAsOftenAsTheirRatesSay() {
    let history = SimulatedWorlds.busyFlakes
    var tallies: [Int: Tally] = [:]
    for run in history.runs {
      for execution in run.cases where isFlaking(history.truth.tests[execution.test], in: run) {
        guard let cause = execution.attemptCauses.first else { continue }
        guard cause == .none || cause == .flake else { continue }
        tallies[execution.test, default: Tally()].executions += 1
        if cause == .flake { tallies[execution.test, default: Tally()].failures += 1 }
      }
    }
    #expect(tallies.count >= 30)
    for (test, tally) in tallies {
      let rate = history.truth.tests[test].flake?.rate ?? 0
      let expected = tally.executions * rate
      // Four standard deviations, and two failures for the rates too low for a normal bound.
      let bound = 4 * (expected * (1 - rate)).squareRoot() + 2
      #expect(abs(tally.failures - expected) <= bound, "rate \(rate), test \(test)")
    }
  }

  private func isFlaking(_ test: SimulatedTest, in run: SimulatedJobRun) -> Bool {
    guard let flake = test.flake, flake.variants.contains(run.variant) else { return false }
    return flake.range.contains(run.pipeline.mainPosition)
  }

  @Test func messagesOfOneFlakeDiffer() {
    let flakes = SimulatedWorlds.busyFlakes.failures.filter { $0.attempt.cause == .flake }
    let messages = Set(flakes.map(\.attempt.message))
    #expect(flakes.count > 100)
    #expect(messages.count * 2 > flakes.count)
  }

  @Test func tracesAreShort() {
    for failure in SimulatedWorlds.demo.failures {
      #expect(failure.attempt.trace.utf8.count <= 400)
    }
  }
}
