/// Deals units to the nodes that they had before, and moves as few as needed so that all is done by a
/// time.
///
/// A heuristic: a node that is late gives away one unit that suffices, the lightest such one; else the
/// heaviest one that another node has room for; and exchanges units only where nothing fits. A unit
/// that is new, or has moved already, goes before one that is where it was. No other node becomes
/// late by it, so that each step brings the end nearer.
struct StableDealing {
  private(set) var deal: Deal
  /// By node, the work that it can have done in time.
  private let capacities: [Int64]
  /// By node, the ranks of the units that were there before, ascending.
  private var settled: [[Int32]]
  /// By node, the ranks of the others, ascending.
  private var roaming: [[Int32]]
  /// How many units may still be looked at for exchanges.
  private var effort = 20_000_000

  /// Creates a dealing of units that are yet to be dealt.
  ///
  /// - Parameters:
  ///   - undealt: the units and the nodes.
  ///   - previous: by rank, the node that the unit had; −1 where it had none of these.
  ///   - time: when all is to be done.
  init(_ undealt: Deal, previous: [Int32], by time: Int64) {
    deal = undealt
    capacities = deal.clocks.map { $0.capacity(until: time) }
    deal.nodes = previous
    for (rank, node) in previous.enumerated() where node >= 0 {
      deal.work[Int(node)] += deal.weights[rank]
    }
    settled = deal.contents
    deal.dealLongestFirst()
    roaming = Array(repeating: [], count: deal.clocks.count)
    for (rank, node) in deal.nodes.enumerated() where previous[rank] < 0 {
      roaming[Int(node)].append(Int32(rank))
    }
  }

  /// Moves units until no node is late; false where that fails, or takes too long.
  mutating func run() -> Bool {
    for _ in 0...(2 * deal.weights.count) {
      var late = (node: 0, excess: Int64(0))
      for node in capacities.indices where deal.work[node] - capacities[node] > late.excess {
        late = (node, deal.work[node] - capacities[node])
      }
      guard late.excess > 0 else { return true }
      guard giveAway(late.node, late.excess) || exchange(late.node, late.excess) else {
        return false
      }
    }
    return false
  }

  private func room(_ node: Int) -> Int64 { capacities[node] - deal.work[node] }

  private mutating func giveAway(_ late: Int, _ excess: Int64) -> Bool {
    let most = capacities.indices.lazy.map(room).max() ?? 0
    for ranks in [roaming[late], settled[late]] {
      if let rank = lightest(ranks, atLeast: excess), weight(rank) <= most {
        move(rank, to: tightest(for: weight(rank)))
        return true
      }
    }
    for ranks in [roaming[late], settled[late]] {
      if let rank = heaviest(ranks, atMost: most) {
        move(rank, to: tightest(for: weight(rank)))
        return true
      }
    }
    return false
  }

  private func weight(_ rank: Int32) -> Int64 { deal.weights[Int(rank)] }

  private func lightest(_ ranks: [Int32], atLeast weight: Int64) -> Int32? {
    let end = ranks.partitioningIndex { self.weight($0) < weight }
    return end > 0 ? ranks[end - 1] : nil
  }

  private func heaviest(_ ranks: [Int32], atMost weight: Int64) -> Int32? {
    let start = ranks.partitioningIndex { self.weight($0) <= weight }
    return start < ranks.count ? ranks[start] : nil
  }

  /// The node with the least room that is enough.
  private func tightest(for weight: Int64) -> Int {
    var best = (node: 0, room: Int64.max)
    for node in capacities.indices where room(node) >= weight && room(node) < best.room {
      best = (node, room(node))
    }
    return best.node
  }

  /// Exchanges a unit of the late node for a lighter one of another, so that this one stays in time.
  private mutating func exchange(_ late: Int, _ excess: Int64) -> Bool {
    let mine = (settled[late] + roaming[late]).sorted()
    var best = (shift: Int64(0), mine: Int32(0), theirs: Int32(0), node: 0)
    let partners = capacities.indices.filter { room($0) > 0 }.sorted {
      (room($1), $0) < (room($0), $1)
    }
    for partner in partners where best.shift < excess && effort > 0 {
      effort -= mine.count + settled[partner].count + roaming[partner].count
      let theirs = (settled[partner] + roaming[partner]).sorted()
      for rank in mine {
        guard let back = lightest(theirs, atLeast: weight(rank) - room(partner)) else { continue }
        let shift = weight(rank) - weight(back)
        if shift > best.shift { best = (shift, rank, back, partner) }
      }
    }
    guard best.shift > 0 else { return false }
    move(best.mine, to: best.node)
    move(best.theirs, to: late)
    return true
  }

  private mutating func move(_ rank: Int32, to node: Int) {
    let old = Int(deal.nodes[Int(rank)])
    if !settled[old].remove(rank) { roaming[old].remove(rank) }
    roaming[node].insert(rank, at: roaming[node].partitioningIndex { $0 > rank })
    deal.work[old] -= weight(rank)
    deal.work[node] += weight(rank)
    deal.nodes[Int(rank)] = Int32(node)
  }
}

extension [Int32] {
  /// Removes an element from ascending ones; false where it is none of them.
  @discardableResult
  fileprivate mutating func remove(_ element: Int32) -> Bool {
    let index = partitioningIndex { $0 >= element }
    guard index < count, self[index] == element else { return false }
    remove(at: index)
    return true
  }
}
