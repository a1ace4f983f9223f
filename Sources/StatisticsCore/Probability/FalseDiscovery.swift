/// For each hypothesis the lowest false discovery rate at which it is rejected.
///
/// With the p-values in order, p(1) ≤ … ≤ p(n), all up to the largest k with p(k) ≤ rate · k / n are
/// rejected, and of these at most `rate` are false on average. So the adjusted value of one is the
/// smallest n · p(j) / j over its own rank and those after it, at most 1. The promise holds for
/// independent p-values, and for those that rise and fall together.
///
/// Source: Benjamini and Hochberg, "Controlling the false discovery rate", 1995; for positive
/// dependence Benjamini and Yekutieli, 2001.
///
/// - Parameters:
///   - pValues: the p-values, each 0 to 1; what is no number counts as 1.
///   - total: how many hypotheses there were, with those whose p-value was too large to be given.
public func adjustedPValues(_ pValues: [Double], total: Int = 0) -> [Double] {
  let known = pValues.map { $0.isNaN ? 1 : $0 }
  let hypotheses = Double(max(total, known.count))
  var adjusted = known
  var smallest = 1.0
  let order = known.indices.sorted { (known[$0], $0) < (known[$1], $1) }
  for (rank, position) in order.enumerated().reversed() {
    smallest = min(smallest, hypotheses * known[position] / Double(rank + 1))
    adjusted[position] = smallest
  }
  return adjusted
}

/// The longest list of the most probable ones of which at most `rate` are expected to be false.
///
/// An entry of probability P is false with probability 1 − P, its local false discovery rate; the
/// mean of these over a list is the share of false entries that is to be expected in it. In falling
/// order of P the mean only rises, so the list ends where the mean would pass `rate`. It is as true
/// as the probabilities are calibrated.
///
/// Source: Efron, "Size, power and false discovery rates", 2007, section 2; Müller, Parmigiani and
/// Rice, "FDR and Bayesian multiple comparisons rules", 2006.
///
/// - Parameters:
///   - probabilities: how probable it is of each that it is true, 0 to 1; what is no number counts
///     as 0.
///   - rate: the false discovery rate, 0 to 1.
/// - Returns: the positions of the list, the most probable first, equals by position.
public func localFalseDiscoveryList(_ probabilities: [Double], rate: Double) -> [Int] {
  let errors = probabilities.map { $0.isNaN ? 1 : 1 - $0 }
  let order = errors.indices.sorted { (errors[$0], $0) < (errors[$1], $1) }
  var expectedErrors = 0.0
  var length = 0
  for position in order {
    expectedErrors += errors[position]
    guard expectedErrors <= rate * Double(length + 1) else { break }
    length += 1
  }
  return Array(order.prefix(length))
}
