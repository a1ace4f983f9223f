public import TestModel

/// Items that a node holds under one lease, to run them at once.
public struct QueueBatch: Sendable, Hashable {
  /// Items that were begun before, and why they are run again.
  public struct BegunBefore: Sendable, Hashable {
    /// What became of them.
    public enum Fate: Int, Sendable, Hashable {
      /// The node was lost while it ran them.
      case lost = 1
      /// The node stopped while it ran them.
      case stopped = 2
      /// The node ran them to the end and has come again.
      case finished = 3
    }

    /// The node.
    public var node: Int
    /// What became of them there.
    public var fate: Fate
    /// The items.
    public var items: [String]
  }

  /// The lease's row.
  var lease: Int64
  /// The number of the batch in its run, from 1: no two batches have the same.
  public var number: Int
  /// The items, sorted by bytes.
  public var items: [String]
  /// The sum of their weights.
  public var weight: Int64
  /// Those of the items that were begun before.
  public var begunBefore: [BegunBefore]
}

/// How a batch ended.
public struct BatchOutcome: Sendable, Hashable {
  /// The exit status of the command.
  public var status: Int32
  /// How long it took.
  public var duration: Microseconds

  /// Creates an outcome.
  public init(status: Int32, duration: Microseconds) {
    self.status = status
    self.duration = duration
  }
}

/// What the queue has for a node.
public enum QueueAnswer: Sendable, Hashable {
  /// Items to run.
  case batch(QueueBatch)
  /// Nothing is open; these leases of others are out.
  case othersRun([QueueBeat])
  /// Nothing is open and nothing is out.
  case nothingLeft
}
