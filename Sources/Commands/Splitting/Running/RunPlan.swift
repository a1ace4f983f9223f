import StatisticsCore
import TestModel

/// What `tests run` has to know of a split: all items, and which are this node's.
struct RunPlan {
  /// This node, from 0.
  var node: Int
  /// The number of nodes.
  var total: Int
  /// All items with their weights, each once.
  var items: [ShardItem]
  /// The items over the nodes.
  var partition: Partition
  /// The name of the split, made of its content: the same on nodes that are to run the same.
  var planID: String
  /// Whether the weights are microseconds; else they only tell more from less.
  var areTimes: Bool
  /// What people should know of the split.
  var remarks: [String]

  /// The names of this node, in order.
  var mine: [String] {
    partition.nodes[node].map { items[$0].name }.sorted(by: precedesInBytes)
  }
}
