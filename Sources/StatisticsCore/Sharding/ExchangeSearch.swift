/// Improves a deal by exchanges between the node that is done last and another one.
///
/// First a unit is moved, or exchanged for one of the other node, so that the two are done as nearly
/// at once as this can make them: for a difference Δ in load, what is shifted is as near to Δ/2 as
/// possible (the move and swap neighborhoods of Frangioni, Necciari, Scutellà, "A multi-exchange
/// neighborhood for minimum makespan parallel machine scheduling problems", 2004). Where that helps
/// with no other node, up to 20 units of both nodes are dealt anew in the best way there is.
struct ExchangeSearch {
  private(set) var deal: Deal
  /// By node, the ranks of its units, ascending: the heaviest first.
  private var contents: [[Int32]]
  /// A makespan that is good enough.
  private let target: Int64
  /// How many units may still be looked at.
  private var effort: Int
  private var sums = SubsetSums()

  /// With how many of the other nodes units of both are dealt anew.
  private static let redealtPartners = 1000

  /// Creates a search from a complete deal.
  init(_ deal: Deal, target: Int64, effort: Int) {
    self.deal = deal
    self.target = target
    self.effort = effort
    contents = deal.contents
  }

  /// Improves the deal until it is good enough, or no exchange improves it, or the effort is spent.
  mutating func run() {
    guard deal.clocks.count > 1 else { return }
    while effort > 0 {
      let critical = deal.critical
      guard deal.finish(critical) > target, improve(critical) else { return }
    }
  }

  private mutating func improve(_ critical: Int) -> Bool {
    let idlest = deal.idlest
    if exchange(critical, idlest) || redeal(critical, idlest) { return true }
    let partners = deal.work.indices.filter { $0 != critical && $0 != idlest }
      .map { (finish: deal.finish($0), node: $0) }.sorted { $0 < $1 }.map(\.node)
    for partner in partners where effort > 0 && exchange(critical, partner) { return true }
    for partner in partners.prefix(ExchangeSearch.redealtPartners) where effort > 0 {
      if redeal(critical, partner) { return true }
    }
    return false
  }

  private func pair(_ critical: Int, _ partner: Int) -> NodePair {
    NodePair(
      late: deal.clocks[critical],
      early: deal.clocks[partner],
      lateWork: deal.work[critical],
      total: deal.work[critical] + deal.work[partner]
    )
  }

  /// Moves a unit to the partner, or exchanges it for one, so that the later of the two nodes is done
  /// as early as possible; false where that makes none of them earlier.
  private mutating func exchange(_ critical: Int, _ partner: Int) -> Bool {
    let pair = pair(critical, partner)
    // What should be shifted, and no less, rounded up.
    let ideal = pair.lateWork - pair.balance
    let mine = contents[critical]
    let theirs = contents[partner]
    effort -= mine.count + theirs.count
    var best = (finish: pair.finish(pair.lateWork), mine: -1, theirs: -1)
    var index = 0
    for (offset, rank) in mine.enumerated() {
      let weight = deal.weights[Int(rank)]
      // The first of theirs that is light enough for the exchange to shift `ideal` or more; beyond
      // the last one nothing comes back. The one before shifts less.
      while index < theirs.count, weight - deal.weights[Int(theirs[index])] < ideal { index += 1 }
      for candidate in [index - 1, index] where candidate >= 0 {
        let back = candidate < theirs.count ? deal.weights[Int(theirs[candidate])] : 0
        let finish = pair.finish(pair.lateWork - weight + back)
        if finish < best.finish { best = (finish, offset, candidate) }
      }
    }
    guard best.mine >= 0 else { return false }
    contents[critical].remove(at: best.mine)
    if best.theirs < theirs.count {
      contents[partner].remove(at: best.theirs)
      insert(theirs[best.theirs], into: critical)
    }
    insert(mine[best.mine], into: partner)
    return true
  }

  private mutating func insert(_ rank: Int32, into node: Int) {
    let weight = deal.weights[Int(rank)]
    deal.work[Int(deal.nodes[Int(rank)])] -= weight
    deal.work[node] += weight
    deal.nodes[Int(rank)] = Int32(node)
    contents[node].insert(rank, at: contents[node].partitioningIndex { $0 > rank })
  }

  /// Deals some units of the two nodes anew, in the best of all ways; false where none of them is
  /// done earlier for it.
  private mutating func redeal(_ critical: Int, _ partner: Int) -> Bool {
    let pair = pair(critical, partner)
    let chosen = chosenUnits(critical, partner)
    let mine = chosen.filter { deal.nodes[Int($0)] == critical }
    let mineWeight = mine.reduce(0) { $0 + deal.weights[Int($1)] }
    let fixed = pair.lateWork - mineWeight
    let found = sums.nearest(
      to: pair.balance - fixed,
      of: chosen.map { deal.weights[Int($0)] },
      cost: { pair.finish(fixed + $0) }
    )
    effort -= 2 << (chosen.count / 2 + 1)
    guard pair.finish(fixed + found.sum) < pair.finish(pair.lateWork) else { return false }
    for (offset, rank) in chosen.enumerated() {
      let node = found.subset >> UInt64(offset) & 1 == 1 ? critical : partner
      let old = Int(deal.nodes[Int(rank)])
      guard node != old else { continue }
      contents[old].remove(at: contents[old].partitioningIndex { $0 >= rank })
      insert(rank, into: node)
    }
    return true
  }

  /// Units of both nodes, as many as can be dealt anew, from the heaviest to the lightest.
  private func chosenUnits(_ critical: Int, _ partner: Int) -> [Int32] {
    let both = (contents[critical] + contents[partner]).sorted()
    let limit = SubsetSums.limit
    guard both.count > limit else { return both }
    return (0..<limit).map { both[$0 * (both.count - 1) / (limit - 1)] }
  }
}
