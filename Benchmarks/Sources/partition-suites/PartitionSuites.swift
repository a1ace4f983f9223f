import ArgumentParser
import Foundation
import StatisticsCore

@main
struct PartitionSuites: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "partition-suites",
    abstract: "Deals real suites to every number of nodes, and compares with longest first.",
    discussion: """
      Prints tables: for each suite, over all node counts with enough items a node, how far the \
      makespan is over the lower bound, and how long it takes to find; how many items move from \
      one snapshot of a suite to the next; and how long large suites take. Exits with 1 where a \
      partition is worse than longest first, or farther over the bound than allowed.
      """
  )

  @Option(help: "The folder of suites, each a folder with latest.csv and history.csv.gz.")
  var data: String
  @Option(help: "The largest number of nodes.") var most = 300
  @Option(help: "The smallest number of items a node.") var itemsPerNode = 10
  @Option(help: "The largest share over the lower bound that is allowed.") var limit = 0.001
  @Option(help: "How often what is timed is run.") var runs = 5
  @Flag(help: "Leave out what moves, and what large suites take.") var gapsOnly = false

  func run() throws {
    let suites = try SuiteFile.all(in: data).filter { !$0.items.isEmpty }
    guard !suites.isEmpty else { throw ValidationError("There are no suites in \(data).") }
    let scores = try suites.map { try SuiteScore($0, most: most, itemsPerNode: itemsPerNode) }
    print(SuiteScore.table(scores))
    if !gapsOnly {
      print("\n" + StabilityScore.table(try stability(suites)))
      print("\n" + SpeedScore.table(try SpeedScore.all(runs: max(1, runs))))
    }
    let failures = scores.flatMap { $0.failures(limit: limit) }
    guard failures.isEmpty else {
      FileHandle.standardError.write(Data((failures.joined(separator: "\n") + "\n").utf8))
      throw ExitCode(1)
    }
  }

  private func stability(_ suites: [SuiteFile]) throws -> [StabilityScore] {
    try suites.flatMap { suite in
      let snapshots = try Snapshots(ofSuiteIn: suite.folder)
      return try [4, 10].flatMap { nodes in
        try [0.01, 0.05].map { tolerance in
          try StabilityScore(suite.name, snapshots, nodes: nodes, tolerance: tolerance)
        }
      }
    }
  }
}
