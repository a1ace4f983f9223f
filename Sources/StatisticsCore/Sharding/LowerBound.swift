/// What no deal of units to nodes can be done before.
///
/// A time is possible only if
/// 1. every node has begun by then;
/// 2. the nodes together have the time for all units; a load that no units add up to fills no node;
/// 3. for every q, the nodes can hold as many units as the q heaviest ones: none holds more of these
///    than it could of the lightest of them;
/// 4. on m equal nodes, for every q: with k the largest number for which k units on each node are
///    fewer than q, and r = q − km, some nodes hold more than k of the q heaviest units. If x ≤ r nodes
///    do, the others leave r + kx units or more to these, whose mean load is then at least that of the
///    r + kx lightest of the q. (More than r such nodes hold k + 1 or more each, and have no lower mean
///    than r that do.)
///
/// On m equal nodes 2 is the mean load, and 3 with q = km + 1 is the sum of the k + 1 lightest of the
/// km + 1 heaviest units, because some node gets k + 1 of them: the heaviest unit for k = 0, p(m) +
/// p(m+1) for k = 1 (Dell'Amico, Martello, "Optimal scheduling of tasks on identical parallel
/// processors", 1995, section 2). 4 says more than 3 where many nodes get k + 1 units of nearly the
/// same weight. The bound is the earliest time that is possible in this sense.
struct LowerBound {
  /// By count, the weight of as many of the heaviest units.
  private let sums: [Int64]
  /// The loads that units add up to.
  private let loads: ReachableLoads
  /// The numbers q of condition 4 that are looked at.
  private let prefixes: [Int]

  /// How many of the prefixes of condition 3 are looked at.
  ///
  /// That of k + 1 units a node exceeds the mean load by a share of 1/k at most.
  private static let prefixLimit = 4096

  /// Creates the bound of units by their descending weights, on that many nodes.
  init(weights: [Int64], nodeCount: Int) {
    var sums: [Int64] = [0]
    sums.reserveCapacity(weights.count + 1)
    var sum: Int64 = 0
    for weight in weights {
      sum += weight
      sums.append(sum)
    }
    self.sums = sums
    // On equal nodes no bound is beyond this load.
    loads = ReachableLoads(of: weights, upTo: (weights.first ?? 0) + sum / Int64(max(1, nodeCount)))
    prefixes = tellingPrefixes(weights)
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
    return loads.largest(atMost: capacity)
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
    holdsCounts(by: time, on: kinds)
      && prefixes.allSatisfy { prefix in
        kinds.count > 1 || holdsCrowd(ofFirst: prefix, by: time, on: kinds[0])
      }
  }

  /// Condition 4.
  private func holdsCrowd(ofFirst count: Int, by time: Int64, on kind: Kind) -> Bool {
    let capacity = capacity(of: kind, by: time)
    let evenly = (count - 1) / kind.count
    let rest = count - evenly * kind.count
    // By number of crowded nodes, the weight of the lightest units that they could hold. Each node
    // more adds heavier ones: what exceeds the capacities is least where they no longer fit into one.
    func weight(_ nodes: Int) -> Int64 { sums[count] - sums[count - rest - evenly * nodes] }
    let nodes = (1..<rest).partitioningIndex { weight($0 + 1) - weight($0) > capacity }
    return weight(nodes) <= capacity * Int64(nodes)
  }

  /// Condition 3.
  private func holdsCounts(by time: Int64, on kinds: [Kind]) -> Bool {
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

/// Counts of the heaviest units after which lighter ones follow, at most 128, and the count of all.
private func tellingPrefixes(_ weights: [Int64]) -> [Int] {
  let steps = min(64, weights.count)
  let evenly = (0..<steps).map { weights.count * ($0 + 1) / steps }
  let drops = (0..<steps).compactMap { step in
    // Within each part, where the weight drops the most.
    let part = (weights.count * step / steps)..<(weights.count * (step + 1) / steps)
    return part.dropFirst().max { dropsLess(weights, $0, $1) }
  }
  return (evenly + drops).sorted()
}

/// Whether the weight drops less before one rank than before another one, in proportion.
private func dropsLess(_ weights: [Int64], _ left: Int, _ right: Int) -> Bool {
  let products = (
    weights[left - 1].multipliedFullWidth(by: weights[right]),
    weights[right - 1].multipliedFullWidth(by: weights[left])
  )
  return (products.0.high, products.0.low) < (products.1.high, products.1.low)
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
