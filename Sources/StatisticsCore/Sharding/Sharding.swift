/// Deals items to nodes so that the last node is done as early as possible.
///
/// The best of two ways: longest first and then exchanges between nodes, and MULTIFIT and then
/// exchanges. Nobody knows a time to a hundred-thousandth, so a partition that is that close to the
/// lower bound is not improved further. Which node an item gets depends on the items and not on
/// their order, and is the same on every machine: whole numbers, ties by name. Of nodes that do not
/// differ, the first one gets the heaviest item.
///
/// Where the problem knows previous nodes, items stay there as far as the makespan is within the
/// problem's tolerance of the lower bound. Where that is not reached, the items are dealt freely, and
/// nodes that do not differ exchanged so that many items keep theirs.
///
/// - Throws: a `ShardingError` where the problem contradicts itself.
public func partition(_ problem: ShardingProblem) throws(ShardingError) -> Partition {
  let sharding = try Sharding(problem)
  if let stable = sharding.stableDeal {
    return sharding.partition(sharding.nodesByRank(stable))
  }
  let best = sharding.undealt.dealtBest(lowerBound: sharding.lowerBound)
  return sharding.partition(sharding.renamed(sharding.nodesByRank(best)))
}

/// Deals items to nodes, the heaviest first, each to the node that would be done with it first.
///
/// Previous nodes do not matter. Without them, `partition` is never worse than this.
///
/// - Throws: a `ShardingError` where the problem contradicts itself.
public func partitionLongestFirst(
  _ problem: ShardingProblem
) throws(ShardingError) -> Partition {
  let sharding = try Sharding(problem)
  var deal = sharding.undealt
  deal.dealLongestFirst()
  return sharding.partition(sharding.renamed(sharding.nodesByRank(deal)))
}

/// A problem on its way to a partition.
struct Sharding {
  let lowerBound: Int64
  /// The units that are not isolated, on the nodes that are left to them, before they are dealt.
  let undealt: Deal
  private let units: ShardUnits
  private let clocks: [NodeClock]
  private let isolation: Isolation
  /// By item, the node that it had, under 0 where it is new; empty where nothing is known.
  private let previous: [Int]
  private let tolerance: Double

  init(_ problem: ShardingProblem) throws(ShardingError) {
    try problem.validate()
    units = ShardUnits(problem)
    let clocks = problem.nodes.map { NodeClock($0) }
    previous = problem.previous
    tolerance = problem.tolerance
    var (isolation, bound) = try Isolation.best(units, on: clocks)
    if !previous.isEmpty {
      isolation.keep(units.nodes(of: previous, on: clocks.count), on: clocks)
    }
    undealt = Deal(
      weights: units.freeWeights,
      clocks: isolation.freeNodes.map { clocks[$0] }
    )
    lowerBound = bound
    self.isolation = isolation
    self.clocks = clocks
  }

  /// The deal that leaves units where they were, as far as the tolerance allows; none where no
  /// previous nodes are known, or it does not suffice.
  var stableDeal: Deal? {
    guard !previous.isEmpty else { return nil }
    let byRank = units.nodes(of: previous, on: clocks.count)
    var freeIndex = Array(repeating: Int32(-1), count: clocks.count)
    for (index, node) in isolation.freeNodes.enumerated() { freeIndex[node] = Int32(index) }
    let free = units.free(byRank).map { $0 < 0 ? -1 : freeIndex[Int($0)] }
    let allowed = Int64(Double(max(0, lowerBound)) * min(tolerance, 1000))
    let time = max(lowerBound + allowed, Deal.goodEnough(lowerBound))
    var dealing = StableDealing(undealt, previous: free, by: time)
    return dealing.run() ? dealing.deal : nil
  }

  /// By rank of all units, the node, with nodes that do not differ exchanged so that items keep their
  /// previous nodes, or else so that the first of them has the heaviest unit.
  func renamed(_ nodes: [Int32]) -> [Int32] {
    let naming = NodeNaming(clocks: clocks)
    guard !previous.isEmpty else { return naming.canonical(nodes) }
    let names = naming.nearest(units.byItem(nodes), to: previous)
    return nodes.map { names[Int($0)] }
  }

  /// By rank of all units, the node, from a deal of all that are not isolated.
  func nodesByRank(_ deal: Deal) -> [Int32] {
    var nodes = Array(repeating: Int32(0), count: units.weights.count)
    for (free, node) in deal.nodes.enumerated() {
      nodes[units.freeRanks.isEmpty ? free : units.freeRanks[free]] =
        Int32(isolation.freeNodes[Int(node)])
    }
    for (rank, node) in isolation.alone { nodes[rank] = Int32(node) }
    return nodes
  }

  /// The partition in which units, by rank, have some nodes.
  func partition(_ nodes: [Int32]) -> Partition {
    var work = Array(repeating: Int64(0), count: clocks.count)
    for (rank, node) in nodes.enumerated() { work[Int(node)] += units.weights[rank] }
    let byItem = units.byItem(nodes)
    var counts = Array(repeating: 0, count: clocks.count)
    for node in byItem { counts[Int(node)] += 1 }
    var contents = counts.map { count in
      var content: [Int] = []
      content.reserveCapacity(count)
      return content
    }
    for (position, node) in byItem.enumerated() { contents[Int(node)].append(position) }
    return Partition(
      nodes: contents,
      loads: clocks.indices.map { clocks[$0].finish(work[$0]) },
      lowerBound: lowerBound,
      moved: zip(byItem, previous).count { $1 >= 0 && Int($0) != $1 }
    )
  }
}
