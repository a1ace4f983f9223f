/// Which nodes the isolated units have for themselves, and which are left to the others.
struct Isolation {
  /// The ranks of isolated units and their nodes.
  private(set) var alone: [(rank: Int, node: Int)] = []
  /// The nodes that are left, ascending.
  private(set) var freeNodes: [Int]

  /// Gives each isolated unit, the heaviest first, the weakest node that is done with it by a time;
  /// none where some unit has none.
  ///
  /// The nodes that a unit could have are among those that a lighter one could have. So this takes
  /// the weakest nodes that any choice could take, and leaves the strongest: a greedy basis of a
  /// transversal matroid (Edmonds, "Matroids and the greedy algorithm", 1971).
  private init?(_ units: ShardUnits, on clocks: [NodeClock], by time: Int64) {
    let capacities = clocks.map { $0.capacity(until: time) }
    var left = clocks.indices.sorted { (capacities[$0], $0) < (capacities[$1], $1) }
    for rank in units.isolatedRanks {
      guard let index = left.firstIndex(where: { capacities[$0] >= units.weights[rank] }) else {
        return nil
      }
      alone.append((rank, left.remove(at: index)))
    }
    freeNodes = left.sorted()
  }

  /// Exchanges nodes that do not differ, so that isolated units keep theirs.
  ///
  /// - Parameters:
  ///   - previous: by rank, the node that the unit had; −1 where it had none of these.
  ///   - clocks: the nodes.
  mutating func keep(_ previous: [Int32], on clocks: [NodeClock]) {
    for index in alone.indices {
      let (rank, node) = alone[index]
      let wanted = Int(previous[rank])
      guard wanted >= 0, wanted != node, clocks[wanted] == clocks[node] else { continue }
      if let place = freeNodes.firstIndex(of: wanted) {
        freeNodes[place] = node
        alone[index].node = wanted
      } else if let other = alone.firstIndex(where: { $0.node == wanted }),
        Int(previous[alone[other].rank]) != wanted
      {
        alone[other].node = node
        alone[index].node = wanted
      }
    }
    freeNodes.sort()
  }

  private init(freeNodes: [Int]) { self.freeNodes = freeNodes }

  /// The isolation at the earliest time at which the other nodes could hold the other units, and that
  /// time: nothing can be done before.
  static func best(
    _ units: ShardUnits,
    on clocks: [NodeClock]
  ) throws(ShardingError) -> (Isolation, lowerBound: Int64) {
    let bound = LowerBound(
      weights: units.freeWeights,
      nodeCount: clocks.count - units.isolatedRanks.count
    )
    guard !units.isolatedRanks.isEmpty else {
      return (Isolation(freeNodes: Array(clocks.indices)), bound.value(on: clocks))
    }
    let groups = units.isolatedRanks.count
    let others = units.weights.count - groups
    guard groups + min(1, others) <= clocks.count else {
      throw .tooManyIsolated(groups: groups, nodes: clocks.count, others: others)
    }
    let begin = clocks.lazy.map(\.bias).max() ?? 0
    let time = earliest(from: begin) { time in
      guard let isolation = Isolation(units, on: clocks, by: time) else { return false }
      return bound.isPossible(time, on: isolation.freeNodes.map { clocks[$0] })
    }
    return (Isolation(units, on: clocks, by: time) ?? Isolation(freeNodes: []), time)
  }
}
