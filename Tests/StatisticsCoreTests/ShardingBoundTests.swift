import StatisticsCore
import Testing

@Suite("The lower bound of a makespan")
struct ShardingBoundTests {
  static func bound(_ weights: [Int64], _ nodes: [ShardNode]) throws -> Int64 {
    let items = weights.enumerated().map { ShardItem(name: "\($0)", weight: $1) }
    return try partition(ShardingProblem(items: items, nodes: nodes)).lowerBound
  }

  static func equal(_ count: Int) -> [ShardNode] { Array(repeating: ShardNode(), count: count) }

  @Test("It is the mean load, rounded up")
  func isTheMean() throws {
    #expect(try Self.bound([5, 4, 3, 2, 1, 1, 1], Self.equal(3)) == 6)
  }

  @Test("It is the heaviest item, where that is more than the mean")
  func isTheHeaviest() throws {
    #expect(try Self.bound([50, 1, 1], Self.equal(3)) == 50)
  }

  @Test("Of one item more than there are nodes, two share a node")
  func countsPairs() throws {
    #expect(try Self.bound([70, 60, 50], Self.equal(2)) == 110)
    #expect(try Self.bound([20, 20, 20, 20, 20], Self.equal(2)) == 60)
  }

  @Test("Where many nodes have one item more than the others, it is the mean of these")
  func countsCrowds() throws {
    // Six items on four nodes: at least two nodes hold two, or one holds three.
    #expect(try Self.bound([103, 102, 101, 100, 99, 97], Self.equal(4)) == 199)
  }

  @Test("Loads that no items add up to fill no node")
  func knowsUnreachableLoads() throws {
    // 30 a + 17 b: next to the mean of 111, 107 = 30·3 + 17 and 111 = 30·2 + 17·3 are reachable.
    #expect(try Self.bound([30, 30, 30, 30, 17, 17, 17, 17], Self.equal(2)) == 94)
    #expect(try Self.bound([30, 30, 30, 17, 17, 17, 17], Self.equal(2)) == 81)
    #expect(try Self.bound([100, 100, 100, 100, 50, 50, 50], Self.equal(3)) == 200)
  }

  @Test("Faster nodes lower it, and nodes that begin late raise it")
  func knowsSpeedAndBias() throws {
    #expect(try Self.bound([30, 30, 30, 30], [ShardNode(speed: 3000), ShardNode()]) == 30)
    #expect(try Self.bound([40], [ShardNode(bias: 25), ShardNode(bias: 30)]) == 65)
    #expect(try Self.bound([1], [ShardNode(bias: 25), ShardNode()]) == 25)
  }

  @Test("It counts what isolated groups leave to the others")
  func knowsIsolation() throws {
    let items = [10, 10, 10, 1].enumerated().map {
      ShardItem(name: "\($0)", weight: Int64($1))
    }
    var problem = ShardingProblem(items: items, total: 3)
    problem.isolated = [[3]]
    let result = try partition(problem)
    #expect(result.lowerBound == 20)
    #expect(result.makespan == 20)
  }
}
