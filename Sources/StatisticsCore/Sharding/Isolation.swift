/// Which nodes the isolated units have for themselves, and which are left to the others.
struct Isolation {
  /// The ranks of isolated units and their nodes.
  var alone: [(rank: Int, node: Int)] = []
  /// The nodes that are left, ascending.
  var freeNodes: [Int]

  /// Gives each isolated unit, the heaviest first, the weakest node that is done with it by a time;
  /// none where some unit has none.
  ///
  /// The nodes that a unit could have are among those that a lighter one could have. So this takes
  /// the weakest nodes that any choice could take, and leaves the strongest: a greedy basis of a
  /// transversal matroid (Edmonds, "Matroids and the greedy algorithm", 1971).
  init?(_ units: ShardUnits, on clocks: [NodeClock], by time: Int64) {
    let capacities = clocks.map { $0.capacity(until: time) }
    var left = clocks.indices.sorted { (capacities[$0], $0) < (capacities[$1], $1) }
    for rank in units.isIsolated.indices where units.isIsolated[rank] {
      guard let index = left.firstIndex(where: { capacities[$0] >= units.weights[rank] }) else {
        return nil
      }
      alone.append((rank, left.remove(at: index)))
    }
    freeNodes = left.sorted()
  }
}
