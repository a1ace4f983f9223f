import StatisticsCore
import TestSupport
import Testing

@Suite("Dealing items to nodes under constraints")
struct ShardingTests {
  @Test("Each item has one node, loads are sums, groups are kept", arguments: 0..<400)
  func isAPartition(seed: UInt64) throws {
    let problem = ShardingProblems.random(seed: seed)
    for result in [try partition(problem), try partitionLongestFirst(problem)] {
      #expect(result.nodes.count == problem.nodes.count)
      #expect(result.nodes.joined().sorted() == Array(problem.items.indices))
      #expect(result.nodes.allSatisfy { $0 == $0.sorted() })
      for (node, positions) in result.nodes.enumerated() {
        let weights = positions.map { problem.items[$0].weight }
        #expect(result.loads[node] == ShardingProblems.finish(problem.nodes[node], weights))
      }
      let nodeOf = ShardingProblems.nodeOfItem(result, count: problem.items.count)
      #expect(ShardingProblems.respects(problem, nodeOf))
      #expect(result.makespan >= result.lowerBound)
      #expect(result.moved == 0)
    }
  }

  @Test("A partition is never worse than longest first", arguments: 0..<400)
  func isNeverWorse(seed: UInt64) throws {
    let problem = ShardingProblems.random(seed: seed &+ 7000, items: 200, nodes: 20)
    #expect(try partition(problem).makespan <= partitionLongestFirst(problem).makespan)
  }

  @Test("The order of the items does not matter", arguments: 0..<300)
  func orderDoesNotMatter(seed: UInt64) throws {
    var problem = ShardingProblems.random(seed: seed, heaviest: seed % 3 == 0 ? 3 : 5000)
    if seed % 2 == 0 {
      var random = SeededRandom(seed: seed)
      problem.previous = problem.items.map { _ in
        Int.random(in: -1...problem.nodes.count, using: &random)
      }
    }
    let (shuffled, order) = ShardingProblems.shuffled(problem, seed: seed &+ 1)
    let first = try partition(problem)
    let second = try partition(shuffled)
    #expect(first.nodes == second.nodes.map { $0.map { order[$0] }.sorted() })
    #expect(first.loads == second.loads)
    #expect(first.lowerBound == second.lowerBound)
    #expect(first.moved == second.moved)
  }

  @Test("No partition is better than the bound, and few are better than what is found")
  func isNearTheOptimum() throws {
    var misses = 0
    var count = 0
    for seed in UInt64(0)..<150 {
      let problem = ShardingProblems.random(seed: seed, items: 6, nodes: 3, heaviest: 30)
      guard let optimum = ShardingProblems.optimum(problem) else { continue }
      let result = try partition(problem)
      #expect(result.lowerBound <= optimum, "seed \(seed)")
      #expect(result.makespan >= optimum, "seed \(seed)")
      #expect(3 * result.makespan <= 4 * max(optimum, 0) || optimum <= 0, "seed \(seed)")
      count += 1
      misses += result.makespan > optimum ? 1 : 0
    }
    #expect(count > 120)
    #expect(misses * 50 < count)
  }

  @Test("Two equal nodes get the best of all partitions of up to 20 items", arguments: 0..<15)
  func isBestOnTwoNodes(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let items = (0..<10).map { number in
      ShardItem(name: "\(number)", weight: Int64.random(in: 1...5000, using: &random))
    }
    let problem = ShardingProblem(items: items, total: 2)
    #expect(try partition(problem).makespan == ShardingProblems.optimum(problem))
  }

  @Test(
    "Near-equal items are dealt to a thousandth of the bound, which longest first misses",
    arguments: [32, 100]
  )
  func dealsNearEqualItems(nodes: Int) throws {
    var random = SeededRandom(seed: 5)
    let items = (0..<(nodes * 10 + nodes / 2)).map { number in
      ShardItem(
        name: "\(number)",
        weight: Int64.random(in: 900_000...1_100_000, using: &random)
      )
    }
    let problem = ShardingProblem(items: items, total: nodes)
    #expect(try partition(problem).gap < 0.001)
    #expect(try partitionLongestFirst(problem).gap > 0.01)
  }

