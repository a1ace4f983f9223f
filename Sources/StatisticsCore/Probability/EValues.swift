import RealModule

/// The hypotheses that may be rejected by their e-values so that at most `rate` of the rejections
/// are false on average, however the e-values depend on each other.
///
/// An e-value is a bet against the hypothesis: never negative, and 1 at most on average where the
/// hypothesis holds. With e(1) ≥ … ≥ e(n), all up to the largest k with e(k) ≥ n / (rate · k) are
/// rejected. Of an e-process the value at any stopping time is one; its running maximum is not, and
/// has to be adjusted first (see `EProcess.logAdjustedMaximum`).
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

/// The logarithm of the mean of e-values, which is an e-value again, whatever their dependence.
///
/// - Parameter logEValues: the natural logarithms; the mean of none is e = 1, which says nothing.
public func logMeanEValue(_ logEValues: [Double]) -> Double {
  guard let largest = logEValues.max() else { return 0 }
  guard largest.isFinite else { return largest }
  let sum = logEValues.reduce(0) { $0 + Double.exp($1 - largest) }
  return largest + Double.log(sum) - Double.log(Double(logEValues.count))
}

/// Evidence against a hypothesis that may be looked at after every observation.
///
/// It begins at 1 and is multiplied, observation by observation, with factors that are 1 at most on
/// average where the hypothesis holds, such as likelihood ratios. Logarithms, so that a thousand
/// observations neither overflow nor vanish.
///
/// Source: Ville, "Étude critique de la notion de collectif", 1939: where the hypothesis holds, the
/// process ever reaches 1 / α with probability α at most.
public struct EProcess: Sendable, Hashable {
  /// The natural logarithm of the evidence now.
  public private(set) var logValue = 0.0
  /// The natural logarithm of the most evidence there ever was, 0 or more.
  public private(set) var logMaximum = 0.0

  /// Creates a process before its first observation.
  public init() {}

  /// Takes in an observation.
  ///
  /// - Parameter logFactor: the natural logarithm of its factor; what is no number says nothing.
  public mutating func multiply(logFactor: Double) {
    // Once the evidence is 0 nothing brings it back, and an infinite factor must not make it NaN.
    guard !logFactor.isNaN, logValue != -.infinity else { return }
    logValue += logFactor
    logMaximum = max(logMaximum, logValue)
  }

  /// Whether the evidence reached 1 / `level` at some time: an event of probability `level` at most
  /// where the hypothesis holds, although it is looked for after every observation.
  public func hasReached(level: Double) -> Bool {
    level > 0 && logMaximum >= -Double.log(level)
  }

  /// The natural logarithm of an e-value made of the maximum, which keeps the evidence that a
  /// process had and lost.
  ///
  /// The maximum y itself is no e-value, as its mean has no bound; by Ville it exceeds y with
  /// probability 1 / y at most. F(y) with ∫ F(y) / y² dy ≤ 1 over y ≥ 1 is one, here the mean of
  /// κ y^(1 − κ) over κ from 0 to 1: (y − 1 − ln y) / (ln y)².
  ///
  /// Source: Dawid et al., "Insuring against loss of evidence in game-theoretic probability", 2011.
  public var logAdjustedMaximum: Double {
    guard logMaximum.isFinite else { return logMaximum }
    // The difference below vanishes in rounding near 0, where its series is 1/2 − L/3 + L²/8.
    let share =
      logMaximum < 1e-3
      ? 0.5 - logMaximum / 3 + logMaximum * logMaximum / 8
      : (1 - Double.exp(-logMaximum) * (1 + logMaximum)) / (logMaximum * logMaximum)
    return logMaximum + Double.log(share)
  }
}
