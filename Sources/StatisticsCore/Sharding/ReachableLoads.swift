/// The loads that a choice of units can add up to.
///
/// As far as is known: what is said to be reachable may not be, never the other way round.
struct ReachableLoads {
  /// What all weights are a multiple of.
  private let unit: Int64
  /// By multiple of `unit`, the largest one up to it that is reachable; above, all are said to be.
  private var largest: [Int32] = []

  /// Finds what descending weights add up to: up to a load, if that takes no more than a million
  /// steps; above it, and else, the multiples of what all weights are a multiple of.
  ///
  /// The table of the knapsack problem with a number of copies of each weight (Pisinger, "Algorithms
  /// for knapsack problems", 1995, section 1.3.2).
  init(of weights: [Int64], upTo load: Int64) {
    unit = greatestCommonDivisor(weights)
    let size = load / unit + 1
    let distinct = zip(weights, weights.dropFirst()).count { $0 != $1 } + 1
    guard size < 1 << 20 / Int64(distinct), !weights.isEmpty else { return }
    var isReachable = Array(repeating: false, count: Int(size))
    isReachable[0] = true
    var start = 0
    for end in 1..<(weights.count + 1) where end == weights.count || weights[end] != weights[start]
    {
      add(Int(weights[start] / unit), copies: end - start, to: &isReachable)
      start = end
    }
    largest.reserveCapacity(Int(size))
    var last: Int32 = 0
    for (multiple, isReachable) in isReachable.enumerated() {
      if isReachable { last = Int32(multiple) }
      largest.append(last)
    }
  }

  private func add(_ weight: Int, copies: Int, to isReachable: inout [Bool]) {
    guard weight < isReachable.count else { return }
    // By load, how many copies it takes.
    var used = Array(repeating: 0, count: isReachable.count)
    for load in weight..<isReachable.count where !isReachable[load] {
      guard isReachable[load - weight], used[load - weight] < copies else { continue }
      isReachable[load] = true
      used[load] = used[load - weight] + 1
    }
  }

  /// The largest reachable load that is at most a capacity, 0 or more.
  func largest(atMost capacity: Int64) -> Int64 {
    let multiple = capacity / unit
    return (multiple < largest.count ? Int64(largest[Int(multiple)]) : multiple) * unit
  }
}

/// The largest number that all weights are multiples of; 1 where there are none.
private func greatestCommonDivisor(_ weights: [Int64]) -> Int64 {
  var divisor: Int64 = 0
  for weight in weights.reversed() {
    var rest = weight
    while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
    if divisor == 1 { break }
  }
  return max(1, divisor)
}
