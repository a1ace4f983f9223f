import ArgumentParser
import StatisticsCore

@main
struct PartitionSuites: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "partition-suites",
    abstract: "Deals real suites to every number of nodes, and compares with longest first.",
    discussion: """
      Prints a table: for each suite, over all node counts with enough items a node, how far the \
      makespan is over the lower bound, and how long it takes to find. Fails where a partition is \
      worse than longest first, or farther over the bound than allowed.
      """
  )

  @Option(help: "The folder of suites, each a folder with a latest.csv.") var data: String
  @Option(help: "The largest number of nodes.") var most = 300
  @Option(help: "The smallest number of items a node.") var itemsPerNode = 10
  @Option(help: "The largest share over the lower bound that is allowed.") var limit = 0.001

  func run() throws {
    var rows: [SuiteScore] = []
    for suite in try SuiteFile.all(in: data) {
      rows.append(try SuiteScore(suite, most: most, itemsPerNode: itemsPerNode))
    }
    print(SuiteScore.table(rows))
    let failures = rows.flatMap { $0.failures(limit: limit) }
    guard failures.isEmpty else {
      throw ValidationError(failures.joined(separator: "\n"))
    }
  }
}
