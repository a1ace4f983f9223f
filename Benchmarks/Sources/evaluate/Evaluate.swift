public import ArgumentParser
import Evaluation
import Foundation
public import HistorySimulator

@main
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Scores the analysis of flakiness on histories whose truth is known."
  )

  @Option(
    name: .customLong("preset"),
    help: ArgumentHelp("Evaluate only this simulated history; may be repeated.", valueName: "name")
  )
  var presets: [SimulationPreset] = []

  @Option(help: "How many seeds of each history, from 1 on.")
  var seeds: UInt64 = 5

  @Option(help: "How many of them are followed from day to day.")
  var dailySeeds: UInt64 = 2

  @Option(
    help: ArgumentHelp(
      "The folder of real outcomes; by default what EVENKEEL_DATA names.",
      valueName: "folder"
    )
  )
  var data: String?

  @Option(
    help: ArgumentHelp("Write evaluation.md into this folder.", valueName: "folder")
  )
  var output: String?

  func run() throws {
    let report = EvaluationReport(
      presets: presets.isEmpty ? evaluatedPresets : presets,
      seeds: seeds,
      dailySeeds: min(dailySeeds, seeds),
      dataFolder: data ?? ProcessInfo.processInfo.environment["EVENKEEL_DATA"]
    )
    let text = try report.text()
    print(text, terminator: "")
    guard let output else { return }
    let file = URL(fileURLWithPath: output).appendingPathComponent("evaluation.md")
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
}

extension SimulationPreset: @retroactive ExpressibleByArgument {}
