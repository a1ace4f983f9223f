import StatisticsCore
import TestSupport
import Testing

@Suite("How many nodes a split needs")
struct ShardingCurveTests {
  static func problem(_ weights: [Int64]) -> ShardingProblem {
    ShardingProblem(
      items: weights.enumerated().map { ShardItem(name: "\($0)", weight: $1) },
      total: 1
    )
  }

  @Test(
    "Each point is a split over as many nodes, never better than the partition",
    arguments: 0..<20
  )
  func pointsAreSplits(seed: UInt64) throws {
    var problem = ShardingProblems.random(seed: seed, items: 80, heaviest: 10_000)
    let curve = try NodeCountCurve(of: problem, upTo: 12, fixedCostPerNode: 500)
    let work = problem.items.reduce(0) { $0 + $1.weight }
    #expect(!curve.points.isEmpty)
    for point in curve.points {
      problem.nodes = Array(repeating: ShardNode(bias: 500), count: point.nodes)
      let dealt = try partition(problem)
      #expect(point.lowerBound == dealt.lowerBound)
      #expect(point.makespan >= dealt.makespan)
      #expect(try point.makespan <= partitionLongestFirst(problem).makespan)
      #expect(point.cost == work + Int64(point.nodes) * 500)
      #expect((0...1).contains(point.efficiency))
    }
  }

  @Test("The heaviest item is the floor, from the first count at which it is the bound")
  func namesTheFloor() throws {
    let curve = try NodeCountCurve(
      of: Self.problem([10, 40, 10, 10, 10]),
      upTo: 5,
      fixedCostPerNode: 7
    )
    #expect(curve.floorItems == [1])
    #expect(curve.floor == 47)
    #expect(curve.points.map(\.makespan) == [87, 47, 47, 47, 47])
    #expect(curve.nodesAtFloor == 2)
    #expect(curve.points.map(\.cost) == [87, 94, 101, 108, 115])
    #expect(curve.points[1].efficiency == 80.0 / 94)
  }

  @Test("The smallest number of nodes that is done in time is found", arguments: 0..<60)
  func findsTheSmallest(seed: UInt64) throws {
    let problem = ShardingProblems.random(seed: seed, items: 60, heaviest: 1000)
    let curve = try NodeCountCurve(of: problem, upTo: 9, fixedCostPerNode: 50)
    for target in [curve.floor - 1, curve.floor, 2 * curve.floor, 4 * curve.floor] {
      let needed = try nodesNeeded(
        for: problem,
        target: target,
        upTo: 9,
        fixedCostPerNode: 50
      )
      if let point = curve.points.first(where: { $0.makespan <= target }) {
        #expect(needed == .nodes(point))
      } else if curve.floor > target {
        #expect(needed == .floor(items: curve.floorItems, curve.floor))
      } else {
        #expect(needed == .moreThan(9))
      }
    }
  }

  @Test("Cutting the heaviest item says what splitting it would save")
  func cutsTheHeaviest() throws {
    var problem = Self.problem([10, 40, 10, 10, 10])
    problem.nodes = Array(repeating: ShardNode(), count: 4)
    #expect(try partition(problem).makespan == 40)
    #expect(try makespanCuttingHeaviest(problem) == 20)
    problem.together = [[1, 2]]
    #expect(try partition(problem).makespan == 50)
    #expect(try makespanCuttingHeaviest(problem) <= 23)
    #expect(try makespanCuttingHeaviest(ShardingProblem(items: [], total: 2)) == 0)
  }

  @Test("What means nothing is an error")
  func refuses() throws {
    var problem = Self.problem([1, 2])
    #expect(throws: ShardingError.noNodes) {
      try NodeCountCurve(of: problem, upTo: 0, fixedCostPerNode: 0)
    }
    problem.together = [[2]]
    #expect(throws: ShardingError.noSuchItem(2)) {
      try nodesNeeded(for: problem, target: 1, upTo: 3, fixedCostPerNode: 0)
    }
  }
}
