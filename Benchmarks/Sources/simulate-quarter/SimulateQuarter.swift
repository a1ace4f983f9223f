import ArgumentParser
import Evaluation
import Foundation

@main
struct SimulateQuarter: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate-quarter",
    abstract: "Lives through simulated quarters with the quarantine and the gate."
  )

  @Option(help: "How many seeds of each simulated repository, from 1 on.")
  var seeds: UInt64 = 3

  @Option(help: ArgumentHelp("Write quarantine.md into this folder.", valueName: "folder"))
  var output: String?

  func run() throws {
    let text = QuarterReport(seeds: seeds).text
    print(text, terminator: "")
    guard let output else { return }
    let file = URL(fileURLWithPath: output).appendingPathComponent("quarantine.md")
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
}
