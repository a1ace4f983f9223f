extension Deal {
  /// Deals the units that have no node yet, the heaviest first, each to the node that would be done
  /// with it first; of several, to the first of these.
  ///
  /// Longest processing time first. On equal nodes the makespan is at most 4/3 − 1/(3m) of the best
  /// (Graham, "Bounds on multiprocessing timing anomalies", 1969, theorem 2), on nodes of different
  /// speeds at most twice the best (Gonzalez, Ibarra, Sahni, "Bounds for LPT schedules on uniform
  /// processors", 1977).
  mutating func dealLongestFirst() {
    var queues = nodesBySpeed
    for rank in weights.indices where nodes[rank] < 0 {
      var best = (queue: 0, finish: Int64.max, node: Int.max)
      for (index, queue) in queues.enumerated() {
        let node = queue.first
        let finish = clocks[node].finish(work[node] + weights[rank])
        if (finish, node) < (best.finish, best.node) { best = (index, finish, node) }
      }
      nodes[rank] = Int32(best.node)
      work[best.node] += weights[rank]
      queues[best.queue].replaceFirst(finish: self.finish(best.node))
    }
  }

  /// The nodes of each speed, by when they are done: of one speed, that which is done first now is
  /// done first with one more unit.
  private var nodesBySpeed: [NodeQueue] {
    let speeds = Set(clocks.map(\.speed)).sorted()
    return speeds.map { speed in
      NodeQueue(
        clocks.indices.filter { clocks[$0].speed == speed }.map { (self.finish($0), $0) }
      )
    }
  }
}

/// Nodes by when they are done and then by index: a binary heap.
private struct NodeQueue {
  private var entries: [(finish: Int64, node: Int)]

  /// Creates a queue of one node or more.
  init(_ nodes: [(finish: Int64, node: Int)]) {
    // A sorted array is a heap.
    entries = nodes.sorted { $0 < $1 }
  }

  /// The node that is done first.
  var first: Int { entries[0].node }

  /// Says when the first node is done now.
  mutating func replaceFirst(finish: Int64) {
    let moving = (finish: finish, node: entries[0].node)
    var hole = 0
    while true {
      var child = 2 * hole + 1
      guard child < entries.count else { break }
      if child + 1 < entries.count, entries[child + 1] < entries[child] { child += 1 }
      guard entries[child] < moving else { break }
      entries[hole] = entries[child]
      hole = child
    }
    entries[hole] = moving
  }
}
