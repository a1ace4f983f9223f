import HistorySimulator
import TestModel
import Testing

@Suite struct DeterminismTests {
  @Test func sameSeedGivesTheSameBytes() {
    var settings = SimulationPreset.demo.settings
    settings.days = 9
    let first = simulateHistory(settings, seed: 4)
    let second = simulateHistory(settings, seed: 4)
    #expect(truthJSON(of: first) == truthJSON(of: second))
    #expect(first.runs.map(manifestLine(of:)) == second.runs.map(manifestLine(of:)))
    #expect(first.runs.map(junitXML(of:)) == second.runs.map(junitXML(of:)))
  }

  @Test func anotherSeedGivesAnotherHistory() {
    let settings = SimulationPreset.small.settings
    let first = simulateHistory(settings, seed: 4)
    let second = simulateHistory(settings, seed: 5)
    #expect(truthJSON(of: first) != truthJSON(of: second))
    #expect(first.runs.map(manifestLine(of:)) != second.runs.map(manifestLine(of:)))
  }

  @Test(arguments: SimulationPreset.allCases, [1, 2])
  func aShortHistoryIsPossible(preset: SimulationPreset, days: Int) {
    var settings = preset.settings
    settings.days = days
    for index in settings.jobs.indices { settings.jobs[index].tests /= 4 }
    let history = simulateHistory(settings, seed: 3)
    #expect(!history.runs.isEmpty)
  }

  @Test func noSettingsGiveNothing() {
    #expect(simulateHistory(SimulationSettings(), seed: 1).runs.isEmpty)
  }

  @Test func historyOfTheDemoIsFiveWholeWeeks() throws {
    let moments = SimulatedWorlds.demo.pipelines.map(\.triggeredAt)
    let first = try #require(moments.first)
    let last = try #require(moments.last)
    #expect(first.iso8601.hasPrefix("2026-10-12T"))
    #expect(moments == moments.sorted())
    #expect(last.iso8601 >= "2026-11-13")
    #expect(last.iso8601 < "2026-11-16")
  }
}
