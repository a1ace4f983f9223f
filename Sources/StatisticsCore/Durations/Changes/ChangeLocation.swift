import RealModule

/// Where in a series its level changes, and where it may have changed.
///
/// Two medians fit the values with the least sum of absolute distances: the most likely place under
/// Laplace noise, and one that outliers hardly move. The places that are at least a twentieth as likely
/// as the best are those at which the change may have been (Hinkley, "Inference about the change-point
/// in a sequence of random variables", 1970, for the likelihood of a place; Edwards, "Likelihood",
/// 1972, and Royall, "Statistical evidence", 1997, for intervals of it). The width of the noise is the
/// one that suits each place best, so that n·log(cost / least cost) is compared with log 20.
struct ChangeLocation {
  /// How many values are before the change.
  let cut: Int
  /// The least and the most values that may be before it.
  let range: ClosedRange<Int>
  /// The median of the values before and after.
  let levels: (before: Double, after: Double)
  /// Whether the values rather rise or fall all along a line than at one place.
  let isGradual: Bool

  /// Locates the change of a series of six values or more.
  init?(_ values: [Double]) {
    let fewest = ChangeScan.fewest
    guard values.count >= 2 * fewest else { return nil }
    let forward = RunningMedians(values)
    let backward = RunningMedians(values.reversed())
    let places = fewest...(values.count - fewest)
    let costs = places.map { forward.costs[$0 - 1] + backward.costs[values.count - $0 - 1] }
    guard let least = costs.min(), let best = costs.firstIndex(of: least) else { return nil }
    let limit = 20.0
    let likely = costs.indices.filter { place in
      let count = Double(values.count)
      return costs[place] <= least
        || least > 0 && count * Double.log(costs[place] / least) <= Double.log(limit)
    }
    let cut = best + fewest
    self.cut = cut
    range = (likely.first ?? best) + fewest...(likely.last ?? best) + fewest
    levels = (forward.medians[cut - 1], backward.medians[values.count - cut - 1])
    isGradual = lineCost(of: values) < least
  }
}

/// The medians of ever longer parts of a series, from its beginning.
private struct RunningMedians {
  private(set) var medians: [Double] = []
  /// The sums of the distances from them.
  private(set) var costs: [Double] = []

  init(_ values: some Collection<Double>) {
    var sorted: [Double] = []
    for value in values {
      sorted.insert(value, at: sorted.partitioningIndex { $0 >= value })
      let median = middle(ofSorted: sorted)
      medians.append(median)
      var cost = 0.0
      for other in sorted { cost += (other - median).magnitude }
      costs.append(cost)
    }
  }
}

/// The sum of the distances from the line through the medians of the first and the last third
/// (Tukey, "Exploratory data analysis", 1977, chapter 5: the resistant line).
private func lineCost(of values: [Double]) -> Double {
  let third = values.count / 3
  guard third >= 2 else { return .infinity }
  let (low, high) = (median(values.prefix(third)), median(values.suffix(third)))
  let slope = (high - low) / Double(values.count - third)
  let tilted = values.enumerated().map { $0.element - slope * Double($0.offset) }
  let height = median(tilted)
  var cost = 0.0
  for value in tilted { cost += (value - height).magnitude }
  return cost
}

/// The middle of values; of an even number the mean of the two in the middle; 0 of none.
func median(_ values: some Collection<Double>) -> Double { middle(ofSorted: values.sorted()) }

private func middle(ofSorted values: [Double]) -> Double {
  guard !values.isEmpty else { return 0 }
  let half = values.count / 2
  return values.count % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2
}
