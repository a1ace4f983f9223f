/// Finds out which rows are one, from rows of another history that each are several rows here.
struct Uniting {
  private var parents: [Int64: Int64] = [:]
  private var lastOther: Int64?
  private var lastHere: Int64 = 0

  /// Adds that a row of the other history is a row here; the links of one other row come together.
  mutating func link(other: Int64, here: Int64) {
    if lastOther == other { join(lastHere, here) }
    lastOther = other
    lastHere = here
  }

  /// The rows that are one, sorted, group by group.
  var groups: [[Int64]] {
    var uniting = self
    var groups: [Int64: [Int64]] = [:]
    for row in parents.keys.sorted() { groups[uniting.root(of: row), default: []].append(row) }
    return groups.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }

  private mutating func join(_ first: Int64, _ second: Int64) {
    let roots = (root(of: first), root(of: second))
    // The smallest row is the root of its group.
    parents[max(roots.0, roots.1)] = min(roots.0, roots.1)
  }

  /// The row that stands for a row's group; the way there is halved, so that the next one is short.
  private mutating func root(of row: Int64) -> Int64 {
    var row = row
    while let parent = parents[row], parent != row {
      let grandparent = parents[parent] ?? parent
      parents[row] = grandparent
      row = grandparent
    }
    parents[row] = row
    return row
  }
}
