public import TestModel

/// One process that takes part in a run as one of its nodes.
public struct QueueSession: Sendable, Hashable {
  /// The run's row.
  var run: Int64
  /// The node, from 0.
  public var node: Int
  /// What tells this process from an earlier one of the same node.
  var token: String
}

/// What a node learns when it joins a run.
public struct JoinedQueue: Sendable, Hashable {
  /// A node that was here before.
  public struct Return: Sendable, Hashable {
    /// Whether it had left in order, so that all that it ran is run again.
    public var hadLeft: Bool
    /// How many of the items that it finished stay finished.
    public var itemsKept: Int
  }

  /// The session, for all further calls.
  public var session: QueueSession
  /// How long a heartbeat may stand still in this run: the first node's word.
  public var lease: Microseconds
  /// Whether other weights would have been given to the items here; those in the queue hold.
  public var weighsOtherwise: Bool
  /// What is known of an earlier process of the same node; none for a new one.
  public var back: Return?
}

/// A count that a node raises as long as it lives.
public struct QueueBeat: Sendable, Hashable {
  /// The lease; 0 for the node that waits.
  public var lease: Int64
  /// The node.
  public var node: Int
  /// The count.
  public var count: Int64
  /// The number of items that the node holds.
  public var items: Int
}

/// How far a run has come.
public struct QueueProgress: Sendable, Hashable {
  /// All items.
  public var items = 0
  /// The items that were run to the end.
  public var finished = 0
  /// The items that nobody has taken.
  public var open = 0
  /// The items that are not run again, because each node that began them was lost.
  public var givenUp: [String] = []
  /// The others' leases.
  public var running: [QueueBeat] = []
}
