/// Deals items to nodes so that the last node is done as early as possible.
///
/// The outcome depends on the items and not on their order, and is the same on every machine.
///
/// - Throws: a `ShardingError` where the problem contradicts itself.
public func partition(_ problem: ShardingProblem) throws(ShardingError) -> Partition {
  try partitionLongestFirst(problem)
}

/// Deals items to nodes, the heaviest first, each to the node that would be done with it first.
///
/// What `partition` is never worse than.
///
/// - Throws: a `ShardingError` where the problem contradicts itself.
public func partitionLongestFirst(
  _ problem: ShardingProblem
) throws(ShardingError) -> Partition {
  try problem.validate()
  let sharding = Sharding(problem)
  var deal = sharding.deal
  deal.dealLongestFirst()
  return sharding.partition(deal)
}

/// A problem on its way to a partition.
struct Sharding {
  let problem: ShardingProblem
  let units: ShardUnits
  let clocks: [NodeClock]
  let isolation: Isolation
  /// The ranks of the units that are not isolated; empty where none are.
  let freeRanks: [Int]

  init(_ problem: ShardingProblem) {
    self.problem = problem
    let units = ShardUnits(problem)
    self.units = units
    clocks = problem.nodes.map { NodeClock($0) }
    isolation = bestIsolation(units, clocks)
    freeRanks = units.isIsolated.indices.filter { !units.isIsolated[$0] }
  }

  /// The deal of the free units to the free nodes, before any is dealt.
  var deal: Deal {
    Deal(
      weights: units.isIsolated.isEmpty ? units.weights : freeRanks.map { units.weights[$0] },
      clocks: isolation.freeNodes.map { clocks[$0] }
    )
  }

  /// The partition that a deal of all free units is.
  func partition(_ deal: Deal) -> Partition {
    var partition = Partition(
      nodes: Array(repeating: [], count: clocks.count),
      loads: []
    )
    var work = Array(repeating: Int64(0), count: clocks.count)
    func put(_ rank: Int, on node: Int) {
      partition.nodes[node].append(contentsOf: units.members(of: rank).lazy.map { Int($0) })
      work[node] += units.weights[rank]
    }
    for (rank, node) in isolation.alone { put(rank, on: node) }
    for (free, node) in deal.nodes.enumerated() {
      put(units.isIsolated.isEmpty ? free : freeRanks[free], on: isolation.freeNodes[Int(node)])
    }
    for node in partition.nodes.indices { partition.nodes[node].sort() }
    partition.loads = clocks.indices.map { clocks[$0].finish(work[$0]) }
    return partition
  }
}

/// The isolation at the earliest time by which the isolated units can be done, and the other nodes
/// can hold the other units.
private func bestIsolation(_ units: ShardUnits, _ clocks: [NodeClock]) -> Isolation {
  let all = Isolation(freeNodes: Array(clocks.indices))
  guard units.isIsolated.contains(true) else { return all }
  let others = units.weights.indices.reduce(Int64(0)) {
    $0 + (units.isIsolated[$1] ? 0 : units.weights[$1])
  }
  var low = -NodeClock.limit
  var high = Int64.max / 2
  var best = all
  while low < high {
    let middle = low + (high - low) / 2
    if let isolation = Isolation(units, on: clocks, by: middle),
      isolation.freeNodes.reduce(0, { $0 + max(0, clocks[$1].capacity(until: middle)) }) >= others
    {
      best = isolation
      high = middle
    } else {
      low = middle + 1
    }
  }
  return best
}

extension Isolation {
  init(freeNodes: [Int]) { self.freeNodes = freeNodes }
}

extension ShardingProblem {
  /// Throws an error where the problem contradicts itself.
  func validate() throws(ShardingError) {
    guard !nodes.isEmpty else { throw .noNodes }
    for (index, node) in nodes.enumerated() where node.speed <= 0 {
      throw .speed(node.speed, node: index)
    }
    for position in (together + isolated).joined() where !items.indices.contains(position) {
      throw .noSuchItem(position)
    }
    guard previous.isEmpty || previous.count == items.count else {
      throw .previousCount(previous.count, items: items.count)
    }
    let units = ShardUnits(self)
    let groups = units.isIsolated.count { $0 }
    let others = units.isIsolated.count - groups
    guard groups + (others > 0 ? 1 : 0) <= nodes.count else {
      throw .tooManyIsolated(groups: groups, nodes: nodes.count, others: others)
    }
  }
}
