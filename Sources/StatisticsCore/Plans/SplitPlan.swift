/// A split that was decided once, so that every node takes its part of the same one.
public struct SplitPlan: Sendable, Hashable {
  /// An item and where it runs.
  public struct Item: Sendable, Hashable {
    /// The name, as it is given to the runner.
    public var name: String
    /// How long it is expected to take, in microseconds, over 0.
    public var weight: Int64
    /// The node, from 0.
    public var node: Int32

    /// Creates an item.
    public init(name: String, weight: Int64, node: Int32) {
      self.name = name
      self.weight = weight
      self.node = node
    }
  }

  /// A node and what makes it differ from the others.
  public struct Node: Sendable, Hashable {
    /// What it has to do before its items, in microseconds; may be negative.
    public var bias: Int64
    /// How fast it is, per mille: 1,000 is normal, 2,000 takes half the time.
    public var speed: Int
    /// When it is expected to end, in microseconds.
    public var predicted: Int64

    /// Creates a node.
    public init(bias: Int64, speed: Int, predicted: Int64) {
      self.bias = bias
      self.speed = speed
      self.predicted = predicted
    }
  }

  /// What the names are: filename, classname or testname.
  public let kind: String
  /// The items, by name.
  public let items: [Item]
  /// The nodes.
  public let nodes: [Node]
  /// What no split of these items over these nodes can be faster than, in microseconds.
  public let lowerBound: Int64
  /// The share of the names that timings cover, from 0 to 1.
  public let coveredNames: Double
  /// The share of the expected time that timings cover, from 0 to 1.
  public let coveredTime: Double
  /// The name of the split, made of its content.
  public let id: String

  /// Freezes a split.
  ///
  /// - Parameters:
  ///   - kind: what the names are.
  ///   - items: the items, each name once, in any order; their nodes are positions in `nodes`.
  ///   - nodes: the nodes.
  ///   - lowerBound: what no split can be faster than, in microseconds.
  ///   - coveredNames: the share of the names that timings cover.
  ///   - coveredTime: the share of the expected time that timings cover.
  public init(
    kind: String,
    items: [Item],
    nodes: [Node],
    lowerBound: Int64,
    coveredNames: Double,
    coveredTime: Double
  ) {
    self.kind = kind
    self.items = items.sorted { precedesInBytes($0.name, $1.name) }
    self.nodes = nodes
    self.lowerBound = lowerBound
    self.coveredNames = coveredNames
    self.coveredTime = coveredTime
    id = planID(
      items: items.map(\.name),
      weights: items.map(\.weight),
      nodeOfItem: items.map(\.node),
      nodes: nodes.map { "\($0.bias) \($0.speed)" },
      kind: kind
    )
  }

  /// When the last node is expected to end, in microseconds.
  public var makespan: Int64 { nodes.map(\.predicted).max() ?? 0 }

  /// How far the makespan is above the lower bound, as a share of it.
  public var gap: Double {
    lowerBound > 0 ? Double(makespan - lowerBound) / Double(lowerBound) : 0
  }

  /// The item that takes longest; of several, the first by name.
  public var longest: Item? { items.max { $0.weight < $1.weight } }

  /// The items over the nodes, as positions in `items`.
  public var partition: Partition {
    var partition = Partition(
      nodes: Array(repeating: [], count: nodes.count),
      loads: nodes.map(\.predicted),
      lowerBound: lowerBound
    )
    for (position, item) in items.enumerated() {
      partition.nodes[Int(item.node)].append(position)
    }
    return partition
  }

  /// The names that a node runs, in order.
  public func names(ofNode node: Int) -> [String] {
    items.filter { $0.node == node }.map(\.name)
  }
}
