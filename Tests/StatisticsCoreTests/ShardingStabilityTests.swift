import StatisticsCore
import TestSupport
import Testing

@Suite("Keeping items on their previous nodes")
struct ShardingStabilityTests {
  static func problem(seed: UInt64, items: Int = 120, nodes: Int = 6) -> ShardingProblem {
    var random = SeededRandom(seed: seed)
    return ShardingProblem(
      items: (0..<items).map { number in
        ShardItem(name: "t\(number)", weight: Int64.random(in: 1...100_000, using: &random))
      },
      total: nodes
    )
  }

  static func dealt(_ problem: ShardingProblem) throws -> ShardingProblem {
    var next = problem
    next.previous = ShardingProblems.nodeOfItem(
      try partition(problem),
      count: problem.items.count
    )
    return next
  }

  @Test("The same input moves nothing", arguments: 0..<20)
  func keepsAll(seed: UInt64) throws {
    for tolerance in [0, 0.01] {
      var problem = try Self.dealt(Self.problem(seed: seed))
      problem.tolerance = tolerance
      #expect(try partition(problem).moved == 0)
    }
  }

  @Test(
    "A new item and a changed one move few others, and the tolerance is kept",
    arguments: 0..<40
  )
  func movesFew(seed: UInt64) throws {
    var problem = try Self.dealt(Self.problem(seed: seed))
    problem.items.append(ShardItem(name: "new", weight: 50_000))
    problem.items[Int(seed) % 120].weight += 60_000
    problem.previous.append(-1)
    problem.tolerance = 0.02
    let stable = try partition(problem)
    #expect(Double(stable.makespan) <= 1.02 * Double(stable.lowerBound))
    #expect(stable.moved <= 6)
    problem.previous = []
    let free = try partition(problem)
    let freeNodes = ShardingProblems.nodeOfItem(free, count: 121)
    let before = try Self.dealt(Self.problem(seed: seed)).previous
    #expect(zip(freeNodes, before).count { $0 != $1 } > 40)
  }

  @Test("One node more takes its share of the items, and no more", arguments: 0..<20)
  func fillsANewNode(seed: UInt64) throws {
    var problem = try Self.dealt(Self.problem(seed: seed))
    problem.nodes.append(ShardNode())
    let stable = try partition(problem)
    #expect(Double(stable.makespan) <= 1.01 * Double(stable.lowerBound))
    let weight = problem.items.reduce(0) { $0 + $1.weight }
    let nodes = ShardingProblems.nodeOfItem(stable, count: problem.items.count)
    let movedWeight = problem.items.indices.reduce(Int64(0)) {
      $0 + (nodes[$1] != problem.previous[$1] ? problem.items[$1].weight : 0)
    }
    #expect(Double(movedWeight) < 1.25 * Double(weight) / 7)
  }

  @Test("The items of a node that is gone move, and few others do", arguments: 0..<20)
  func emptiesALostNode(seed: UInt64) throws {
    var problem = try Self.dealt(Self.problem(seed: seed))
    problem.nodes.removeLast()
    let stable = try partition(problem)
    let orphans = problem.previous.count { $0 == 5 }
    #expect(Double(stable.makespan) <= 1.01 * Double(stable.lowerBound))
    #expect(stable.moved >= orphans)
    #expect(stable.moved <= orphans + 15)
  }

  @Test(
    "Without a way to stay in the tolerance, equal nodes are named as before",
    arguments: 0..<20
  )
  func fallsBack(seed: UInt64) throws {
    // Each node has one item at the least time, so that only a name can be kept.
    let items = (0..<6).map { ShardItem(name: "\($0)", weight: 100 - Int64($0)) }
    var problem = ShardingProblem(items: items, total: 6)
    var random = SeededRandom(seed: seed)
    problem.previous = (0..<6).shuffled(using: &random)
    problem.items.append(ShardItem(name: "new", weight: 1))
    problem.previous.append(-1)
    problem.tolerance = 0
    let result = try partition(problem)
    #expect(result.moved == 0)
    #expect(result.makespan == 100)
  }

  @Test(
    "Constraints hold and items are dealt once, whatever the previous nodes",
    arguments: 0..<300
  )
  func isAPartition(seed: UInt64) throws {
    var problem = ShardingProblems.random(seed: seed)
    var random = SeededRandom(seed: seed)
    problem.previous = problem.items.map { _ in
      Int.random(in: -2...problem.nodes.count, using: &random)
    }
    problem.tolerance = [0, 0.05, 0.5].randomElement(using: &random) ?? 0
    let result = try partition(problem)
    let nodeOf = ShardingProblems.nodeOfItem(result, count: problem.items.count)
    #expect(result.nodes.joined().sorted() == Array(problem.items.indices))
    #expect(ShardingProblems.respects(problem, nodeOf))
    #expect(
      result.moved == zip(nodeOf, problem.previous).count { $1 >= 0 && $0 != $1 }
    )
    var free = problem
    free.previous = []
    let limit = Double(result.lowerBound) * (1 + problem.tolerance)
    #expect(
      try Double(result.makespan) <= limit || result.makespan <= partition(free).makespan
    )
  }
}
