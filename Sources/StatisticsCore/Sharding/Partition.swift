/// Items dealt to the nodes of a job.
public struct Partition: Sendable, Hashable {
  /// By node, the positions of its items, ascending.
  public var nodes: [[Int]]
  /// By node, the sum of its items' weights.
  public var loads: [Int64]

  /// The weight of the heaviest node: how long the whole takes.
  public var makespan: Int64 { loads.max() ?? 0 }
}

/// A weighted item of a partition.
public struct WeightedItem: Sendable, Hashable {
  /// The name, which breaks ties.
  public var name: String
  /// The weight, over 0.
  public var weight: Int64

  /// Creates an item.
  public init(name: String, weight: Int64) {
    self.name = name
    self.weight = weight
  }
}

/// Deals items to nodes, the heaviest first, each to the node with the least so far.
///
/// Longest processing time first: the makespan is at most 4/3 − 1/(3m) of the best one (Graham,
/// "Bounds on multiprocessing timing anomalies", 1969, theorem 2). Whole numbers and ties by name
/// and then by node make the outcome the same on every machine, whatever the order of the items.
///
/// - Parameters:
///   - items: the items; no two of the same name.
///   - total: the number of nodes, 1 or more.
public func partitionLongestFirst(_ items: [WeightedItem], total: Int) -> Partition {
  var partition = Partition(
    nodes: Array(repeating: [], count: total),
    loads: Array(repeating: 0, count: total)
  )
  let order = items.indices.sorted { left, right in
    items[left].weight != items[right].weight
      ? items[left].weight > items[right].weight
      : precedesInBytes(items[left].name, items[right].name)
  }
  for position in order {
    let node = partition.lightestNode
    partition.nodes[node].append(position)
    partition.loads[node] += items[position].weight
  }
  for node in partition.nodes.indices { partition.nodes[node].sort() }
  return partition
}

/// Deals names to nodes in turn, in the order of the names: neighbors in a folder, which tend to take
/// alike, are spread over the nodes.
public func partitionByName(_ names: [String], total: Int) -> Partition {
  var partition = Partition(
    nodes: Array(repeating: [], count: total),
    loads: Array(repeating: 0, count: total)
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

extension Partition {
  /// The node with the least load; of several, the first.
  fileprivate var lightestNode: Int {
    var lightest = 0
    for node in loads.indices where loads[node] < loads[lightest] { lightest = node }
    return lightest
  }
}
