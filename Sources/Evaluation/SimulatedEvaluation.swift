public import HistorySimulator
import StatisticsCore
import TestModel

/// The presets that are evaluated: all but the small demonstration.
public var evaluatedPresets: [SimulationPreset] {
  SimulationPreset.allCases.filter { $0 != .demo }
}

/// The window of an assessment, in days, as the command has it when nothing else is said.
public let evaluatedDays = 28

/// The scores on the histories of one preset, pooled over its seeds.
public struct PresetScore: Sendable {
  /// The preset's name.
  public var name: String
  /// How large its histories are.
  public var size = HistorySize()
  /// The scores of the assessment.
  public var assessment: AssessmentScore
  /// Whether tests that depend on an order are recognized where files are shuffled, as they are in the
  /// histories that all else is scored on.
  public var order = OrderScore()
  /// The same where tests are shuffled one by one.
  public var orderOfTests: OrderScore
  /// The scores of the published rules.
  public var rules: [RuleScore]

  /// Simulates and scores the histories of a preset.
  public init(_ preset: SimulationPreset, seeds: [UInt64]) {
    name = preset.rawValue
    assessment = AssessmentScore()
    orderOfTests = Self.orderOfTests(preset, seeds: seeds)
    var calls = PublishedRule.all.map { _ in [(call: PublishedRule.Call, truth: TestTruth)]() }
    for seed in seeds {
      let recorded = RecordedSimulation(simulateHistory(preset.settings, seed: seed))
      let history = recorded.history(days: evaluatedDays)
      let finder = TruthFinder(recorded, days: evaluatedDays)
      assessment =
        assessment + AssessmentScore(assessFlakiness(history), of: history, truth: finder)
      let truths = history.timelines.map { finder.truth(ofRow: $0.test.id) }
      size = size + HistorySize(history, truths)
      order = order + OrderScore(recorded, history, finder)
      for (index, rule) in PublishedRule.all.enumerated() {
        calls[index] += zip(rule.judge(history), truths).map { (call: $0, truth: $1) }
      }
    }
    rules = zip(PublishedRule.all, calls).map { RuleScore($0, $1) }
  }

  /// Scores what is said of orders in histories of a preset that shuffle tests one by one.
  static func orderOfTests(_ preset: SimulationPreset, seeds: [UInt64]) -> OrderScore {
    var settings = preset.settings
    settings.shufflesTests = true
    return seeds.reduce(OrderScore()) { score, seed in
      let recorded = RecordedSimulation(simulateHistory(settings, seed: seed))
      let history = recorded.history(days: evaluatedDays)
      return score + OrderScore(recorded, history, TruthFinder(recorded, days: evaluatedDays))
    }
  }
}
