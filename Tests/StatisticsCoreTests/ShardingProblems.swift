import StatisticsCore
import TestSupport

/// Random problems, with all that a problem may hold.
enum ShardingProblems {
  /// A problem with up to `most` items, whose weights take up to `heaviest`.
  static func random(
    seed: UInt64,
    items most: Int = 60,
    nodes mostNodes: Int = 9,
    heaviest: Int64 = 50
  ) -> ShardingProblem {
    var random = SeededRandom(seed: seed)
    let count = Int.random(in: 0...most, using: &random)
    let items = (0..<count).map { number in
      ShardItem(
        name: "suite/t\(number)",
        weight: Int64.random(in: 1...heaviest, using: &random)
      )
    }
    let nodeCount = Int.random(in: 1...mostNodes, using: &random)
    var problem = ShardingProblem(items: items, total: nodeCount)
    if Bool.random(using: &random) {
      for node in 0..<nodeCount {
        problem.nodes[node].bias = Int64.random(in: -20...60, using: &random)
      }
    }
    if Bool.random(using: &random) {
      for node in 0..<nodeCount {
        problem.nodes[node].speed = [500, 900, 1000, 2000].randomElement(using: &random) ?? 1000
      }
    }
    addGroups(to: &problem, &random)
    return problem
  }

  private static func addGroups(to problem: inout ShardingProblem, _ random: inout SeededRandom) {
    let positions = Array(problem.items.indices)
    func group() -> [Int] {
      Array(positions.shuffled(using: &random).prefix(Int.random(in: 0...4, using: &random)))
    }
    if Bool.random(using: &random) { problem.together = (0..<3).map { _ in group() } }
    if Bool.random(using: &random) {
      // Too many groups are an error, which other tests are about.
      problem.isolated = (0..<((problem.nodes.count - 1) / 2)).map { _ in group() }
    }
  }

  /// The problem with its items in another order, and by new position the old one.
  static func shuffled(
    _ problem: ShardingProblem,
    seed: UInt64
  ) -> (problem: ShardingProblem, order: [Int]) {
    var random = SeededRandom(seed: seed)
    let order = problem.items.indices.shuffled(using: &random)
    var place = order
    for (new, old) in order.enumerated() { place[old] = new }
    var shuffled = problem
    shuffled.items = order.map { problem.items[$0] }
    shuffled.together = problem.together.map { $0.map { place[$0] }.shuffled(using: &random) }
    shuffled.isolated = problem.isolated.map { $0.map { place[$0] }.shuffled(using: &random) }
    if !problem.previous.isEmpty { shuffled.previous = order.map { problem.previous[$0] } }
    return (shuffled, order)
  }

  /// By item, its node.
  static func nodeOfItem(_ partition: Partition, count: Int) -> [Int] {
    var nodes = Array(repeating: -1, count: count)
    for (node, positions) in partition.nodes.enumerated() {
      for position in positions { nodes[position] = node }
    }
    return nodes
  }

  /// When a node is done with items, from what a bias and a speed mean.
  static func finish(_ node: ShardNode, _ weights: [Int64]) -> Int64 {
    let work = weights.reduce(0, +)
    let (whole, rest) = (work * 1000).quotientAndRemainder(dividingBy: Int64(node.speed))
    return node.bias + whole + (rest > 0 ? 1 : 0)
  }

  /// The makespan of the best of all partitions that respect the groups, by trying all.
  static func optimum(_ problem: ShardingProblem) -> Int64? {
    let (items, nodes) = (problem.items.count, problem.nodes.count)
    var best: Int64?
    let codes = (0..<items).reduce(1) { product, _ in product * nodes }
    for code in 0..<codes {
      var rest = code
      let nodeOf = (0..<items).map { _ in
        defer { rest /= nodes }
        return rest % nodes
      }
      guard respects(problem, nodeOf) else { continue }
      let makespan =
        problem.nodes.enumerated().map { node, shard in
          finish(shard, (0..<items).filter { nodeOf[$0] == node }.map { problem.items[$0].weight })
        }.max() ?? 0
      best = min(best ?? .max, makespan)
    }
    return best
  }

  /// Whether groups are kept together and isolated; an item that shares a node with an isolated one
  /// must be kept together with it.
  static func respects(_ problem: ShardingProblem, _ nodeOf: [Int]) -> Bool {
    let groups = (problem.together + problem.isolated).filter { !$0.isEmpty }
    guard groups.allSatisfy({ Set($0.map { nodeOf[$0] }).count == 1 }) else { return false }
    return problem.isolated.filter { !$0.isEmpty }.allSatisfy { isolated in
      var unit = Set(isolated)
      for _ in groups {
        for group in groups where !unit.isDisjoint(with: group) { unit.formUnion(group) }
      }
      let node = nodeOf[isolated[0]]
      return nodeOf.indices.allSatisfy { nodeOf[$0] != node || unit.contains($0) }
    }
  }
}
