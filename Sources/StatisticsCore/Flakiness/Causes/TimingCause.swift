import RealModule
import TestModel

/// Tries whether failing first attempts of a test take longer than passing ones.
///
/// Durations are taken over the median of the passes of the same stream, and over how slow the
/// other tests of the job run were: on a slow host all takes longer, and that is another cause. Two
/// statistics are tried: rank sums (Mann and Whitney, 1947), for a test that is slow whenever it
/// fails; and how many failures took longer than every pass (Rosenbaum, 1954), for one of whose
/// failures some are waits that ran out. The least p-value counts twice. What is not half as long
/// again as usual is no wait that ran out.
///
/// - Parameters:
///   - slowness: for each run that is compared, the logarithm of its duration over the usual one.
///   - loads: for each of them, how slow the other tests in the job run were.
/// - Returns: none where durations are not known.
func timingHypothesis(
  _ cases: FlakeCases,
  slowness: [Double],
  loads: [Double]
) -> CauseHypothesis? {
  let relative = zip(slowness, loads).map { Double.exp($0 - ($1.isNaN ? 0 : $1)) }
  let known = zip(cases.runs, relative).filter { !$0.1.isNaN }
  let failed = known.filter(\.0.failedFirst).map(\.1).sorted()
  let passed = known.filter { !$0.0.failedFirst }.map(\.1).sorted()
  guard failed.count > 1, let longestPass = passed.last,
    let median = lowerMedian(ofSorted: failed)
  else { return nil }
  let exceeding = failed.filter { $0 > longestPass && $0 >= 1.5 }
  let ranks = median < 1.5 ? 1 : rankSumTail(failed, above: passed)
  let extremes = exceedanceTail(
    exceeding: exceeding.count,
    sample: failed.count,
    others: passed.count
  )
  return CauseHypothesis(.timing, pValue: 2 * min(ranks, extremes)) {
    extremes < ranks
      ? "\(exceeding.count) of its \(failed.count) flakes took longer than every pass"
        + limit(cases.flakes, count: exceeding.count)
      : "its flakes took \(oneDecimal(median)) times as long as its passes"
        + limit(cases.flakes, count: failed.count)
  }
}

/// Where the longest flakes took nearly the same, that is a limit, and is told.
///
/// Nearly the same is that nine in ten lie within a tenth of their median.
private func limit(_ flakes: [TestRun], count: Int) -> String {
  let longest = flakes.map { Double($0.duration) }.sorted().suffix(count)
  guard count > 2, let median = lowerMedian(ofSorted: Array(longest)), median >= 0.5 else {
    return ""
  }
  let near = longest.count { abs($0 - median) <= median / 10 }
  return near * 10 >= count * 9 ? ", near a limit of \(oneDecimal(median)) s" : ""
}
