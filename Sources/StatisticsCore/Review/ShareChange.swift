import RealModule

/// How a figure moved.
public enum Trend: String, Sendable, Hashable {
  /// It moved for the better, by more than chance explains.
  case better
  /// It moved for the worse, by more than chance explains.
  case worse
  /// Chance explains the difference.
  case noSignificantChange = "no_significant_change"
  /// There is nothing to compare with.
  case unknown
}

/// The difference between two shares, with the interval that holds it with 95 % confidence.
public struct ShareChange: Sendable, Hashable {
  /// The share now.
  public let now: Proportion
  /// The share that it is compared with.
  public let before: Proportion

  /// Compares two shares.
  public init(_ now: Proportion, from before: Proportion) {
    self.now = now
    self.before = before
  }

  /// The share now less the one before, −1 to 1; none where one is out of nothing.
  public var difference: Double? {
    guard let now = now.value, let before = before.value else { return nil }
    return now - before
  }

  /// The interval of the difference; none where one share is out of nothing.
  ///
  /// Source: Newcombe, "Interval estimation for the difference between independent proportions",
  /// Statistics in Medicine 17, 1998, method 10: the square-and-add of the two Wilson intervals.
  public var interval: ClosedRange<Double>? {
    guard let p = now.value, let q = before.value, let difference else { return nil }
    let (a, b) = (now.interval, before.interval)
    let below = squareAndAdd(p - a.lowerBound, b.upperBound - q)
    let above = squareAndAdd(a.upperBound - p, q - b.lowerBound)
    return max(-1, difference - below)...min(1, difference + above)
  }

  /// How the share moved.
  ///
  /// - Parameter isBetterLower: whether less of it is better.
  public func trend(isBetterLower: Bool) -> Trend {
    guard let interval else { return .unknown }
    if interval.upperBound < 0 { return isBetterLower ? .better : .worse }
    if interval.lowerBound > 0 { return isBetterLower ? .worse : .better }
    return .noSignificantChange
  }
}

private func squareAndAdd(_ left: Double, _ right: Double) -> Double {
  (left * left + right * right).squareRoot()
}

/// How values moved against others, by the rank-sum test at 5 %, two sided; less is better.
func trend(_ now: [Double], from before: [Double]) -> Trend {
  guard !now.isEmpty, !before.isEmpty else { return .unknown }
  if rankSumTail(now, above: before) <= 0.025 { return .worse }
  return rankSumTail(before, above: now) <= 0.025 ? .better : .noSignificantChange
}
