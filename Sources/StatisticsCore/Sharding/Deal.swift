/// Units dealt to nodes, by rank and by index.
struct Deal {
  /// By rank, the weight; descending.
  let weights: [Int64]
  /// The nodes.
  let clocks: [NodeClock]
  /// By rank, the node.
  var nodes: [Int32]
  /// By node, the sum of the weights of its units.
  var work: [Int64]

  /// When a node is done.
  func finish(_ node: Int) -> Int64 { clocks[node].finish(work[node]) }

  /// When the last node is done.
  var makespan: Int64 { work.indices.lazy.map(finish).max() ?? 0 }

  /// Creates a deal in which no unit has a node yet.
  init(weights: [Int64], clocks: [NodeClock]) {
    self.weights = weights
    self.clocks = clocks
    nodes = Array(repeating: -1, count: weights.count)
    work = Array(repeating: 0, count: clocks.count)
  }
}
