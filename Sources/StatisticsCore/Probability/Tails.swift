import RealModule

/// The probability that a Poisson variable of this mean is at least `count`.
///
/// The sum is taken term by term from `count` upwards; terms fall at least geometrically once they
/// are beyond the mean, and the sum ends when they no longer change it.
func poissonTail(atLeast count: Int, mean: Double) -> Double {
  guard count > 0 else { return 1 }
  guard mean > 0 else { return 0 }
  var term = Double.exp(
    Double(count) * Double.log(mean) - mean - Double.logGamma(Double(count) + 1)
  )
  var sum = 0.0
  var number = Double(count)
  while term > sum * 1e-15 || number < mean {
    sum += term
    number += 1
    term *= mean / number
  }
  return min(1, sum)
}

/// A share with an interval.
public struct Proportion: Sendable, Hashable {
  /// How many had it.
  public let count: Int
  /// Out of how many.
  public let total: Int

  /// Creates the share of `count` in `total`.
  public init(count: Int, total: Int) {
    self.count = count
    self.total = total
  }

  /// The share, 0 to 1; none out of nothing.
  public var value: Double? { total == 0 ? nil : Double(count) / Double(total) }

  /// The interval that holds the true share with 95 % confidence.
  ///
  /// Source: Wilson, "Probable inference, the law of succession, and statistical inference", 1927;
  /// 1.96 is the normal distribution's quantile at 97.5 %.
  public var interval: ClosedRange<Double> {
    guard total > 0 else { return 0...1 }
    let z = 1.959_963_985
    let n = Double(total)
    let p = Double(count) / n
    let center = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    return max(0, center - half)...min(1, center + half)
  }

  /// Whether the shares differ by more than chance explains: their intervals do not touch.
  public func differs(from other: Proportion) -> Bool {
    total > 0 && other.total > 0 && !interval.overlaps(other.interval)
  }
}
