public import ArgumentParser
import Evaluation
public import HistorySimulator

@main
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Scores the analysis of flakiness on histories whose truth is known."
  )

  @Option(
    name: .customLong("preset"),
    help: ArgumentHelp("Evaluate only these simulated histories.", valueName: "name")
  )
  var presets: [SimulationPreset] = []

  @Option(help: "How many seeds of each history, from 1 on.")
  var seeds: UInt64 = 5

  func run() {
    let chosen = presets.isEmpty ? evaluatedPresets : presets
    let scores = chosen.map { PresetScore($0, seeds: Array(1...max(seeds, 1))) }
    print(assessmentTables(scores))
    print(ruleTables(scores), terminator: "")
  }
}

extension SimulationPreset: @retroactive ExpressibleByArgument {}
