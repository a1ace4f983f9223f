import ArgumentParser
import Foundation
import HistorySimulator
import TestModel

/// Writes a simulated CI history: a manifest, its reports and the truth behind them.
@main
struct GenerateHistory: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate-history",
    abstract: "Write a simulated CI history whose flaky tests and incidents are known."
  )

  @Option(help: "What the history is like: \(Self.presetNames).", transform: Self.preset(named:))
  var preset = SimulationPreset.demo

  @Option(help: "The seed; the same one gives the same history.")
  var seed: UInt64 = 1

  @Option(help: "The folder to write runs.jsonl, xml and truth.json to.")
  var output: String

  @Option(help: "How many days to simulate instead of the preset's number.")
  var days: Int?

  @Option(help: "The first day, such as 2026-10-05.", transform: Self.date(_:))
  var start: CivilDate?

  private static let presetNames =
    SimulationPreset.allCases.map(\.rawValue).joined(separator: ", ")

  func validate() throws {
    guard let days else { return }
    guard days > 0 else { throw ValidationError("--days must be 1 or more.") }
  }

  func run() throws {
    var settings = preset.settings
    settings.days = days ?? settings.days
    settings.start = start ?? settings.start
    let history = simulateHistory(settings, seed: seed)
    try HistoryWriter(folder: URL(filePath: output, directoryHint: .isDirectory)).write(history)
    print("\(history.pipelines.count) pipelines, \(history.runs.count) job runs in \(output)")
  }

  private static func preset(named name: String) throws -> SimulationPreset {
    guard let preset = SimulationPreset(rawValue: name) else {
      throw ValidationError("The presets are \(presetNames).")
    }
    return preset
  }

  private static func date(_ text: String) throws -> CivilDate {
    guard text.utf8.count == 10, let moment = Timestamp(iso8601: text) else {
      throw ValidationError("A date is written as 2026-10-05.")
    }
    return CivilDate(day: moment.day)
  }
}
