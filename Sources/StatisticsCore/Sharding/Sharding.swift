/// Deals items to nodes so that the last node is done as early as possible.
///
/// The best of two ways: longest first and then exchanges between nodes, and MULTIFIT and then
/// exchanges. Nobody knows a time to a hundred-thousandth, so a partition that is that close to the
/// lower bound is not improved further. Which node an item gets depends on the items and not on
/// their order, and is the same on every machine: whole numbers, ties by name. Of nodes that do not
/// differ, the first one gets the heaviest item.
///
/// - Throws: a `ShardingError` where the problem contradicts itself.
public func partition(_ problem: ShardingProblem) throws(ShardingError) -> Partition {
  let sharding = try Sharding(problem)
  return sharding.partition(sharding.undealt.dealtBest(lowerBound: sharding.lowerBound))
}

/// Deals items to nodes, the heaviest first, each to the node that would be done with it first.
///
/// What `partition` is never worse than.
///
/// - Throws: a `ShardingError` where the problem contradicts itself.
public func partitionLongestFirst(
  _ problem: ShardingProblem
) throws(ShardingError) -> Partition {
  let sharding = try Sharding(problem)
  var deal = sharding.undealt
  deal.dealLongestFirst()
  return sharding.partition(deal)
}

/// A problem on its way to a partition.
struct Sharding {
  let units: ShardUnits
  let clocks: [NodeClock]
  let isolation: Isolation
  let lowerBound: Int64
  /// The units that are not isolated, on the nodes that are left to them, before they are dealt.
  let undealt: Deal
  private let itemCount: Int

  init(_ problem: ShardingProblem) throws(ShardingError) {
    try problem.validate()
    itemCount = problem.items.count
    units = ShardUnits(problem)
    clocks = problem.nodes.map { NodeClock($0) }
    (isolation, lowerBound) = try Isolation.best(units, on: clocks)
    let free = isolation.freeNodes
    undealt = Deal(weights: units.freeWeights, clocks: free.map { [clocks] in clocks[$0] })
  }

  /// The partition that a deal of all free units is.
  func partition(_ deal: Deal) -> Partition {
    var nodes = Array(repeating: Int32(0), count: units.weights.count)
    for (free, node) in deal.nodes.enumerated() {
      nodes[units.freeRanks.isEmpty ? free : units.freeRanks[free]] =
        Int32(isolation.freeNodes[Int(node)])
    }
    for (rank, node) in isolation.alone { nodes[rank] = Int32(node) }
    return partition(byRank: nodes.inCanonicalOrder(on: clocks))
  }

  private func partition(byRank nodes: [Int32]) -> Partition {
    var nodeOfItem = Array(repeating: Int32(0), count: itemCount)
    var counts = Array(repeating: 0, count: clocks.count)
    var work = Array(repeating: Int64(0), count: clocks.count)
    for (rank, node) in nodes.enumerated() {
      work[Int(node)] += units.weights[rank]
      for position in units.members(of: rank) {
        nodeOfItem[Int(position)] = node
        counts[Int(node)] += 1
      }
    }
    var contents = counts.map { count in
      var content: [Int] = []
      content.reserveCapacity(count)
      return content
    }
    for (position, node) in nodeOfItem.enumerated() { contents[Int(node)].append(position) }
    let loads = clocks.indices.map { clocks[$0].finish(work[$0]) }
    return Partition(nodes: contents, loads: loads, lowerBound: lowerBound)
  }
}

extension [Int32] {
  /// The nodes by rank, with nodes that do not differ exchanged so that of any two of them the first
  /// has the unit of the lower rank.
  fileprivate func inCanonicalOrder(on clocks: [NodeClock]) -> [Int32] {
    var byClock: [NodeClock: [Int32]] = [:]
    for (node, clock) in clocks.enumerated() { byClock[clock, default: []].append(Int32(node)) }
    var names = Array(repeating: Int32(-1), count: clocks.count)
    var taken: [NodeClock: Int] = [:]
    return map { node in
      if names[Int(node)] < 0 {
        let clock = clocks[Int(node)]
        let index = taken[clock, default: 0]
        taken[clock] = index + 1
        names[Int(node)] = byClock[clock]?[index] ?? node
      }
      return names[Int(node)]
    }
  }
}
