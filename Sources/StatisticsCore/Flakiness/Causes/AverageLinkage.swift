import TestModel

/// Groups of things that are near each other, by agglomeration with average linkage.
///
/// Begin with each alone; join the two groups whose members are nearest on average, until none are
/// near enough. Pairs that are not named are at distance 1.
///
/// Source: Sokal and Michener, "A statistical method for evaluating systematic relationships",
/// 1958 (UPGMA).
struct AverageLinkage {
  /// By thing, the number of its group; the least of its members.
  private(set) var groups: [Int: Int] = [:]

  /// The least average similarity at which groups are joined.
  private static let leastSimilarity = 0.4

  private struct Couple: Hashable {
    var first: Int
    var second: Int

    init(_ one: Int, _ other: Int) {
      first = min(one, other)
      second = max(one, other)
    }
  }

  /// A pair of things and how near they are, 0 to 1.
  typealias Pair = (first: Int, second: Int, similarity: Double)

  /// Groups the things that the pairs name.
  ///
  /// What no chain of pairs connects is never joined, so each connected part is grouped by itself:
  /// the cost is the square of the largest part and not of all.
  init(_ pairs: [Pair]) {
    for part in connectedParts(pairs) {
      for (group, things) in AverageLinkage.joined(part) {
        for thing in things { groups[thing] = group }
      }
    }
  }

  /// The members of the groups of one part, by group.
  private static func joined(_ pairs: [Pair]) -> [Int: [Int]] {
    var members: [Int: [Int]] = [:]
    var sums: [Couple: Double] = [:]
    var neighbors: [Int: Set<Int>] = [:]
    for pair in pairs {
      members[pair.first] = [pair.first]
      members[pair.second] = [pair.second]
      sums[Couple(pair.first, pair.second)] = pair.similarity
      neighbors[pair.first, default: []].insert(pair.second)
      neighbors[pair.second, default: []].insert(pair.first)
    }
    func average(_ couple: Couple) -> Double {
      let sizes = (members[couple.first]?.count ?? 1) * (members[couple.second]?.count ?? 1)
      return (sums[couple] ?? 0) / Double(sizes)
    }
    while let nearest = sums.keys.max(by: {
      (average($0), $1.first, $1.second) < (average($1), $0.first, $0.second)
    }), average(nearest) >= leastSimilarity {
      let (kept, gone) = (nearest.first, nearest.second)
      sums[nearest] = nil
      for other in neighbors[gone] ?? [] where other != kept {
        sums[Couple(kept, other), default: 0] += sums.removeValue(forKey: Couple(gone, other)) ?? 0
        neighbors[other]?.remove(gone)
        neighbors[other]?.insert(kept)
        neighbors[kept]?.insert(other)
      }
      neighbors[kept]?.remove(gone)
      neighbors[gone] = nil
      members[kept, default: []] += members.removeValue(forKey: gone) ?? []
    }
    return members
  }
}

/// The pairs in parts that have no thing in common.
private func connectedParts(_ pairs: [AverageLinkage.Pair]) -> [[AverageLinkage.Pair]] {
  var parents: [Int: Int] = [:]
  func root(_ thing: Int) -> Int {
    var thing = thing
    while let parent = parents[thing], parent != thing {
      parents[thing] = parents[parent]
      thing = parent
    }
    return thing
  }
  for pair in pairs {
    let (first, second) = (root(pair.first), root(pair.second))
    parents[max(first, second)] = min(first, second)
    parents[min(first, second)] = min(first, second)
  }
  return Array(Dictionary(grouping: pairs) { root($0.first) }.values)
}
