import RealModule

/// The hypotheses that may be rejected by their e-values so that at most `rate` of the rejections
/// are false on average, however the e-values depend on each other.
///
/// An e-value is a bet against the hypothesis: never negative, and 1 at most on average where the
/// hypothesis holds. With e(1) ≥ … ≥ e(n), all up to the largest k with e(k) ≥ n / (rate · k) are
/// rejected. Of evidence that is looked at again and again the value at any stopping time is one; its
/// running maximum is not.
///
/// Source: Wang and Ramdas, "False discovery rate control with e-values", 2022, section 4.
///
/// - Parameters:
///   - logEValues: the natural logarithms of the e-values; what is no number counts as e = 0.
///   - rate: the false discovery rate, over 0 and up to 1.
///   - total: how many hypotheses there were, with those whose e-value was too small to be given.
/// - Returns: the positions of the rejected ones, rising.
public func eBenjaminiHochberg(logEValues: [Double], rate: Double, total: Int = 0) -> [Int] {
  guard rate > 0 else { return [] }
  let rates = falseDiscoveryRates(logEValues: logEValues, total: total)
  // By logarithms a value on the line may come out a hair over it.
  return rates.indices.filter { rates[$0] <= rate * (1 + 1e-12) }
}

/// For each hypothesis the lowest false discovery rate at which its e-value rejects it, at most 1.
///
/// It is the smallest n / (k · e(k)) over its own rank and those after it; see `eBenjaminiHochberg`,
/// which rejects what is at most its rate.
///
/// - Parameters:
///   - logEValues: the natural logarithms of the e-values; what is no number counts as e = 0.
///   - total: how many hypotheses there were, with those whose e-value was too small to be given.
public func falseDiscoveryRates(logEValues: [Double], total: Int = 0) -> [Double] {
  let known = logEValues.map { $0.isNaN ? -.infinity : $0 }
  let logTotal = Double.log(Double(max(total, known.count)))
  var rates = Array(repeating: 1.0, count: known.count)
  var smallest = 1.0
  let order = known.indices.sorted { (known[$1], $0) < (known[$0], $1) }
  for (rank, position) in order.enumerated().reversed() {
    smallest = min(smallest, .exp(logTotal - .log(Double(rank + 1)) - known[position]))
    rates[position] = smallest
  }
  return rates
}
