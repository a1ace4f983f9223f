import HistorySimulator
import Testing

@testable import Evaluation

/// Floors, well below what the report shows, under which something is broken.
@Suite("Floors of the analysis on a seed or two")
struct GuardTests {
  @Test("Without reruns, what is called flaky is, and most of what is flaky is called so")
  func withoutReruns() throws {
    let score = PresetScore(.noReruns, seeds: [1])
    #expect(try #require(score.assessment.list.precision.value) >= 0.9)
    #expect(try #require(score.assessment.list.recall.value) >= 0.8)
    #expect(try #require(score.assessment.calibration.expectedError) <= 0.06)
  }

  @Test("With an outage every other day, no published rule of a fixed threshold is as right")
  func frequentOutages() throws {
    let score = PresetScore(.outages, seeds: [1])
    let own = try #require(score.assessment.list.f1)
    #expect(own >= 0.8)
    for rule in score.rules where !rule.rule.isChosenInHindsight {
      #expect(try #require(rule.list.f1) < own)
    }
  }

  @Test("Flakes of 3 to 10 % are found within two failures on average")
  func detection() throws {
    var score = DetectionScore()
    for seed in 1...2 as ClosedRange<UInt64> {
      let simulated = simulateHistory(SimulationPreset.demo.settings, seed: seed)
      score = score + DetectionScore(RecordedSimulation(simulated))
    }
    #expect(try #require(score.mean) <= 2)
  }

  @Test("Regressions are called regressed while they last, with the true commit in their range")
  func regressions() throws {
    let recorded = RecordedSimulation(simulateHistory(SimulationPreset.outages.settings, seed: 1))
    let score = RegressionScore(recorded)
    #expect(score.regressed.whole > 0)
    #expect(try #require(score.regressed.value) >= 0.6)
    #expect(score.ranges.part == score.ranges.whole)
  }
}
