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

  /// Creates a deal in which no unit has a node yet.
  init(weights: [Int64], clocks: [NodeClock]) {
    self.weights = weights
    self.clocks = clocks
    nodes = Array(repeating: -1, count: weights.count)
    work = Array(repeating: 0, count: clocks.count)
  }

  /// When a node is done.
  func finish(_ node: Int) -> Int64 { clocks[node].finish(work[node]) }

  /// When the last node is done.
  var makespan: Int64 { work.indices.lazy.map(finish).max() ?? 0 }

  /// The node that is done last; of several, the first.
  var critical: Int {
    var last = (node: 0, finish: Int64.min)
    for node in work.indices {
      let finish = finish(node)
      if finish > last.finish { last = (node, finish) }
    }
    return last.node
  }

  /// The node that is done first; of several, the first.
  var idlest: Int {
    var first = (node: 0, finish: Int64.max)
    for node in work.indices {
      let finish = finish(node)
      if finish < first.finish { first = (node, finish) }
    }
    return first.node
  }

  /// By node, the ranks of its units, ascending.
  var contents: [[Int32]] {
    var contents = Array(repeating: [Int32](), count: clocks.count)
    for (rank, node) in nodes.enumerated() where node >= 0 {
      contents[Int(node)].append(Int32(rank))
    }
    return contents
  }
}
