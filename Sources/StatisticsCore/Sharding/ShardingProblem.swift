/// Items, the nodes that they are to be dealt to, and what the outcome has to respect.
public struct ShardingProblem: Sendable, Hashable {
  /// The items, in any order: which node an item gets does not depend on it.
  public var items: [ShardItem]
  /// The nodes, one or more.
  public var nodes: [ShardNode]
  /// Groups of items, as positions in `items`, that must share a node.
  ///
  /// Groups that have an item in common are one group.
  public var together: [[Int]]
  /// Groups of items, as positions in `items`, each of which has a node for itself.
  ///
  /// What must share a node with one of them is isolated with it.
  public var isolated: [[Int]]
  /// By item, the node that it had the last time, −1 where it is new; empty where nothing is known.
  public var previous: [Int]
  /// How much longer than the lower bound the partition may take, as a share of the bound, where
  /// that keeps items on their previous nodes.
  public var tolerance: Double

  /// Creates a problem.
  public init(
    items: [ShardItem],
    nodes: [ShardNode],
    together: [[Int]] = [],
    isolated: [[Int]] = [],
    previous: [Int] = [],
    tolerance: Double = 0.01
  ) {
    self.items = items
    self.nodes = nodes
    self.together = together
    self.isolated = isolated
    self.previous = previous
    self.tolerance = tolerance
  }

  /// Creates the problem to deal items to a number of equal nodes.
  public init(items: [ShardItem], total: Int) {
    self.init(items: items, nodes: Array(repeating: ShardNode(), count: max(0, total)))
  }
}

extension ShardingProblem {
  /// Throws an error where a number in the problem means nothing.
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
    guard tolerance.isFinite, tolerance >= 0 else { throw .tolerance(tolerance) }
  }
}
