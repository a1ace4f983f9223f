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
  let known = logEValues.map { $0.isNaN ? -.infinity : $0 }
  let hypotheses = Double(max(total, known.count))
  guard rate > 0, hypotheses > 0 else { return [] }
  let line = Double.log(hypotheses) - Double.log(rate)
  let falling = known.sorted(by: >)
  let count = falling.indices.last { falling[$0] >= line - Double.log(Double($0 + 1)) }
  guard let count else { return [] }
  return known.indices.filter { known[$0] >= falling[count] }
}
