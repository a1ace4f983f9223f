import RealModule

/// A Beta distribution: what is believed of a rate between 0 and 1.
public struct BetaDistribution: Sendable, Hashable {
  /// The first shape, over 0: the prior's share plus the events seen.
  public let alpha: Double
  /// The second shape, over 0: the prior's share plus the times without the event.
  public let beta: Double

  /// Creates a distribution from its shapes, both over 0.
  public init(alpha: Double, beta: Double) {
    precondition(alpha > 0 && beta > 0, "the shapes of a Beta distribution are positive")
    self.alpha = alpha
    self.beta = beta
  }

  /// The belief after `events` in `trials` more trials: the Beta is conjugate to the binomial
  /// (Gelman et al., Bayesian Data Analysis, 3rd edition, section 2.4).
  public func updated(events: Int, trials: Int) -> BetaDistribution {
    BetaDistribution(alpha: alpha + Double(events), beta: beta + Double(trials - events))
  }

  /// The mean of the rate.
  public var mean: Double { alpha / (alpha + beta) }

  /// The logarithm of the probability of one sequence with `events` in `trials`:
  /// B(α + k, β + n − k) / B(α, β), the beta-binomial without its count of sequences.
  public func logMarginal(events: Int, trials: Int) -> Double {
    let after = updated(events: events, trials: trials)
    return logBeta(after.alpha, after.beta) - logBeta(alpha, beta)
  }

  /// The rate below which the distribution has `probability` of its mass, to 1e-12.
  public func quantile(_ probability: Double) -> Double {
    var low = 0.0
    var high = 1.0
    for _ in 0..<60 where high - low > 1e-13 {
      let middle = (low + high) / 2
      if cumulative(middle) < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The probability that the rate is at most `rate`: the regularized incomplete beta function.
  ///
  /// Source: the continued fraction of Press et al., Numerical Recipes, 3rd edition, section 6.4.
  public func cumulative(_ rate: Double) -> Double {
    guard rate > 0 else { return 0 }
    guard rate < 1 else { return 1 }
    let front = Double.exp(
      alpha * Double.log(rate) + beta * Double.log(onePlus: -rate) - logBeta(alpha, beta)
    )
    // The fraction converges fast on this side of the mean; beyond it, symmetry helps.
    return rate < (alpha + 1) / (alpha + beta + 2)
      ? front * continuedFraction(rate, alpha, beta) / alpha
      : 1 - front * continuedFraction(1 - rate, beta, alpha) / beta
  }
}

/// The logarithm of the beta function.
func logBeta(_ first: Double, _ second: Double) -> Double {
  Double.logGamma(first) + Double.logGamma(second) - Double.logGamma(first + second)
}

/// Lentz's method on the continued fraction of the incomplete beta function.
private func continuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
  let tiny = 1e-300
  func awayFromZero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
  var c = 1.0
  var d = 1 / awayFromZero(1 - (a + b) * x / (a + 1))
  var fraction = d
  for step in 1...1000 {
    let m = Double(step)
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / awayFromZero(1 + even * d)
    c = awayFromZero(1 + even / c)
    fraction *= d * c
    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / awayFromZero(1 + odd * d)
    c = awayFromZero(1 + odd / c)
    let change = d * c
    fraction *= change
    if abs(change - 1) < 1e-14 { break }
  }
  return fraction
}
