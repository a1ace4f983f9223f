public import HistorySimulator

/// The evaluation of the analysis of flakiness, as a page of Markdown.
public struct EvaluationReport {
  /// The simulated histories.
  public var presets: [SimulationPreset]
  /// How many seeds of each there are, from 1 on.
  public var seeds: UInt64
  /// How many of them are followed from day to day, which takes longest.
  public var dailySeeds: UInt64
  /// The folder of real outcomes; none where it is not at hand.
  public var dataFolder: String?

  /// A report of the given extent.
  public init(
    presets: [SimulationPreset],
    seeds: UInt64,
    dailySeeds: UInt64,
    dataFolder: String?
  ) {
    self.presets = presets
    self.seeds = max(seeds, 1)
    self.dailySeeds = max(dailySeeds, 1)
    self.dataFolder = dataFolder
  }

  /// Simulates, assesses and scores everything.
  ///
  /// - Throws: what keeps a file of outcomes from being read.
  public func text() throws -> String {
    let scores = presets.map { PresetScore($0, seeds: Array(1...seeds)) }
    let daily = presets.map { LongitudinalScore($0, seeds: Array(1...dailySeeds)) }
    let real = try dataFolder.map { try realDataTables(folder: $0) }
    return [
      ReportWords.opening, sizeTable(scores),
      ReportWords.lists, listTable(scores), rateTable(scores), verdictTable(scores),
      ReportWords.probabilities, probabilityTable(scores), reliabilityTable(scores),
      ReportWords.outages, outageTable(scores),
      ReportWords.order, orderTable(scores),
      ReportWords.rules, ruleList(), ruleTables(scores),
      ReportWords.daily(seeds: dailySeeds), longitudinalTables(daily),
      ReportWords.real, real ?? "The real histories were not at hand.\n",
    ].joined(separator: "\n")
  }
}
