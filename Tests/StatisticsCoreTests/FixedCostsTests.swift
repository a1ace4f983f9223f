import StatisticsCore
import TestSupport
import Testing

@Suite("Fixed costs learned from what nodes took")
struct FixedCostsTests {
  static func nodes(
    _ count: Int,
    perNode: Int64,
    perItem: Int64,
    noise: Double = 0.05,
    gone wrong: Int = 0,
    random: inout SeededRandom
  ) -> [NodeObservation] {
    (0..<count).map { number in
      let items = Int.random(in: 20...120, using: &random)
      let sum = Int64.random(in: 200_000_000...400_000_000, using: &random)
      let fixed = Double(perNode + perItem * Int64(items))
      let noisy = fixed * (1 + noise * Double.random(in: -1...1, using: &random))
      let stall: Int64 = number < wrong ? 900_000_000 : 0
      return NodeObservation(duration: sum + Int64(noisy) + stall, items: items, sum: sum)
    }
  }

  @Test("They are recovered, though one run in five hung", arguments: 0..<20)
  func recovered(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let nodes = Self.nodes(
      50,
      perNode: 40_000_000,
      perItem: 500_000,
      gone: 10,
      random: &random
    )
    let costs = try #require(learnedFixedCosts(of: nodes))
    #expect(abs(Double(costs.perNode) / 40_000_000 - 1) < 0.25)
    #expect(abs(Double(costs.perItem) / 500_000 - 1) < 0.35)
    #expect(costs.runs == 50)
    #expect(learnedFixedCosts(of: nodes.shuffled(using: &random)) == costs)
  }

  @Test("No cost an item is made up where there is none", arguments: 0..<20)
  func none(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let nodes = Self.nodes(40, perNode: 60_000_000, perItem: 0, noise: 0.3, random: &random)
    let costs = try #require(learnedFixedCosts(of: nodes))
    // The most that chance makes of it is a tenth of the node's.
    #expect(costs.perItem * 70 < 12_000_000)
    #expect(abs(Double(costs.perNode + costs.perItem * 70) / 60_000_000 - 1) < 0.2)
  }

  @Test("All cost is the items' where a node of none would cost nothing")
  func itemsAlone() throws {
    var random = SeededRandom(seed: 4)
    let nodes = Self.nodes(40, perNode: 0, perItem: 700_000, random: &random)
    let costs = try #require(learnedFixedCosts(of: nodes))
    #expect(costs.perNode < 3_000_000)
    #expect(abs(Double(costs.perItem) / 700_000 - 1) < 0.1)
  }

  @Test("Nothing is learned from too little, from equal parts, or from nodes that run in parallel")
  func nothing() {
    var random = SeededRandom(seed: 6)
    let nodes = Self.nodes(40, perNode: 60_000_000, perItem: 1000, random: &random)
    #expect(learnedFixedCosts(of: []) == nil)
    #expect(learnedFixedCosts(of: Array(nodes.prefix(4))) == nil)
    #expect(learnedFixedCosts(of: Array(nodes.prefix(5))) != nil)
    let equal = nodes.map { NodeObservation(duration: $0.duration, items: 30, sum: $0.sum) }
    #expect(learnedFixedCosts(of: equal) == nil)
    let parallel = nodes.map {
      NodeObservation(duration: $0.duration / 4, items: $0.items, sum: $0.sum)
    }
    #expect(learnedFixedCosts(of: parallel) == nil)
  }

  @Test("Thousands of nodes are as good as hundreds")
  func many() throws {
    var random = SeededRandom(seed: 7)
    let nodes = Self.nodes(5000, perNode: 40_000_000, perItem: 500_000, random: &random)
    let costs = try #require(learnedFixedCosts(of: nodes))
    #expect(abs(Double(costs.perNode) / 40_000_000 - 1) < 0.1)
    #expect(abs(Double(costs.perItem) / 500_000 - 1) < 0.1)
  }
}
