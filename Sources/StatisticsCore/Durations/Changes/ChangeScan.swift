import RealModule

/// The place at which a series changes most, by ranks, and how probable that is of one that doesn't.
///
/// For every place with three values or more on both sides, the rank sum of those before is compared
/// with its distribution in a series whose order says nothing; the place where it lies farthest out,
/// in standard deviations, is taken. A Bonferroni bound over the places makes the probability one of
/// the whole search, so that it holds for any number of values and any distribution of them, outliers
/// included (Lausen and Schumacher, "Maximally selected rank statistics", 1992; Pettitt, "A
/// non-parametric approach to the change-point problem", 1979, has the statistic without the standard
/// deviation, which does not see changes near the ends).
struct ChangeScan {
  /// The fewest values on either side of a change.
  static let fewest = 3

  /// How many values are before the change.
  let cut: Int
  /// Whether the values after it are larger.
  let isRise: Bool
  /// The probability of a change as clear in a series without any, 0 to 1.
  let pValue: Double

  /// Scans a series, in the order of time; none of fewer than six values, or where all are equal.
  init?(_ values: [Double]) {
    let count = values.count
    guard count >= 2 * ChangeScan.fewest, let ranks = Ranks(values) else { return nil }
    var (sum, best) = (0.0, (cut: 0, score: -1.0, excess: 0.0))
    for cut in 1...(count - ChangeScan.fewest) {
      sum += ranks.values[cut - 1]
      guard cut >= ChangeScan.fewest else { continue }
      let excess = sum - Double(cut) * Double(count + 1) / 2
      let score = excess * excess / (Double(cut) * Double(count - cut))
      if score > best.score { best = (cut, score, excess) }
    }
    cut = best.cut
    isRise = best.excess < 0
    let places = Double(count - 2 * ChangeScan.fewest + 1)
    let tail = ranks.tail(cut: best.cut, excess: best.excess)
    pValue = min(1, 2 * places * tail)
  }

  /// The probability that the values after a place known beforehand are as much larger, or smaller
  /// where `isRise` is false, without a change.
  static func pValue(of values: [Double], cut: Int, isRise: Bool) -> Double {
    guard cut > 0, cut < values.count, let ranks = Ranks(values) else { return 1 }
    let sum = ranks.values.prefix(cut).reduce(0, +)
    let excess = sum - Double(cut) * Double(values.count + 1) / 2
    guard (excess < 0) == isRise else { return 1 }
    return ranks.tail(cut: cut, excess: excess)
  }
}

/// The ranks of values, equals sharing the mean of theirs.
private struct Ranks {
  let values: [Double]

  /// None where all values are equal.
  init?(_ series: [Double]) {
    let order = series.indices.sorted { series[$0] < series[$1] }
    guard let first = order.first, let last = order.last, series[first] < series[last] else {
      return nil
    }
    var ranks = Array(repeating: 0.0, count: series.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, series[order[end]] == series[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
      start = end
    }
    values = ranks
  }

  /// The probability of a rank sum this far from its mean, on its side.
  ///
  /// Equals make the true distribution narrower, so that this is on the careful side.
  func tail(cut: Int, excess: Double) -> Double {
    let end = Double(cut) * Double(values.count - cut) / 2
    // What lies within two standard deviations needs no precision: it is no change.
    let deviation = (end * Double(values.count + 1) / 6).squareRoot()
    guard excess.magnitude > 2 * deviation else { return 0.5 }
    return RankSumDistribution(sample: cut, others: values.count - cut)
      .tail(fromEnd: max(0, end - excess.magnitude))
  }
}
