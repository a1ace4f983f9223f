public import HistorySimulator

/// The scores of the histories of one preset as they go on, pooled over its seeds.
public struct LongitudinalScore: Sendable {
  /// The preset's name.
  public var name: String
  /// After how many failures flaky tests are called flaky.
  public var detection = DetectionScore()
  /// How the list fares from day to day.
  public var daily = DailyScore()
  /// What is said of regressions while they last.
  public var regressions = RegressionScore()

  /// Simulates the histories of a preset and assesses them again and again.
  public init(_ preset: SimulationPreset, seeds: [UInt64]) {
    name = preset.rawValue
    for seed in seeds {
      let recorded = RecordedSimulation(simulateHistory(preset.settings, seed: seed))
      detection = detection + DetectionScore(recorded)
      daily = daily + DailyScore(recorded)
      regressions = regressions + RegressionScore(recorded)
    }
  }
}
