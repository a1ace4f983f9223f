/// An item to deal to the nodes of a job.
public struct ShardItem: Sendable, Hashable {
  /// The name, which breaks ties; no two items of a problem have the same.
  public var name: String
  /// The expected time in microseconds at normal speed, over 0; less counts as 1.
  public var weight: Int64
  /// The standard deviation of the time in microseconds, 0 where it is not known.
  ///
  /// It says how certain a load is, and does not move the item.
  public var deviation: Int64

  /// Creates an item.
  public init(name: String, weight: Int64, deviation: Int64 = 0) {
    self.name = name
    self.weight = weight
    self.deviation = deviation
  }
}

/// A node that items are dealt to.
public struct ShardNode: Sendable, Hashable {
  /// When the node can begin with its items, in microseconds after the others.
  ///
  /// What it has to do besides, such as to install or to lint; negative where it begins before the
  /// others. It counts whether or not the node gets items.
  public var bias: Int64
  /// The speed in thousandths of the normal one, over 0: at 500 all takes twice as long.
  public var speed: Int

  /// Creates a node.
  public init(bias: Int64 = 0, speed: Int = ShardNode.normalSpeed) {
    self.bias = bias
    self.speed = speed
  }

  /// The speed at which an item takes its weight.
  public static let normalSpeed = 1000
}
