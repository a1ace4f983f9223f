/// What a split over a number of nodes takes.
public struct NodeCountPoint: Sendable, Hashable {
  /// The number of nodes.
  public var nodes: Int
  /// When the last node is done with its items and its fixed cost, in microseconds.
  public var makespan: Int64
  /// What no split over as many nodes is done before.
  public var lowerBound: Int64
  /// The time of all nodes together, fixed costs included, in microseconds: what is paid for.
  public var cost: Int64
  /// The share of the time up to the makespan in which nodes run items, from 0 to 1.
  public var efficiency: Double
}

/// Whether more nodes would help: the same items on one node, on two, and so on.
///
/// The nodes are equal. The splits are found as `partition` finds them, but no longer improved once
/// they are within a ten-thousandth of the lower bound: a partition is never worse than its point.
public struct NodeCountCurve: Sendable {
  /// What each number of nodes takes, in the order of the numbers.
  ///
  /// Numbers that the isolated groups make impossible are left out.
  public let points: [NodeCountPoint]
  /// What cannot be split further: the positions of the heaviest item, or group that is kept together.
  ///
  /// Empty where there are no items.
  public let floorItems: [Int]
  /// The time of these items, fixed cost included: no number of nodes is done before.
  public let floor: Int64

  /// The smallest number of nodes from which on `floor` is what bounds the makespan, if it is among
  /// the points.
  public var nodesAtFloor: Int? { points.first { $0.lowerBound <= floor }?.nodes }

  /// Deals the items of a problem to 1 up to `most` equal nodes.
  ///
  /// - Parameters:
  ///   - problem: the items, and which of them are kept together or isolated; its nodes, previous
  ///     nodes and tolerance do not matter.
  ///   - most: the largest number of nodes.
  ///   - fixedCostPerNode: what every node takes besides its items, in microseconds.
  /// - Throws: a `ShardingError` where the groups mean nothing.
  public init(
    of problem: ShardingProblem,
    upTo most: Int,
    fixedCostPerNode: Int64
  ) throws(ShardingError) {
    guard most > 0 else { throw .noNodes }
    let counting = try NodeCounting(problem, fixedCost: fixedCostPerNode)
    points = concurrentMap(most) { counting.point(nodes: $0 + 1) }.compactMap { $0 }
    floorItems = counting.heaviest
    floor = counting.floor
  }
}

/// How many nodes a target needs.
public enum NodesNeeded: Sendable, Hashable {
  /// The smallest number of nodes that is done in time.
  case nodes(NodeCountPoint)
  /// No number of nodes is: the items at these positions alone, which are not split, take this long
  /// with the fixed cost of their node.
  case floor(items: [Int], Int64)
  /// More nodes would be needed than there may be.
  case moreThan(Int)
}

/// The smallest number of equal nodes on which items are done by a time.
///
/// - Parameters:
///   - problem: the items, and which of them are kept together or isolated.
///   - target: when all is to be done, in microseconds.
///   - most: the largest number of nodes.
///   - fixedCostPerNode: what every node takes besides its items, in microseconds.
/// - Throws: a `ShardingError` where the groups mean nothing.
public func nodesNeeded(
  for problem: ShardingProblem,
  target: Int64,
  upTo most: Int,
  fixedCostPerNode: Int64
) throws(ShardingError) -> NodesNeeded {
  guard most > 0 else { throw .noNodes }
  let counting = try NodeCounting(problem, fixedCost: fixedCostPerNode)
  guard counting.floor <= target else {
    return .floor(items: counting.heaviest, counting.floor)
  }
  // The bound only falls as nodes are added: what it rules out need not be dealt.
  let first = (1..<(most + 1)).partitioningIndex { nodes in
    counting.lowerBound(nodes: nodes).map { $0 <= target } ?? false
  }
  for nodes in stride(from: first, through: most, by: 1) {
    if let point = counting.point(nodes: nodes), point.makespan <= target { return .nodes(point) }
  }
  return .moreThan(most)
}

/// When all would be done if the heaviest item, or group that is kept together, were cut into as many
/// equal pieces as there are nodes.
///
/// - Parameters:
///   - problem: the items and nodes; previous nodes do not matter.
/// - Throws: a `ShardingError` where the problem contradicts itself.
public func makespanCuttingHeaviest(_ problem: ShardingProblem) throws(ShardingError) -> Int64 {
  let counting = try NodeCounting(problem, fixedCost: 0)
  return try partition(counting.cuttingHeaviest).makespan
}
