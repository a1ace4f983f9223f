/// The units of a problem, heaviest first: single items, and groups that are dealt as one.
///
/// A unit is known by its rank in that order. Units that weigh the same are ordered by the bytes of
/// their names, a group by the first of its names, so that a rank is the same in whatever order the
/// items came.
struct ShardUnits {
  /// By rank, the weight.
  private(set) var weights: [Int64]
  /// The ranks of the units that have a node for themselves.
  private(set) var isolatedRanks: [Int] = []
  /// The ranks of the other units, where there are isolated ones; else empty.
  private(set) var freeRanks: [Int] = []
  /// The positions of the items, by rank of their units.
  private var positions: [Int32]
  /// By rank, where the unit's positions begin, and their end; empty where each has one.
  private var starts: [Int32] = []

  /// The weights of the units that are not isolated, descending.
  var freeWeights: [Int64] { free(weights) }

  /// Of values of all units, those of the units that are not isolated.
  func free<Value>(_ values: [Value]) -> [Value] {
    isolatedRanks.isEmpty ? values : freeRanks.map { values[$0] }
  }

  /// By item, the node of its unit.
  func byItem(_ nodes: [Int32]) -> [Int32] {
    var byItem = Array(repeating: Int32(0), count: positions.count)
    if starts.isEmpty {
      for (rank, node) in nodes.enumerated() { byItem[Int(positions[rank])] = node }
    } else {
      for (rank, node) in nodes.enumerated() {
        for position in members(of: rank) { byItem[Int(position)] = node }
      }
    }
    return byItem
  }

  /// By rank, which of a number of nodes most of the unit's items have.
  ///
  /// Of several, the first; −1 where none of its items has any of these.
  func nodes(of byItem: [Int], on count: Int) -> [Int32] {
    weights.indices.map { rank in
      let members = members(of: rank)
      if members.count == 1, let only = members.first {
        let node = byItem[Int(only)]
        return 0 <= node && node < count ? Int32(node) : -1
      }
      return mostFrequent(members.map { byItem[Int($0)] }.filter { 0 <= $0 && $0 < count })
    }
  }

  /// By rank, the positions of the items of the unit.
  func members(of rank: Int) -> ArraySlice<Int32> {
    starts.isEmpty
      ? positions[rank...rank] : positions[Int(starts[rank])..<Int(starts[rank + 1])]
  }

  /// Finds the units of a problem whose groups are valid.
  init(_ problem: ShardingProblem) {
    let itemWeights = boundedWeights(problem.items)
    positions = orderByWeight(itemWeights) { problem.items[$0].name }
    weights = positions.map { itemWeights[Int($0)] }
    let groups = (problem.together + problem.isolated).filter { !$0.isEmpty }
    if !groups.isEmpty { merge(groups, problem, itemWeights) }
  }

  private mutating func merge(
    _ groups: [[Int]],
    _ problem: ShardingProblem,
    _ itemWeights: [Int64]
  ) {
    var sets = DisjointSets(count: itemWeights.count)
    for group in groups { sets.unite(group) }
    var isolatedRoots = Array(repeating: false, count: itemWeights.count)
    for group in problem.isolated {
      if let first = group.first { isolatedRoots[sets.root(of: first)] = true }
    }
    // By root, the items in the order of their ranks.
    var members = Array(repeating: [Int32](), count: itemWeights.count)
    for position in positions { members[sets.root(of: Int(position))].append(position) }
    let roots = members.indices.filter { !members[$0].isEmpty }
    let sums = roots.map { members[$0].reduce(0) { $0 + itemWeights[Int($1)] } }
    let names = roots.map { root in
      members[root].lazy.map { problem.items[Int($0)].name }.min(by: precedesInBytes) ?? ""
    }
    let order = orderByWeight(sums) { names[$0] }.map { Int($0) }
    weights = order.map { sums[$0] }
    isolatedRanks = order.indices.filter { isolatedRoots[roots[order[$0]]] }
    if !isolatedRanks.isEmpty {
      freeRanks = order.indices.filter { !isolatedRoots[roots[order[$0]]] }
    }
    positions = order.flatMap { members[roots[$0]] }
    starts = [0]
    for unit in order { starts.append((starts.last ?? 0) + Int32(members[roots[unit]].count)) }
  }
}

/// The weights of items, 1 at least, and in all no more than a clock can show.
///
/// Where they are more, each is held at an equal share of it.
private func boundedWeights(_ items: [ShardItem]) -> [Int64] {
  // By index, because iterating would retain each name.
  let weights = items.indices.map { max(1, min(items[$0].weight, NodeClock.limit)) }
  var sum: Int64 = 0
  for weight in weights {
    sum += weight
    guard sum <= NodeClock.limit else {
      let share = NodeClock.limit / Int64(weights.count)
      return weights.map { min($0, share) }
    }
  }
  return weights
}

/// The node that is there most often, of several the first; −1 where there are none.
private func mostFrequent(_ nodes: [Int]) -> Int32 {
  let sorted = nodes.sorted()
  var best = (count: 0, node: -1)
  var start = 0
  for end in sorted.indices {
    if sorted[end] != sorted[start] { start = end }
    if end - start + 1 > best.count { best = (end - start + 1, sorted[end]) }
  }
  return Int32(best.node)
}
