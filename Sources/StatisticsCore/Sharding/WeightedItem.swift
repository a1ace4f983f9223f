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

/// Deals items to equal nodes, the heaviest first, each to the node with the least so far.
///
/// - Parameters:
///   - items: the items; no two of the same name.
///   - total: the number of nodes, 1 or more.
public func partitionLongestFirst(_ items: [WeightedItem], total: Int) -> Partition {
  let problem = ShardingProblem(
    items: items.map { ShardItem(name: $0.name, weight: $0.weight) },
    total: max(1, total)
  )
  return (try? partitionLongestFirst(problem)) ?? Partition(nodes: [], loads: [])
}
