import HistorySimulator
import Testing

/// Outages of every scope hit what they say, to the degree that they say.
@Suite struct OutageScopeTests {
  private static func history(_ outages: OutageSettings...) -> SimulatedHistory {
    var settings = SimulatedWorlds.quietMonth
    settings.outages = outages
    return simulateHistory(settings, seed: 6)
  }

  @Test("An outage of a runner hits the job runs on it and no others", arguments: [0.1, 0.5])
  func runner(intensity: Double) throws {
    let history = Self.history(OutageSettings(.runner, hours: 200, intensity: intensity))
    let outage = try #require(history.truth.outages.first)
    let runner = try #require(outage.runner)
    #expect(!history.failures.isEmpty)
    #expect(history.failures.allSatisfy { $0.run.runner == runner })
    let hit = history.runs.filter { $0.runner == runner && outage.contains($0.startedAt) }
    expectShare(of: hit, in: outage)
  }

  @Test("An outage of a job run hits that one at its first attempt and no other")
  func jobRun() throws {
    var settings = SimulatedWorlds.quietMonth
    settings.outages = [OutageSettings(.jobRun, hours: 4, intensity: 0.5)]
    settings.rerunProbability = 1
    let history = simulateHistory(settings, seed: 6)
    let place = try #require(history.truth.outages.first?.jobRun)
    let runs = Set(history.failures.map(\.run.number))
    #expect(runs.count == 1)
    let run = try #require(history.failures.first?.run)
    #expect(run.pipeline.number == place.pipeline)
    #expect(run.nodeIndex == place.node)
    #expect(run.attempt == 1)
    #expect(history.runs.contains { $0.attempt == 2 && $0.pipeline.number == place.pipeline })
  }

  @Test(
    "A partial outage hits the share of executions that its intensity says",
    arguments: [Outage.Scope.full, .folder, .signature],
    [0.05, 0.2, 0.4]
  )
  func intensity(scope: Outage.Scope, intensity: Double) throws {
    let history = Self.history(OutageSettings(scope, hours: 100, intensity: intensity))
    let outage = try #require(history.truth.outages.first)
    #expect(outage.intensity == intensity)
    expectShare(of: history.runs.filter { outage.contains($0.startedAt) }, in: outage)
  }

  /// Expects a share of the executions of tests that are hit to fail, and no others.
  private func expectShare(of runs: [SimulatedJobRun], in outage: Outage) {
    let tests = Set(outage.tests)
    let executions = runs.flatMap(\.cases)
    let reached = executions.filter { tests.contains($0.test) }
    let failed = executions.filter { !$0.failedAttempts.isEmpty }
    let expected = outage.intensity * Double(reached.count)
    #expect(reached.count > 50)
    #expect(failed.allSatisfy { tests.contains($0.test) })
    let bound = 4 * (expected * (1 - outage.intensity)).squareRoot()
    #expect(abs(Double(failed.count) - expected) <= bound)
  }

  @Test("Without a common message every test notices an outage in words of its own")
  func ownMessages() {
    func messages(hasCommonMessage: Bool) -> Set<String> {
      let history = Self.history(
        OutageSettings(
          .full,
          hours: 20,
          isAssertionShaped: true,
          hasCommonMessage: hasCommonMessage
        )
      )
      // What is left without digits is what a signature keeps.
      return Set(history.failures.map { $0.attempt.message.filter { !$0.isHexDigit } })
    }
    #expect(messages(hasCommonMessage: false).count > 30)
    #expect(messages(hasCommonMessage: true).count == 1)
  }
}
