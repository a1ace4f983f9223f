import ArgumentParser
import Evaluation
import Foundation

@main
struct ScoreEstimates: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score-estimates",
    abstract: "Plans splits from the runs up to one and measures them on the next."
  )

  @Option(
    help: ArgumentHelp(
      "The folder of real outcomes and durations; by default what EVENKEEL_DATA names.",
      valueName: "folder"
    )
  )
  var data: String?

  @Option(help: "How many seeds of each simulated suite, from 1 on.")
  var seeds: UInt64 = 20

  @Option(help: ArgumentHelp("Write splitting.md into this folder.", valueName: "folder"))
  var output: String?

  func run() throws {
    let folder = data ?? ProcessInfo.processInfo.environment["EVENKEEL_DATA"]
    let report = SplittingReport(dataFolder: folder.map { "\($0)/durations" }, seeds: seeds)
    let text = try report.text()
    print(text, terminator: "")
    guard let output else { return }
    let file = URL(fileURLWithPath: output).appendingPathComponent("splitting.md")
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
}
