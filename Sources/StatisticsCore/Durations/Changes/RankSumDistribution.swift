import RealModule

/// The distribution of the rank sum of some of `n` values whose order says nothing.
///
/// Its generating function is a product, ∏ (1 − q^(b+i)) / (1 − q^i) for i from 1 to a, over the
/// number of ways to choose a of a + b (Mann and Whitney, "On a test of whether one of two random
/// variables is stochastically larger than the other", 1947), so that tails are found by saddlepoint:
/// Lugannani and Rice, "Saddle point approximation for the distribution of the sum of independent
/// random variables", 1980, with the second continuity correction of Daniels, "Tail probability
/// approximations", 1987, section 6. The normal distribution is a hundred times too careful where five
/// values stand against forty, which is where a change of last week is to be seen.
struct RankSumDistribution {
  /// The size of the smaller sample, one or more.
  private let smaller: Int
  /// The size of the larger one.
  private let larger: Int
  /// The logarithm of the number of ways to choose the smaller sample.
  private let logWays: Double

  /// - Parameters:
  ///   - sample: how many values are summed up, one or more.
  ///   - others: how many are not, one or more.
  init(sample: Int, others: Int) {
    smaller = min(sample, others)
    larger = max(sample, others)
    var sum = 0.0
    for number in 1...smaller {
      sum += Double.log(Double(larger + number)) - Double.log(Double(number))
    }
    logWays = sum
  }

  /// The probability that a sample lies as far from the middle as `distance` or farther, on one side.
  ///
  /// - Parameter distance: how far the rank sum is from the end of its range on that side, 0 or more.
  func tail(fromEnd distance: Double) -> Double {
    let (least, mean) = (Double.exp(-logWays), Double(smaller * larger) / 2)
    guard distance >= 1 else { return least }
    let point = distance + 0.5
    guard point < mean - 1 else { return 0.5 }
    let slope = saddlepoint(of: point)
    let terms = cumulants(at: slope)
    let w = -(2 * (slope * point - terms.value)).squareRoot()
    let v = 2 * Double.sinh(slope / 2) * terms.second.squareRoot()
    let density = Double.exp(-w * w / 2) / (2 * Double.pi).squareRoot()
    let tail = Double.erfc(-w / 2.0.squareRoot()) / 2 + density * (1 / w - 1 / v)
    return min(0.5, max(least, tail))
  }

  /// Where the first derivative of the cumulant function is `point`; negative, below the mean.
  private func saddlepoint(of point: Double) -> Double {
    // Between these, the distance from the end falls from the mean to under a half.
    var (low, high) = (-4.0, -1e-9)
    var slope = -6 * (Double(smaller * larger) / 2 - point) * 2
    slope /= Double(smaller * larger) * Double(smaller + larger + 1)
    for _ in 0..<40 {
      if slope <= low || slope >= high { slope = (low + high) / 2 }
      let terms = cumulants(at: slope)
      if terms.first > point { high = slope } else { low = slope }
      let step = (point - terms.first) / terms.second
      slope += step
      if step.magnitude < 1e-12 { break }
    }
    return min(max(slope, low), high)
  }

  /// The cumulant function and its derivatives at a negative place.
  private func cumulants(at slope: Double) -> (value: Double, first: Double, second: Double) {
    var (value, first, second) = (-logWays, 0.0, 0.0)
    func add(_ number: Double, sign: Double) {
      let power = Double.exp(slope * number)
      let rest = -Double.expMinusOne(slope * number)
      value += sign * Double.log(rest)
      first -= sign * number * power / rest
      second -= sign * number * number * power / (rest * rest)
    }
    for number in 1...smaller {
      add(Double(larger + number), sign: 1)
      add(Double(number), sign: -1)
    }
    return (value, first, second)
  }
}
