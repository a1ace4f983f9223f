/// Items dealt to the nodes of a job.
public struct Partition: Sendable, Hashable {
  /// By node, the positions of its items, ascending.
  public var nodes: [[Int]]
  /// By node, when it is done: its bias and the time that its items take at its speed.
  ///
  /// In microseconds, or in the unit of the weights where those are something else.
  public var loads: [Int64]
  /// What no partition of the items can be done before.
  public var lowerBound: Int64 = 0
  /// How many items have another node than the last time.
  ///
  /// New ones are none of them; those whose node is no longer there are.
  public var moved = 0

  /// When the last node is done: how long the whole takes.
  public var makespan: Int64 { loads.max() ?? 0 }

  /// By how much the makespan exceeds the lower bound, as a share of the bound.
  ///
  /// The best partition is at most as far away. 0 where the bound is not over 0.
  public var gap: Double {
    lowerBound > 0 ? Double(makespan - lowerBound) / Double(lowerBound) : 0
  }
}

/// Deals names to nodes in turn, in the order of the names: neighbors in a folder, which tend to
/// take alike, are spread over the nodes.
///
/// Every name weighs 1.
public func partitionByName(_ names: [String], total: Int) -> Partition {
  var partition = Partition(
    nodes: Array(repeating: [], count: total),
    loads: Array(repeating: 0, count: total),
    lowerBound: Int64((names.count + total - 1) / total)
  )
  let order = names.indices.sorted { precedesInBytes(names[$0], names[$1]) }
  for (rank, position) in order.enumerated() {
    partition.nodes[rank % total].append(position)
    partition.loads[rank % total] += 1
  }
  for node in partition.nodes.indices { partition.nodes[node].sort() }
  return partition
}

/// Whether a name comes before another one, byte by byte: the order that every platform agrees on,
/// and in which no two different names are equal.
public func precedesInBytes(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}
