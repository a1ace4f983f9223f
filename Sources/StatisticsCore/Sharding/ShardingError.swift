/// Why items cannot be dealt to nodes.
public enum ShardingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is no node.
  case noNodes
  /// A node has a speed that is not over 0.
  case speed(Int, node: Int)
  /// A group names a position at which there is no item.
  case noSuchItem(Int)
  /// There are fewer nodes than the isolated groups and the other items need.
  case tooManyIsolated(groups: Int, nodes: Int, others: Int)
  /// There is not one previous node for each item.
  case previousCount(Int, items: Int)
  /// The tolerance is no share.
  case tolerance(Double)

  /// The error as a sentence.
  public var description: String {
    switch self {
    case .noNodes: "There are no nodes to split over."
    case .speed(let speed, let node):
      "Node \(node) has a speed of \(speed) thousandths; it must be over 0."
    case .noSuchItem(let position): "A group names item \(position), which does not exist."
    case .tooManyIsolated(let groups, let nodes, let others):
      "\(groups) isolated groups and \(others) other items do not fit on \(nodes) nodes: each "
        + "group needs one of its own, and the other items need one more."
    case .previousCount(let count, let items):
      "There are previous nodes for \(count) items, and \(items) items."
    case .tolerance(let tolerance):
      "The tolerance is \(tolerance); it must be a number that is not under 0."
    }
  }
}
