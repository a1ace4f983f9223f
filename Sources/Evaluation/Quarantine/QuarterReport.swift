public import HistorySimulator

/// The evaluation of quarantine and gate on simulated quarters, as a page of Markdown.
public struct QuarterReport {
  /// The simulated repositories.
  public var presets: [SimulationPreset]
  /// How many seeds of each there are, from 1 on.
  public var seeds: UInt64
  /// The days of a quarter.
  public var days = 90

  /// A report of the given extent.
  public init(presets: [SimulationPreset] = [.standard, .hard], seeds: UInt64) {
    self.presets = presets
    self.seeds = max(seeds, 1)
  }

  /// Simulates and lives through every quarter.
  public var text: String {
    var scores: [QuarterScore] = []
    for preset in presets {
      var quarter = Quarter(preset)
      quarter.days = days
      for seed in 1...seeds {
        scores.append(QuarterScore(quarter, seeds: [seed]))
      }
      quarter.tellsWhy = false
      scores.append(QuarterScore(quarter, seeds: [1]))
    }
    return text(of: scores)
  }

  /// The page of some scores, each of one seed.
  func text(of scores: [QuarterScore]) -> String {
    let words = QuarterWords(days: days, seeds: seeds)
    return [
      words.opening,
      words.builds, buildTable(scores), reasonTable(scores),
      words.entries, entryTable(scores),
      words.releases, releaseTable(scores),
      words.excuses, excuseTable(scores),
    ].joined(separator: "\n")
  }
}
