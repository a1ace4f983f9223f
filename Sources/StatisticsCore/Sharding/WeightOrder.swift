/// The positions of weights, the heaviest first, those of the same by the bytes of their names.
///
/// - Parameters:
///   - weights: the weights, 0 or more.
///   - name: the name of what is at a position.
func orderByWeight(_ weights: [Int64], name: (Int) -> String) -> [Int32] {
  var order = radixOrder(weights)
  let ties = runs(of: order, weights)
  // Names mostly come sorted, from a listing of files: then positions are in their order already.
  guard !ties.isEmpty, !areSorted(weights.count, name: name) else { return order }
  var names = NameOrder()
  for run in ties { names.sort(&order[run], name: name) }
  return order
}

/// The runs of two positions or more whose weights are the same.
private func runs(of order: [Int32], _ weights: [Int64]) -> [Range<Int>] {
  var runs: [Range<Int>] = []
  var start = 0
  for end in stride(from: 1, through: order.count, by: 1)
  where end == order.count || weights[Int(order[end])] != weights[Int(order[start])] {
    if end - start > 1 { runs.append(start..<end) }
    start = end
  }
  return runs
}

/// Whether the names of the first positions are in the order of their bytes.
private func areSorted(_ count: Int, name: (Int) -> String) -> Bool {
  var last = name(0)
  for position in 1..<count {
    let next = name(position)
    if precedesInBytes(next, last) { return false }
    last = next
  }
  return true
}

/// The positions of weights, the heaviest first, those of the same in the order of the positions.
///
/// Sorts by digits of 11 bits, the last one first: linear, and without a branch that depends on
/// the data (Knuth, The Art of Computer Programming, volume 3, section 5.2.5).
private func radixOrder(_ weights: [Int64]) -> [Int32] {
  var from = weights.enumerated().map { Keyed(key: UInt64($1), position: Int32($0)) }
  var to = from
  let most = weights.max() ?? 0
  for shift in stride(from: 0, to: 64, by: 11) where most >> shift > 0 {
    var starts = [Int](repeating: 0, count: 2048)
    // The digits are counted backwards, so that the heaviest come first.
    for entry in from { starts[2047 - Int(truncatingIfNeeded: entry.key >> shift) & 2047] += 1 }
    var sum = 0
    for digit in starts.indices {
      (starts[digit], sum) = (sum, sum + starts[digit])
    }
    for entry in from {
      let digit = 2047 - Int(truncatingIfNeeded: entry.key >> shift) & 2047
      to[starts[digit]] = entry
      starts[digit] += 1
    }
    swap(&from, &to)
  }
  return from.map(\.position)
}

/// What is sorted, beside what it is sorted by.
private struct Keyed {
  var key: UInt64
  var position: Int32
}