  @Test("Of equal nodes the first has the heaviest item")
  func namesNodesByTheirHeaviest() throws {
    let items = [3, 9, 1, 8, 2, 7].enumerated().map {
      ShardItem(name: "\($0)", weight: Int64($1))
    }
    let result = try partition(ShardingProblem(items: items, total: 3))
    #expect(result.nodes == [[1, 2], [3, 4], [0, 5]])
    #expect(result.makespan == 10)
    #expect(result.gap == 0)
  }

  @Test("A bias is work that a node has besides, a speed what it divides its work by")
  func meansBiasAndSpeed() throws {
    let items = (0..<4).map { ShardItem(name: "\($0)", weight: 30) }
    let biased = ShardingProblem(items: items, nodes: [ShardNode(bias: 60), ShardNode()])
    #expect(try partition(biased).loads == [90, 90])
    let early = ShardingProblem(items: items, nodes: [ShardNode(bias: -60), ShardNode()])
    #expect(try partition(early).loads == [30, 30])
    let fast = ShardingProblem(items: items, nodes: [ShardNode(speed: 3000), ShardNode()])
    #expect(try partition(fast).loads == [30, 30])
    let busy = ShardingProblem(items: items, nodes: [ShardNode(bias: 500), ShardNode()])
    #expect(try partition(busy).nodes == [[], [0, 1, 2, 3]])
    #expect(try partition(busy).lowerBound == 500)
  }

  @Test("Groups with an item in common are one, and isolated when one of them is")
  func mergesGroups() throws {
    let items = (0..<6).map { ShardItem(name: "\($0)", weight: 10) }
    var problem = ShardingProblem(items: items, total: 3)
    problem.together = [[0, 1], [1, 2]]
    problem.isolated = [[2, 3]]
    #expect(try partition(problem).nodes == [[0, 1, 2, 3], [4], [5]])
    problem.isolated = [[2, 3], [3, 4], [5]]
    #expect(try partition(problem).nodes == [[0, 1, 2, 3, 4], [5], []])
  }

  @Test("What contradicts itself is an error that says so")
  func refuses() throws {
    let items = (0..<4).map { ShardItem(name: "\($0)", weight: 10) }
    var problem = ShardingProblem(items: items, total: 0)
    #expect(throws: ShardingError.noNodes) { try partition(problem) }
    problem.nodes = [ShardNode(), ShardNode()]
    problem.isolated = [[0], [1]]
    let error = ShardingError.tooManyIsolated(groups: 2, nodes: 2, others: 2)
    #expect(throws: error) { try partition(problem) }
    #expect(
      error.description
        == "2 isolated groups and 2 other items do not fit on 2 nodes: each group needs one of its "
        + "own, and the other items need one more."
    )
    problem.isolated = [[4]]
    #expect(throws: ShardingError.noSuchItem(4)) { try partition(problem) }
    problem.isolated = []
    problem.previous = [0]
    #expect(throws: ShardingError.previousCount(1, items: 4)) { try partition(problem) }
    problem.previous = []
    problem.tolerance = .infinity
    #expect(throws: ShardingError.tolerance(.infinity)) { try partition(problem) }
    problem.tolerance = 0
    problem.nodes[1].speed = 0
    #expect(throws: ShardingError.speed(0, node: 1)) { try partition(problem) }
  }

  @Test("Absurd weights, biases and speeds are held at what can be added up")
  func survivesAbsurdNumbers() throws {
    let weights = [Int64.max, .min, 0, 5, .max, .max]
    let items = weights.enumerated().map { ShardItem(name: "\($0)", weight: $1) }
    let nodes = [
      ShardNode(bias: .max, speed: .max), ShardNode(bias: .min, speed: 1), ShardNode(speed: 1),
    ]
    let problem = ShardingProblem(items: items, nodes: nodes)
    let result = try partition(problem)
    #expect(result.nodes.joined().sorted() == Array(0..<6))
    #expect(result.makespan >= result.lowerBound)
    #expect(result.lowerBound > 0)
  }
}
