/// What a node of a suite took in one run.
public struct NodeObservation: Sendable, Hashable {
  /// How long its job run took, in microseconds.
  public var duration: Int64
  /// How many items it ran.
  public var items: Int
  /// The time of the items alone, in microseconds.
  public var sum: Int64

  /// Creates an observation.
  public init(duration: Int64, items: Int, sum: Int64) {
    self.duration = duration
    self.items = items
    self.sum = sum
  }
}

/// The time of a node that the times of its items do not account for.
public struct FixedCosts: Sendable, Hashable {
  /// What each node takes whatever it runs, in microseconds, 0 or more.
  public var perNode: Int64
  /// What each item takes beside its own time, in microseconds, 0 or more.
  public var perItem: Int64
  /// How many job runs stand behind it.
  public var runs: Int

  /// Creates costs.
  public init(perNode: Int64, perItem: Int64, runs: Int) {
    self.perNode = perNode
    self.perItem = perItem
    self.runs = runs
  }
}

/// The fixed costs of a node and of an item, learned from what nodes took.
///
/// The line through the time that is left over against the number of items: its slope is the median
/// of the slopes between all pairs, its height the median of what remains (Theil, "A rank-invariant
/// method of linear regression analysis", 1950; Sen, "Estimates of the regression coefficient based
/// on Kendall's tau", 1968), which three runs in ten that went wrong do not move. There is a slope
/// only where more items go with more time to a level of 5 % (Kendall's tau).
///
/// - Parameter nodes: job runs, in any order.
/// - Returns: the costs; none of fewer than five job runs, where all ran as many items, or where
///   nodes took less time than their items, because they run several at once.
public func learnedFixedCosts(of nodes: [NodeObservation]) -> FixedCosts? {
  let usable = nodes.filter { $0.items > 0 && $0.duration > 0 && $0.sum >= 0 }
  guard usable.count >= 5, Set(usable.map(\.items)).count > 1 else { return nil }
  let points = thinned(
    usable.map { LeftOver(items: $0.items, time: Double($0.duration) - Double($0.sum)) }
  )
  let line = LeftOverLine(points)
  guard let typical = middle(points.map(\.time)), typical >= 0 else { return nil }
  var perItem = line.isRising ? max(0, line.slope) : 0
  var perNode = middle(points.map { $0.time - perItem * Double($0.items) }) ?? 0
  if perNode < 0 {
    perNode = 0
    perItem = max(0, middle(points.map { $0.time / Double($0.items) }) ?? 0)
  }
  return FixedCosts(
    perNode: Int64(min(perNode.rounded(), Double(longestDuration))),
    perItem: Int64(min(perItem.rounded(), Double(longestDuration))),
    runs: usable.count
  )
}

/// The time of a node that is not in its items.
private struct LeftOver {
  var items: Int
  var time: Double
}

/// The slopes between all pairs of points.
private struct LeftOverLine {
  let slope: Double
  let isRising: Bool

  init(_ points: [LeftOver]) {
    var slopes: [Double] = []
    var agreement = 0
    for (index, left) in points.enumerated() {
      for right in points[(index + 1)...] where left.items != right.items {
        let slope = (right.time - left.time) / Double(right.items - left.items)
        slopes.append(slope)
        agreement += slope > 0 ? 1 : slope < 0 ? -1 : 0
      }
    }
    slope = middle(slopes) ?? 0
    // The variance of the agreement under no relation (Kendall, "Rank correlation methods", 1948).
    let n = Double(points.count)
    isRising = Double(agreement) > 1.645 * (n * (n - 1) * (2 * n + 5) / 18).squareRoot()
  }
}

/// Some 300 of the points, evenly over their numbers of items: pairs of all would be too many.
private func thinned(_ points: [LeftOver]) -> [LeftOver] {
  let sorted = points.sorted { ($0.items, $0.time) < ($1.items, $1.time) }
  let most = 300
  guard sorted.count > most else { return sorted }
  return (0..<most).map { sorted[$0 * sorted.count / most] }
}

private func middle(_ values: [Double]) -> Double? {
  guard !values.isEmpty else { return nil }
  let sorted = values.sorted()
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}
