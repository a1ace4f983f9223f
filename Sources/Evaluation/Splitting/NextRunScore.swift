import HistorySimulator

/// How well plans from earlier runs of a suite do in the run that comes next.
///
/// The items are dealt longest first by their weights, and the longest node is measured by the times
/// of the next run.
struct NextRunScore {
  /// The numbers of nodes, each for suites of ten items a node or more.
  static let nodeCounts = [4, 10, 32]
  /// A run counts of which this share of the items was measured at least.
  private static let leastMeasured = 0.5

  /// The sums over the runs that were predicted, for one number of nodes.
  struct Sums {
    /// How many runs were predicted.
    var runs = 0
    /// The longest node of the plan that knows the next run, over the lower bound.
    var oracle = 0.0
    /// By rule, the longest node over that of the plan that knows the next run, less 1.
    var excess: [WeightRule: Double] = [:]
    /// By rule, the longest node over the lower bound.
    var overBound: [WeightRule: Double] = [:]
  }

  /// By number of nodes.
  private(set) var sums: [Int: Sums] = [:]

  /// Adds every run of a suite that earlier ones can be asked about, or the last one alone.
  mutating func add(_ suite: MeasuredSuite, lastOnly: Bool = false) {
    let runs = suite.runs.indices.dropFirst().filter { run in
      Double(suite.measured(in: run).count)
        >= Self.leastMeasured * Double(suite.runs[run].listed)
    }
    for run in lastOnly ? runs.suffix(1) : runs[...] {
      let items = suite.measured(in: run)
      let times = items.map { suite.runs[run].times[$0] }
      let counts = Self.nodeCounts.filter { items.count >= 10 * $0 }
      guard !counts.isEmpty else { continue }
      for nodes in counts { addOracle(times, nodes: nodes) }
      for rule in WeightRule.allCases {
        let weights = rule.weights(of: items, in: suite, before: run)
        for nodes in counts { add(rule, weights, times, nodes: nodes) }
      }
    }
  }

  private mutating func addOracle(_ times: [Int64], nodes: Int) {
    let longest = longestNode(of: times, dealtBy: times, nodes: nodes)
    sums[nodes, default: Sums()].runs += 1
    sums[nodes, default: Sums()].oracle += Double(longest) / bound(times, nodes: nodes)
  }

  private mutating func add(
    _ rule: WeightRule,
    _ weights: [Int64],
    _ times: [Int64],
    nodes: Int
  ) {
    let oracle = Double(longestNode(of: times, dealtBy: times, nodes: nodes))
    let longest = meanLongestNode(of: times, dealtBy: weights, nodes: nodes)
    sums[nodes, default: Sums()].excess[rule, default: 0] += longest / oracle - 1
    sums[nodes, default: Sums()].overBound[rule, default: 0] += longest / bound(times, nodes: nodes)
  }
}

/// The least that any plan could take.
private func bound(_ times: [Int64], nodes: Int) -> Double {
  max(1, Double(times.reduce(0, +)) / Double(nodes), Double(times.max() ?? 0))
}

/// The mean of eight plans whose weights are shaken by a hundredth.
///
/// Which of two items of almost the same weight comes first is luck, and decides much of one plan.
private func meanLongestNode(of times: [Int64], dealtBy weights: [Int64], nodes: Int) -> Double {
  guard Set(weights).count > 1 else {
    return Double(longestNode(of: times, dealtBy: weights, nodes: nodes))
  }
  let plans = 8
  var random = SplitMix64(seed: UInt64(nodes))
  var sum = 0.0
  for _ in 0..<plans {
    let shaken = weights.map { weight in
      Int64(Double(weight) * 256 * (1 + 0.01 * random.normal()))
    }
    sum += Double(longestNode(of: times, dealtBy: shaken, nodes: nodes))
  }
  return sum / Double(plans)
}

/// The time of the node that takes longest, when items are dealt by weight, the heaviest first, each to
/// the node of the least weight so far; of several, the one of the fewest items.
private func longestNode(of times: [Int64], dealtBy weights: [Int64], nodes: Int) -> Int64 {
  var loads = Array(repeating: (weight: Int64(0), items: 0), count: nodes)
  var measured = Array(repeating: Int64(0), count: nodes)
  let order = weights.indices.sorted { left, right in
    weights[left] != weights[right] ? weights[left] > weights[right] : left < right
  }
  for item in order {
    var lightest = 0
    for node in 1..<nodes where loads[node] < loads[lightest] { lightest = node }
    loads[lightest].weight += weights[item]
    loads[lightest].items += 1
    measured[lightest] += times[item]
  }
  return measured.max() ?? 0
}
