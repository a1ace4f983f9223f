extension Deal {
  /// Deals all units so that every node is done by a time, each to the first node that has room for
  /// it, the heaviest first and the nodes with the least room first; none where that fails.
  ///
  /// First fit decreasing, the nodes in the order of Friesen and Langston, "Bounds for MULTIFIT
  /// scheduling on uniform processors", 1983.
  func firstFit(by time: Int64) -> Deal? {
    let rooms = clocks.map { $0.capacity(until: time) }
    let order = rooms.indices.sorted { (rooms[$0], $0) < (rooms[$1], $1) }
    var tree = RoomTree(order.map { rooms[$0] })
    var fitted = Deal(weights: weights, clocks: clocks)
    for (rank, weight) in weights.enumerated() {
      guard let place = tree.take(weight) else { return nil }
      fitted.nodes[rank] = Int32(order[place])
      fitted.work[order[place]] += weight
    }
    return fitted
  }

  /// The best deal that first fit finds for a time between the two, found by halving; none where it
  /// finds none that is better than the later time.
  ///
  /// MULTIFIT: on equal nodes at most 13/11 of the best makespan, plus 2^−k of it after k steps
  /// (Coffman, Garey, Johnson, "An application of bin-packing to multiprocessor scheduling", 1978;
  /// Yue, "On the exact upper bound for the Multifit processor scheduling algorithm", 1990).
  func multiFit(from earliest: Int64, before latest: Int64) -> Deal? {
    var best: Deal?
    var low = earliest
    var high = latest - 1
    for _ in 0..<20 where low <= high {
      let middle = low + (high - low) / 2
      if let fitted = firstFit(by: middle) {
        best = fitted
        high = fitted.makespan - 1
      } else {
        low = middle + 1
      }
    }
    return best
  }
}

/// The rooms of nodes in a row; a tree of the largest room of each half finds the first that is large
/// enough.
private struct RoomTree {
  private var largest: [Int64]
  private let leaves: Int

  init(_ rooms: [Int64]) {
    var leaves = 1
    while leaves < rooms.count { leaves *= 2 }
    self.leaves = leaves
    largest = Array(repeating: -1, count: leaves) + rooms
    largest += Array(repeating: -1, count: leaves - rooms.count)
    for index in (1..<leaves).reversed() {
      largest[index] = max(largest[2 * index], largest[2 * index + 1])
    }
  }

  /// Takes a weight from the first room that is large enough, and returns its place; none where none
  /// is.
  mutating func take(_ weight: Int64) -> Int? {
    guard largest[1] >= weight else { return nil }
    var index = 1
    while index < leaves {
      index *= 2
      if largest[index] < weight { index += 1 }
    }
    let place = index - leaves
    largest[index] -= weight
    while index > 1 {
      index /= 2
      largest[index] = max(largest[2 * index], largest[2 * index + 1])
    }
    return place
  }
}
