/// What no deal of units to nodes can be done before.
///
/// A time is possible only if
/// 1. every node has begun by then;
/// 2. the nodes together have the time for all units; weights that are all multiples of some number
///    fill a node to a multiple of it only;
/// 3. for every q, the nodes can hold as many units as the q heaviest ones: none holds more of these
///    than it could of the lightest of them.
///
/// On m equal nodes 2 is the mean load, and 3 with q = km + 1 is the sum of the k + 1 lightest of the
/// km + 1 heaviest units, because some node gets k + 1 of them: the heaviest unit for k = 0, p(m) +
/// p(m+1) for k = 1 (Dell'Amico, Martello, "Optimal scheduling of tasks on identical parallel
/// processors", 1995, section 2). The bound is the earliest time that is possible in this sense.
struct LowerBound {
  /// By count, the weight of as many of the heaviest units.
  private let sums: [Int64]
  /// What all weights are a multiple of.
  private let divisor: Int64

  /// How many of the prefixes of condition 3 are looked at.
  ///
  /// That of k + 1 units a node exceeds the mean load by a share of 1/k at most.
  private static let prefixLimit = 4096

  /// Creates the bound of units by their descending weights.
  init(weights: [Int64]) {
    var sums: [Int64] = [0]
    sums.reserveCapacity(weights.count + 1)
    var sum: Int64 = 0
    for weight in weights {
      sum += weight
      sums.append(sum)
    }
    self.sums = sums
    divisor = greatestCommonDivisor(weights)
  }

  /// The bound on some nodes, one or more.
  func value(on clocks: [NodeClock]) -> Int64 {
    let kinds = Kind.kinds(of: clocks)
    let begin = clocks.lazy.map(\.bias).max() ?? 0
    let mean = earliest(from: begin) { holdsWork(by: $0, on: kinds) }
    return earliest(from: mean) { holdsUnits(by: $0, on: kinds) }
  }

  /// Whether a time meets the conditions on some nodes.
  func isPossible(_ time: Int64, on clocks: [NodeClock]) -> Bool {
    let kinds = Kind.kinds(of: clocks)
    return clocks.allSatisfy { $0.bias <= time } && holdsWork(by: time, on: kinds)
      && holdsUnits(by: time, on: kinds)
  }

  /// Nodes that do not differ.
  private struct Kind {
    var clock: NodeClock
    var count: Int

    static func kinds(of clocks: [NodeClock]) -> [Kind] {
      var counts: [NodeClock: Int] = [:]
      for clock in clocks { counts[clock, default: 0] += 1 }
      return counts.map { Kind(clock: $0, count: $1) }.sorted {
        ($0.clock.bias, $0.clock.speed) < ($1.clock.bias, $1.clock.speed)
      }
    }
  }

  private func capacity(of kind: Kind, by time: Int64) -> Int64 {
    let capacity = max(0, kind.clock.capacity(until: time))
    return capacity - capacity % divisor
  }

  private func holdsWork(by time: Int64, on kinds: [Kind]) -> Bool {
    var missing = sums.last ?? 0
    for kind in kinds {
      let capacity = capacity(of: kind, by: time)
      if capacity > 0, missing / capacity < kind.count { return true }
      missing -= capacity * Int64(kind.count)
    }
    return missing <= 0
  }

  private func holdsUnits(by time: Int64, on kinds: [Kind]) -> Bool {
    let capacities = kinds.map { capacity(of: $0, by: time) }
    let total = sums.count - 1
    var prefix = 1
    for _ in 0..<LowerBound.prefixLimit where prefix <= total {
      var held = 0
      for (kind, capacity) in zip(kinds, capacities) {
        held += kind.count * mostUnits(ofFirst: prefix, within: capacity)
      }
      guard held >= prefix else { return false }
      // The longer the prefix, the more units a node can hold: what is held now is enough for all
      // prefixes up to it.
      prefix = held + 1
    }
    return true
  }

  /// How many of the lightest of the `count` heaviest units are within a capacity.
  private func mostUnits(ofFirst count: Int, within capacity: Int64) -> Int {
    count - (0..<count).partitioningIndex { sums[count] - sums[$0] <= capacity }
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

/// The earliest time from one on that is possible, when all that follow it are; found by steps that
/// double, and then by halving.
func earliest(from begin: Int64, isPossible: (Int64) -> Bool) -> Int64 {
  var step: Int64 = 1
  var low = begin
  var high = begin
  while !isPossible(high), step < Int64.max / 4 {
    low = high + 1
    high += step
    step *= 2
  }
  while low < high {
    let middle = low + (high - low) / 2
    if isPossible(middle) { high = middle } else { low = middle + 1 }
  }
  return low
}
