public import HistorySimulator
import StatisticsCore

/// The presets that are evaluated: all but the small demonstration.
public var evaluatedPresets: [SimulationPreset] {
  SimulationPreset.allCases.filter { $0 != .demo }
}

/// The window of an assessment, in days, as the command has it when nothing else is said.
public let evaluatedDays = 28

/// Assesses the histories of a preset and scores them, pooled over the seeds.
public func assessmentScore(_ preset: SimulationPreset, seeds: [UInt64]) -> AssessmentScore {
  seeds.reduce(AssessmentScore()) { sum, seed in
    let recorded = RecordedSimulation(simulateHistory(preset.settings, seed: seed))
    let history = recorded.history(days: evaluatedDays)
    let truth = TruthFinder(recorded, days: evaluatedDays)
    return sum + AssessmentScore(assessFlakiness(history), of: history, truth: truth)
  }
}
