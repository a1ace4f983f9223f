/// Finds the subset of some weights whose sum is nearest to a number.
///
/// All subsets of either half are listed by their sums, and the two lists walked from opposite ends
/// (Horowitz, Sahni, "Computing partitions with applications to the knapsack problem", 1974): 2^(n/2)
/// steps instead of 2^n.
struct SubsetSums {
  /// How many weights there may be.
  static let limit = 20

  private var left = SumList()
  private var right = SumList()

  /// The subset of least cost among the two whose sums are next to a number: the largest one that is
  /// not over it, and the smallest one that is.
  ///
  /// - Parameters:
  ///   - goal: the number.
  ///   - weights: up to `limit` weights; bit i of a subset stands for the ith of them.
  ///   - cost: what is the higher, the farther a sum is from the goal, in either direction.
  mutating func nearest(
    to goal: Int64,
    of weights: [Int64],
    cost: (Int64) -> Int64
  ) -> (sum: Int64, subset: UInt64) {
    let half = weights.count / 2
    left.list(weights[..<half])
    right.list(weights[half...])
    var below = (sum: Int64.min, subset: UInt64(0))
    var above = (sum: Int64.max, subset: UInt64(0))
    var low = 0
    var high = right.count - 1
    while low < left.count, high >= 0 {
      let sum = left.sum(low) + right.sum(high)
      let isOver = sum > goal
      if isOver ? sum < above.sum : sum > below.sum {
        let subset = left.subset(low) | right.subset(high) << UInt64(half)
        if isOver { above = (sum, subset) } else { below = (sum, subset) }
      }
      if isOver { high -= 1 } else { low += 1 }
    }
    if below.sum == .min { return above }
    if above.sum == .max { return below }
    return cost(below.sum) <= cost(above.sum) ? below : above
  }
}

/// The subsets of a few weights by their sums.
private struct SumList {
  /// The bits of an entry that tell the subset; the others are the sum.
  private static let subsetBits: UInt64 = UInt64(SubsetSums.limit / 2)

  private var entries: [UInt64] = []
  private var spare: [UInt64] = []

  var count: Int { entries.count }

  func sum(_ index: Int) -> Int64 { Int64(entries[index] >> SumList.subsetBits) }

  func subset(_ index: Int) -> UInt64 { entries[index] & (1 << SumList.subsetBits - 1) }

  /// Lists the subsets of some weights: those without a weight, merged with those with it.
  mutating func list(_ weights: ArraySlice<Int64>) {
    entries.removeAll(keepingCapacity: true)
    entries.append(0)
    for (bit, weight) in weights.enumerated() {
      let added = UInt64(weight) << SumList.subsetBits | 1 << UInt64(bit)
      spare.removeAll(keepingCapacity: true)
      var with = 0
      for entry in entries {
        while entries[with] + added < entry {
          spare.append(entries[with] + added)
          with += 1
        }
        spare.append(entry)
      }
      while with < entries.count {
        spare.append(entries[with] + added)
        with += 1
      }
      swap(&entries, &spare)
    }
  }
}
