/// Sets of positions that grow together.
///
/// Source: Tarjan, van Leeuwen, "Worst-case analysis of set union algorithms", 1984: linking by
/// index, halving of paths.
struct DisjointSets {
  private var parents: [Int32]

  /// Creates a set for each position below `count`.
  init(count: Int) { parents = Array(0..<Int32(count)) }

  /// The smallest position in the set of one.
  mutating func root(of position: Int) -> Int {
    var current = Int32(position)
    while parents[Int(current)] != current {
      parents[Int(current)] = parents[Int(parents[Int(current)])]
      current = parents[Int(current)]
    }
    return Int(current)
  }

  /// Makes one set of all that have a position in the group.
  mutating func unite(_ group: [Int]) {
    guard let first = group.first else { return }
    for position in group.dropFirst() {
      let roots = (root(of: first), root(of: position))
      parents[max(roots.0, roots.1)] = Int32(min(roots.0, roots.1))
    }
  }
}
