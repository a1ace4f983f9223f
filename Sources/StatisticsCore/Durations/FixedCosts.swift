/// What a node of a suite took in one run.
public struct NodeObservation: Sendable, Hashable {
  /// How long its job run took, in microseconds.
  public var duration: Int64
  /// How many items it ran.
  public var items: Int
  /// The time of the items alone, in microseconds.
  public var sum: Int64

  /// Creates an observation.
  public init(duration: Int64, items: Int, sum: Int64) {
    self.duration = duration
    self.items = items
    self.sum = sum
  }
}

/// The time of a node that no item accounts for.
public struct FixedCosts: Sendable, Hashable {
  /// What each node takes whatever it runs, in microseconds, 0 or more.
  public var perNode: Int64
  /// What each item takes beside its own time, in microseconds, 0 or more.
  public var perItem: Int64
  /// How many job runs stand behind it.
  public var runs: Int

  /// Creates costs.
  public init(perNode: Int64, perItem: Int64, runs: Int) {
    self.perNode = perNode
    self.perItem = perItem
    self.runs = runs
  }
}

/// The fixed costs of a node and of an item, learned from what nodes took; none of too few of them.
public func learnedFixedCosts(of nodes: [NodeObservation]) -> FixedCosts? {
  nil
}
