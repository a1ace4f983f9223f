import TestModel

/// Tries whether a test fails on one job and variant and not on the others that run it.
///
/// The flakes are drawn from all its runs; the statistic is the hypergeometric tail of how many of
/// them are on the stream (Fisher's exact test), by Bonferroni over the streams. A stream that has
/// less than nine in ten of the flakes is not named: the others fail too. Only the first run on each
/// code and stream counts.
///
/// - Returns: none where one stream runs the test.
func variantHypothesis(_ cases: FlakeCases, in runs: CauseRuns) -> CauseHypothesis? {
  let firstRuns = cases.firstRuns(in: runs)
  let failed = firstRuns.filter(\.failedFirst)
  let flakes = counts(failed.map { runs.streams[Int($0.run)] })
  let all = counts(firstRuns.map { runs.streams[Int($0.run)] })
  guard failed.count > 1, all.count > 1 else { return nil }
  let nearlyAll = flakes.first { $0.value * 10 >= failed.count * 9 }
  guard let (stream, onStream) = nearlyAll, let ran = all[stream] else {
    return CauseHypothesis(.variant, pValue: 1) { "" }
  }
  let pValue = hypergeometricTail(
    atLeast: onStream,
    marked: ran,
    drawn: failed.count,
    population: firstRuns.count
  )
  return CauseHypothesis(.variant, pValue: pValue * Double(all.count)) {
    let stream = runs.streamNames[Int(stream)].name
    let name = stream.isEmpty ? "the job without a name" : stream
    return "\(onStream) of its \(failed.count) flakes on different code are on \(name), "
      + "which has \(humanPercentage(Double(ran) / Double(firstRuns.count))) of its runs"
  }
}
