import TestModel

/// Tries whether a test fails on one job and variant and not on the others that run it.
///
/// The flakes are drawn from all its runs; the statistic is the hypergeometric tail of how many of
/// them are on the stream (Fisher's exact test), by Bonferroni over the streams. A stream that has
/// less than nine in ten of the flakes is not named: the others fail too.
///
/// - Returns: none where one stream runs the test.
func variantHypothesis(_ cases: FlakeCases, in history: FlakinessHistory) -> CauseHypothesis? {
  let flakes = counts(cases.flakes.map { history.stream(of: $0.run) })
  let runs = counts((cases.flakes + cases.passes).map { history.stream(of: $0.run) })
  guard cases.isComparable, runs.count > 1 else { return nil }
  var best: (stream: JobVariant, pValue: Double)?
  for (stream, failed) in flakes.sorted(by: { $0.key < $1.key })
  where failed * 10 >= cases.flakes.count * 9 {
    let pValue = hypergeometricTail(
      atLeast: failed,
      marked: runs[stream] ?? failed,
      drawn: cases.flakes.count,
      population: cases.count
    )
    if pValue < best?.pValue ?? .infinity { best = (stream, pValue) }
  }
  guard let best else { return CauseHypothesis(.variant, pValue: 1) { "" } }
  return CauseHypothesis(.variant, pValue: best.pValue * Double(runs.count)) {
    let name = best.stream.name.isEmpty ? "the job without a name" : best.stream.name
    let share = percentage(runs[best.stream] ?? 0, of: cases.count)
    return "\(flakes[best.stream] ?? 0) of its \(cases.flakes.count) flakes are on \(name), "
      + "which has \(share) of its runs"
  }
}

/// How often each value occurs.
func counts<Value: Hashable>(_ values: [Value]) -> [Value: Int] {
  values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
}
