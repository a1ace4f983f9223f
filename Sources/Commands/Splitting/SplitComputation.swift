import Reporter
import StatisticsCore
import TestModel

/// A split of weighed items over nodes.
struct SplitComputation {
  /// The share of a node's fair load up to which the tests of a file stay on one node (knapsack_pro
  /// splits a file by its examples from 70 % on).
  private static let wholeFile = 0.7

  let weighed: WeighedItems
  let nodes: [ShardNode]
  let partition: Partition

  /// Splits items over nodes.
  ///
  /// - Throws: `CommandFailure` where the constraints cannot be held.
  init(_ weighed: WeighedItems, total: Int, _ constraints: ConstraintOptions) throws {
    self.weighed = weighed
    let problem = try SplitComputation.problem(weighed, total: total, constraints)
    nodes = problem.nodes
    let isFree =
      problem.together.isEmpty && problem.isolated.isEmpty && constraints.bias == nil
      && constraints.speed == nil
    if weighed.isByName, isFree {
      partition = partitionByName(weighed.items, total: total)
      return
    }
    do {
      partition = try StatisticsCore.partition(problem)
    } catch {
      throw CommandFailure(error.description, .unusableInput)
    }
  }

  /// What is to be solved.
  ///
  /// - Throws: `CommandFailure` where the constraints name nodes that are not there.
  static func problem(
    _ weighed: WeighedItems,
    total: Int,
    _ constraints: ConstraintOptions
  ) throws -> ShardingProblem {
    let groups = groups(of: weighed.items, constraints)
    return ShardingProblem(
      items: weighed.shardItems,
      nodes: try constraints.nodes(total: total),
      together: groups.together + files(weighed, total: total, constraints),
      isolated: groups.isolated,
      previous: constraints.stable == nil ? [] : weighed.previous,
      tolerance: constraints.stable?.share ?? 0
    )
  }

  /// By item, its node.
  var nodeOfItem: [Int32] {
    var nodeOfItem = Array(repeating: Int32(0), count: weighed.items.count)
    for (node, positions) in partition.nodes.enumerated() {
      for position in positions { nodeOfItem[position] = Int32(node) }
    }
    return nodeOfItem
  }

  /// The names of a node, in order.
  func names(ofNode node: Int) -> [String] {
    partition.nodes[node].map { weighed.items[$0] }.sorted(by: precedesInBytes)
  }

  /// The ID of the plan that this split is.
  var planID: String {
    StatisticsCore.planID(
      items: weighed.items,
      weights: weighed.weights,
      nodeOfItem: nodeOfItem,
      nodes: nodes.map { "\($0.bias) \($0.speed)" },
      kind: weighed.kind
    )
  }

  /// The split as a plan that can be kept.
  var plan: SplitPlan {
    let nodeOfItem = nodeOfItem
    return SplitPlan(
      kind: weighed.kind,
      items: weighed.items.indices.map {
        SplitPlan.Item(
          name: weighed.items[$0],
          weight: weighed.weights[$0],
          node: nodeOfItem[$0]
        )
      },
      nodes: zip(nodes, partition.loads).map {
        SplitPlan.Node(bias: $0.bias, speed: $0.speed, predicted: $1)
      },
      lowerBound: partition.lowerBound,
      coveredNames: weighed.coveredNames,
      coveredTime: weighed.coveredTime
    )
  }

  // MARK: Groups

  private static func groups(
    of items: [String],
    _ constraints: ConstraintOptions
  ) -> (together: [[Int]], isolated: [[Int]]) {
    func positions(_ prefixes: [String]) -> [[Int]] {
      prefixes.map { prefix in items.indices.filter { items[$0].hasPrefix(prefix) } }
        .filter { !$0.isEmpty }
    }
    return (positions(constraints.keepTogether), positions(constraints.isolate))
  }

  /// The tests of each file that is small enough to stay whole.
  private static func files(
    _ weighed: WeighedItems,
    total: Int,
    _ constraints: ConstraintOptions
  ) -> [[Int]] {
    guard constraints.byFile else { return [] }
    let positions = weighed.items.indices.sorted {
      precedesInBytes(weighed.items[$0], weighed.items[$1])
    }
    let sum = weighed.weights.reduce(0.0) { $0 + Double($1) }
    let limit = wholeFile * sum / Double(total)
    var files: [[Int]] = []
    var last: Substring?
    for position in positions {
      let file = fileOfTest(weighed.items[position])
      if file != nil, file == last {
        files[files.count - 1].append(position)
      } else {
        files.append([position])
      }
      last = file
    }
    return files.filter { group in
      group.count > 1 && group.reduce(0.0) { $0 + Double(weighed.weights[$1]) } <= limit
    }
  }

  /// The file of a test that is named as `tests/test_a.py::TestA::test_x`.
  private static func fileOfTest(_ name: String) -> Substring? {
    guard let separator = name.firstRange(of: "::") else { return nil }
    return name[..<separator.lowerBound]
  }
}

extension ConstraintOptions {
  /// The nodes with their biases and speeds.
  fileprivate func nodes(total: Int) throws -> [ShardNode] {
    var nodes = Array(repeating: ShardNode(), count: total)
    let named = (bias?.microseconds.keys).map(Array.init) ?? []
    let paced = (speed?.perMille.keys).map(Array.init) ?? []
    if let missing = (named + paced).filter({ $0 >= total }).min() {
      throw CommandFailure(
        "there is no node \(missing): the \(total) nodes are numbered from 0",
        .usage
      )
    }
    for (node, span) in bias?.microseconds ?? [:] { nodes[node].bias = span }
    for (node, speed) in speed?.perMille ?? [:] { nodes[node].speed = speed }
    return nodes
  }
}
