import StatisticsCore
import TestModel
import TestSupport
import Testing

@Suite("Dealing items to nodes")
struct PartitionTests {
  static func items(seed: UInt64) -> (items: [ShardItem], total: Int) {
    var random = SeededRandom(seed: seed)
    let count = Int.random(in: 0...60, using: &random)
    let items = (0..<count).map { number in
      ShardItem(name: "t\(number)", weight: Int64.random(in: 1...50, using: &random))
    }
    return (items, Int.random(in: 1...9, using: &random))
  }

  @Test("The nodes hold every item exactly once, and their loads are the sums", arguments: 0..<300)
  func isAPartition(seed: UInt64) throws {
    let (items, total) = Self.items(seed: seed)
    for partition in [
      try partitionLongestFirst(ShardingProblem(items: items, total: total)),
      partitionByName(items.map(\.name), total: total),
    ] {
      #expect(partition.nodes.count == total)
      #expect(partition.nodes.joined().sorted() == Array(items.indices))
    }
    let byWeight = try partitionLongestFirst(ShardingProblem(items: items, total: total))
    #expect(
      byWeight.loads == byWeight.nodes.map { node in node.reduce(0) { $0 + items[$1].weight } }
    )
  }

  @Test("The order of the items does not matter", arguments: 0..<200)
  func orderDoesNotMatter(seed: UInt64) throws {
    let (items, total) = Self.items(seed: seed)
    var random = SeededRandom(seed: seed &+ 1000)
    let shuffled = items.shuffled(using: &random)
    func names(_ partition: Partition, of items: [ShardItem]) -> [[String]] {
      partition.nodes.map { $0.map { items[$0].name }.sorted() }
    }
    let first = try partitionLongestFirst(ShardingProblem(items: items, total: total))
    let second = try partitionLongestFirst(ShardingProblem(items: shuffled, total: total))
    #expect(names(first, of: items) == names(second, of: shuffled))
    #expect(
      names(partitionByName(items.map(\.name), total: total), of: items)
        == names(partitionByName(shuffled.map(\.name), total: total), of: shuffled)
    )
  }

  @Test("The makespan keeps Graham's bound against the best of all partitions", arguments: 0..<60)
  func keepsTheBound(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let weights = (0..<7).map { _ in Int64.random(in: 1...20, using: &random) }
    let total = Int.random(in: 2...3, using: &random)
    var best = Int64.max
    for code in 0..<Int((0..<7).reduce(1) { product, _ in product * total }) {
      var loads = Array(repeating: Int64(0), count: total)
      var rest = code
      for weight in weights {
        loads[rest % total] += weight
        rest /= total
      }
      best = min(best, loads.max() ?? 0)
    }
    let items = weights.enumerated().map { ShardItem(name: "\($0)", weight: $1) }
    let makespan = try partitionLongestFirst(ShardingProblem(items: items, total: total)).makespan
    // 4/3 − 1/(3m) of the best, in whole numbers: 3m · makespan ≤ (4m − 1) · best.
    #expect(makespan * Int64(3 * total) <= best * Int64(4 * total - 1))
    #expect(makespan >= best)
  }

  @Test("Names that only differ in how Unicode writes them are two items")
  func keepsUnicodeTwinsApart() {
    let names = ["caf\u{E9}.py", "cafe\u{301}.py"]
    #expect(names[0] == names[1])
    let first = partitionByName(names, total: 2)
    let second = partitionByName(names.reversed(), total: 2)
    #expect(
      first.nodes.map { Array(names[$0[0]].utf8) }
        == second.nodes.map { Array(names.reversed()[$0[0]].utf8) }
    )
  }
}
