import StatisticsCore
import TestSupport
import Testing

@Suite("Ties between items")
struct ShardingOrderTests {
  /// Names that begin alike, are prefixes of each other, or hold bytes of zero.
  static func names(seed: UInt64) -> [String] {
    var random = SeededRandom(seed: seed)
    let parts = [
      "a", "b", "spec/models/", "\u{0}", "\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}", "\u{E9}",
      "e\u{301}",
    ]
    var seen = Set<[UInt8]>()
    return (0..<80).compactMap { _ in
      let name = (0..<Int.random(in: 0...4, using: &random))
        .map { _ in parts.randomElement(using: &random) ?? "" }.joined()
      return seen.insert(Array(name.utf8)).inserted ? name : nil
    }
  }

  @Test(
    "Items that weigh the same are dealt in the order of the bytes of their names",
    arguments: 0..<100
  )
  func ordersByBytes(seed: UInt64) throws {
    let names = Self.names(seed: seed)
    let items = names.map { ShardItem(name: $0, weight: 7) }
    // On as many nodes as there are items, each node has one, and equal nodes are in their order.
    let result = try partition(ShardingProblem(items: items, total: max(1, names.count)))
    let dealt = result.nodes.flatMap { $0 }.map { names[$0] }
    let sorted = names.sorted(by: precedesInBytes)
    #expect(dealt.map { Array($0.utf8) } == sorted.map { Array($0.utf8) })
  }

  @Test("Items are dealt by descending weight, whatever its size", arguments: 0..<50)
  func ordersByWeight(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let items = (0..<60).map { number in
      let bits = Int64.random(in: 0...40, using: &random)
      return ShardItem(
        name: "\(number)",
        weight: Int64.random(in: 1...(1 << bits), using: &random)
      )
    }
    let result = try partitionLongestFirst(ShardingProblem(items: items, total: 60))
    let weights = result.nodes.flatMap { $0 }.map { items[$0].weight }
    #expect(weights == items.map(\.weight).sorted(by: >))
  }
}
