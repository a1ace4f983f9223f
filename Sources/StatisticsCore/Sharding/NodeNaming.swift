/// Exchanges nodes that do not differ, so that the same units are always on the same node.
struct NodeNaming {
  let clocks: [NodeClock]

  /// The nodes by rank, exchanged so that of any two nodes that do not differ the first one has the
  /// unit of the lower rank.
  func canonical(_ nodes: [Int32]) -> [Int32] {
    var free = namesByClock
    var names = Array(repeating: Int32(-1), count: clocks.count)
    return nodes.map { node in
      if names[Int(node)] < 0 {
        names[Int(node)] = free[clocks[Int(node)]]?.popLast() ?? node
      }
      return names[Int(node)]
    }
  }

  /// By node, the one that it is exchanged for so that many items keep the node that they had.
  ///
  /// Pairs of a node and a previous node, those with the most items in common first.
  ///
  /// - Parameters:
  ///   - nodes: by item, the node.
  ///   - previous: by item, the node that it had; any other number where it had none of these.
  func nearest(_ nodes: [Int32], to previous: [Int]) -> [Int32] {
    var common: [UInt64: Int] = [:]
    for (node, old) in zip(nodes, previous) where clocks.indices.contains(old) {
      common[UInt64(node) << 32 | UInt64(old), default: 0] += 1
    }
    var names = Array(repeating: Int32(-1), count: clocks.count)
    var isTaken = Array(repeating: false, count: clocks.count)
    for (pair, _) in common.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      let (node, old) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
      guard names[node] < 0, !isTaken[old], clocks[node] == clocks[old] else { continue }
      names[node] = Int32(old)
      isTaken[old] = true
    }
    var free = namesByClock.mapValues { names in names.filter { !isTaken[Int($0)] } }
    for node in names.indices where names[node] < 0 {
      names[node] = free[clocks[node]]?.popLast() ?? Int32(node)
    }
    return names
  }

  /// The nodes that do not differ, the last one first.
  private var namesByClock: [NodeClock: [Int32]] {
    var names: [NodeClock: [Int32]] = [:]
    for node in clocks.indices.reversed() { names[clocks[node], default: []].append(Int32(node)) }
    return names
  }
}
