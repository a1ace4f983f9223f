import ArgumentParser
import Foundation
import Ingester
import Reporter
import StatisticsCore
import TestModel

struct TestsSplit: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Print the tests that this node is to run.",
    discussion: """
      Reads names from FILE or standard input. All nodes that see the same names and the same history \
      get parts that together hold each name exactly once. Without timings it says so, and splits by \
      name.
      """
  )

  @Argument(help: "A file of names; standard input where none is given.") var file: String?
  @Option(help: "How to weigh: name, filesize or timings.") var splitBy = SplitBy.name
  @Option(help: "What the names are: filename, classname, testname or autodetect.")
  var timingsType = TimingsType.autodetect
  @Option(help: "This node, from 0. Default: from the CI provider's environment.") var index: Int?
  @Option(help: "The number of nodes. Default: from the CI provider's environment.") var total: Int?
  @Option(help: "This node and their number, from 1, such as 2/8.") var shard: ShardArgument?
  @Flag(help: "Print counts on standard error.") var showCounts = false
  @Option(help: "What a name without timings weighs, such as 10s. Default: as its folder.")
  var timeDefault: SpanArgument?
  @Option(help: "Timings in CircleCI's results.json, in the place of the history.")
  var timingsFile: String?
  @Option(help: "Fail when fewer names than this are covered by timings, such as 80%.")
  var requireTimings: ShareArgument?
  @Option(help: "Weigh by this job's timings. Default: from the CI provider's environment.")
  var job: String?
  @Option(help: "Weigh by this variant's timings.") var variant: String?
  @Option(help: ArgumentHelp("Use the history as it was then (ISO 8601).", valueName: "time"))
  var asOf: MomentArgument?
  @Flag(name: .customShort("0"), help: "Read and write names that end in NUL.") var nul = false
  @Option(name: .shortAndLong, help: "Write to this file.") var output: String?
  @OptionGroup var common: CommonOptions

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let node = try SplitNode(index: index, total: total, shard: shard, in: surroundings)
    let candidates = try candidates(in: surroundings)
    var remarks = node.remarks
    if candidates.repeated > 0 {
      remarks.append("\(plural(candidates.repeated, "name")) came twice; each is run once")
    }
    let items = candidates.items
    if items.isEmpty { remarks.append("no test names were found in the input") }
    let split = try Weighing(self, in: surroundings).split(items, total: node.total)
    remarks += split.remarks
    let mine = split.partition.nodes[node.index].map { items[$0] }.sorted(by: precedesInBytes)
    if showCounts {
      remarks.append("node \(node.index) of \(node.total): \(mine.count) of \(items.count) names")
    }
    if !items.isEmpty, mine.isEmpty {
      remarks.append(
        "this node has nothing to run: there are more nodes than names; xargs needs -r here"
      )
    }
    if let share = requireTimings?.share, split.coverage < share {
      throw CommandFailure(
        (remarks + [""]).joined(separator: "; ")
          + "timings cover \(Int(split.coverage * 100)) % of the names, and "
          + "--require-timings asks for \(Int(share * 100)) %",
        .finding
      )
    }
    let end = nul ? "\0" : "\n"
    return try surroundings.deliver(mine.map { $0 + end }.joined(), to: output, remarks: remarks)
  }

  func candidates(in surroundings: Surroundings) throws -> SplitCandidates {
    let data: Data
    if let file {
      guard let content = FileManager.default.contents(atPath: surroundings.absolute(file)) else {
        throw CommandFailure("there is no file of names at \(file); check the path", .missingFile)
      }
      data = content
    } else if let input = surroundings.standardInput() {
      data = input
    } else {
      throw CommandFailure(
        "pipe names into `tests split`, or name a file: evenkeel tests glob 'tests/**/*_test.py' | "
          + "evenkeel tests split",
        .usage
      )
    }
    return try SplitCandidates(data, isNul: nul, areNames: timingsType == .testname) { name in
      FileManager.default.fileExists(atPath: surroundings.absolute(name))
    }
  }
}

/// Which node of how many this is.
struct SplitNode {
  let index: Int
  let total: Int
  private(set) var remarks: [String] = []

  init(index: Int?, total: Int?, shard: ShardArgument?, in surroundings: Surroundings) throws {
    let environment = surroundings.jobRun
    func variable(_ name: String) -> Int? { surroundings.variables[name].flatMap { Int($0) } }
    let foundIndex =
      shard?.index ?? index ?? variable("EVENKEEL_NODE_INDEX") ?? environment.nodeIndex
    let foundTotal =
      shard?.total ?? total ?? variable("EVENKEEL_NODE_TOTAL") ?? environment.nodeTotal
    guard let foundIndex, let foundTotal else {
      guard foundIndex == nil, foundTotal == nil, environment.provider == nil else {
        throw CommandFailure(
          "the number of this node or of all nodes is not known; give both with --index and --total, "
            + "or --shard 2/8: without them every node would run all tests",
          .usage
        )
      }
      self.index = 0
      self.total = 1
      remarks = ["no nodes are named here, so this node gets all names (--index and --total)"]
      return
    }
    guard (1...100_000).contains(foundTotal), (0..<foundTotal).contains(foundIndex) else {
      throw CommandFailure(
        "node \(foundIndex) of \(foundTotal) does not exist: --total is 1 to 100000, and "
          + "--index runs from 0 to --total less 1",
        .usage
      )
    }
    self.index = foundIndex
    self.total = foundTotal
  }
}
