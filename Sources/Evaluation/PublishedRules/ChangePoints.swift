import RealModule

/// LUCI's change points: the commits are cut where two Beta-Bernoulli streams, runs with a failure
/// and retries that failed, are better explained by two rates than by one.
///
/// luci-go, `analysis/internal/changepoints/bayesian`: priors Beta(0.3, 0.5) and Beta(0.5, 0.5),
/// threshold ln 0.0001, at most where a pass follows a failure or a failure a pass.
struct ChangePoints {
  private static let threshold = Double.log(0.0001)
  private let verdicts: [SourceVerdict]
  /// The sums up to each position.
  private let sums: [Sums]

  init(_ verdicts: [SourceVerdict]) {
    self.verdicts = verdicts
    var sums = [Sums()]
    for verdict in verdicts { sums.append(sums[sums.count - 1].adding(verdict)) }
    self.sums = sums
  }

  /// The position at which the last segment begins; none where there is no change point.
  var lastSegment: Int? {
    var start: Int?
    while let cut = bestCut(from: start ?? 0) { start = cut }
    return start
  }

  private func bestCut(from start: Int) -> Int? {
    guard verdicts.count - start > 1 else { return nil }
    let whole = logLikelihood(start, verdicts.count)
    var best: (cut: Int, gain: Double)?
    for cut in (start + 1)..<verdicts.count
    where (verdicts[cut].runsWithFailure > 0) != (verdicts[cut - 1].runsWithFailure > 0) {
      let gain = logLikelihood(start, cut) + logLikelihood(cut, verdicts.count) - whole
      if gain > best?.gain ?? 0 { best = (cut, gain) }
    }
    return best.flatMap { $0.gain + Self.threshold > 0 ? $0.cut : nil }
  }

  private func logLikelihood(_ from: Int, _ to: Int) -> Double {
    let (low, high) = (sums[from], sums[to])
    return logMarginal(high.failed - low.failed, of: high.runs - low.runs, 0.3, 0.5)
      + logMarginal(high.stillFailed - low.stillFailed, of: high.retried - low.retried, 0.5, 0.5)
  }

  /// The log of the Beta-binomial likelihood of a sequence.
  private func logMarginal(_ hits: Int, of count: Int, _ a: Double, _ b: Double) -> Double {
    func logBeta(_ a: Double, _ b: Double) -> Double {
      .logGamma(a) + .logGamma(b) - .logGamma(a + b)
    }
    return logBeta(a + Double(hits), b + Double(count - hits)) - logBeta(a, b)
  }

  private struct Sums {
    var runs = 0
    var failed = 0
    var retried = 0
    var stillFailed = 0

    func adding(_ verdict: SourceVerdict) -> Sums {
      Sums(
        runs: runs + verdict.runs,
        failed: failed + verdict.runsWithFailure,
        retried: retried + verdict.retried,
        stillFailed: stillFailed + verdict.failedAfterRetry
      )
    }
  }
}
