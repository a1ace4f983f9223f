public import TestModel

/// The work of a run, as its first node brings it to the queue.
public struct QueueWork: Sendable, Hashable {
  /// An item and what it is expected to take.
  public struct Item: Sendable, Hashable {
    /// The name, which no other item of the run has.
    public var name: String
    /// The weight, over 0: microseconds where times are known.
    public var weight: Int64

    /// Creates an item.
    public init(name: String, weight: Int64) {
      self.name = name
      self.weight = weight
    }
  }

  /// Items that are handed out together.
  public struct Chunk: Sendable, Hashable {
    /// The node that they wait for; none for those that any node may take.
    public var owner: Int?
    /// The items.
    public var items: [Item]

    /// Creates a chunk.
    public init(owner: Int?, items: [Item]) {
      self.owner = owner
      self.items = items
    }
  }

  /// What tells the run from others in the queue: the same on all of its nodes.
  public var key: String
  /// The name of the plan, made of its content.
  public var planID: String
  /// The number of nodes.
  public var nodeTotal: Int
  /// How long a heartbeat may stand still.
  public var lease: Microseconds
  /// The chunks in the order in which they are handed out.
  public var chunks: [Chunk]

  /// Creates the work of a run.
  public init(
    key: String,
    planID: String,
    nodeTotal: Int,
    lease: Microseconds,
    chunks: [Chunk]
  ) {
    self.key = key
    self.planID = planID
    self.nodeTotal = nodeTotal
    self.lease = lease
    self.chunks = chunks
  }
}

/// How a run that a node came for differs from the one in the queue.
public struct QueueDifference: Sendable, Hashable {
  /// The number of nodes that the run in the queue is for.
  public var nodeTotalOfQueue: Int
  /// The number of items in the queue.
  public var itemsOfQueue: Int
  /// The items that only the node has, sorted by bytes.
  public var onlyHere: [String]
  /// The items that only the queue has, sorted by bytes.
  public var onlyInQueue: [String]
}
