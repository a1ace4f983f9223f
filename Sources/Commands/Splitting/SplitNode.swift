import Ingester
import TestModel

/// Which node of how many this is.
struct SplitNode {
  static let mostNodes = 100_000

  let index: Int
  let total: Int
  private(set) var remarks: [String] = []

  /// Finds the node on the command line, else in the environment.
  ///
  /// - Throws: `CommandFailure` where one of the two numbers is not known, or both do not fit.
  init(_ options: NodeOptions, in surroundings: Surroundings) throws {
    let told = SplitNode.told(options, in: surroundings)
    guard let index = told.index, let total = told.total else {
      guard told.index == nil, told.total == nil, surroundings.jobRun.provider == nil else {
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
    guard (1...SplitNode.mostNodes).contains(total), (0..<total).contains(index) else {
      throw CommandFailure(
        "node \(index) of \(total) does not exist: --total is 1 to \(SplitNode.mostNodes), and "
          + "--index runs from 0 to --total less 1",
        .usage
      )
    }
    self.index = index
    self.total = total
  }

  /// This node of a plan for `planned` nodes; the environment need not name their number.
  init(_ options: NodeOptions, ofPlanned planned: Int, in surroundings: Surroundings) throws {
    let told = SplitNode.told(options, in: surroundings)
    guard let index = told.index else {
      throw CommandFailure("the number of this node is not known; give it with --index", .usage)
    }
    guard told.total ?? planned == planned, (0..<planned).contains(index) else {
      throw CommandFailure(
        "the plan is for \(planned) nodes, from 0, and this is node \(index) of "
          + "\(told.total ?? planned); make the plan again for as many nodes as there are",
        .unusableInput
      )
    }
    self.index = index
    total = planned
  }

  /// The number of nodes that the command line or the environment names; none where neither does.
  static func total(_ named: Int?, in surroundings: Surroundings) throws -> Int? {
    guard let total = named ?? surroundings.nodeTotal else { return nil }
    guard (1...mostNodes).contains(total) else {
      throw CommandFailure("--total is 1 to \(mostNodes), and not \(total)", .usage)
    }
    return total
  }

  private static func told(
    _ options: NodeOptions,
    in surroundings: Surroundings
  ) -> (index: Int?, total: Int?) {
    (
      options.shard?.index ?? options.index ?? surroundings.nodeIndex,
      options.shard?.total ?? options.total ?? surroundings.nodeTotal
    )
  }
}

extension Surroundings {
  /// This node as the environment names it, from 0.
  fileprivate var nodeIndex: Int? { number("EVENKEEL_NODE_INDEX") ?? jobRun.nodeIndex }

  /// The number of nodes as the environment names it.
  fileprivate var nodeTotal: Int? { number("EVENKEEL_NODE_TOTAL") ?? jobRun.nodeTotal }

  private func number(_ variable: String) -> Int? { variables[variable].flatMap { Int($0) } }
}
