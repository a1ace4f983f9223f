import RealModule
import TestModel

/// Tries whether a test fails when its job run is slow.
///
/// How slow a job run is, the other tests in it tell by their durations over their usual ones;
/// where they are not known, the duration of the job without this test, over the median of its
/// stream and node. Flakes are compared with passes by rank sums (Mann and Whitney, 1947). Flakes
/// whose job runs are less than a tenth slower are not explained by it, however sure that is.
///
/// - Parameter loads: for each run that is compared, how slow the other tests in it were.
/// - Returns: none where durations are not known for four in five of its runs.
func loadHypothesis(
  _ cases: FlakeCases,
  loads: [Double],
  in runs: CauseRuns
) -> CauseHypothesis? {
  guard cases.flakes.count > 2, cases.isComparable else { return nil }
  if let byTests = loadHypothesis(cases, loads, "other tests of the job run took") {
    return byTests
  }
  return loadHypothesis(cases, jobLoads(cases, runs), "the job took")
}

private func loadHypothesis(
  _ cases: FlakeCases,
  _ loads: [Double],
  _ words: String
) -> CauseHypothesis? {
  let known = zip(cases.runs, loads).filter { !$0.1.isNaN }
  let flakes = known.filter(\.0.failedFirst).map(\.1)
  let passes = known.filter { !$0.0.failedFirst }.map(\.1)
  guard flakes.count > 2, flakes.count * 5 >= cases.flakes.count * 4,
    known.count * 5 >= cases.runs.count * 4,
    let slow = lowerMedian(ofSorted: flakes.sorted()),
    let usual = lowerMedian(ofSorted: passes.sorted())
  else { return nil }
  let ratio = Double.exp(slow - usual)
  let pValue = ratio < 1.1 ? 1 : rankSumTail(flakes, above: passes)
  return CauseHypothesis(.slowHost, pValue: pValue) {
    "when it failed, \(words) \(oneDecimal(ratio)) times as long as when it passed"
  }
}

/// For each run, the logarithm of the job's duration without this test over the median of its stream
/// and node; not a number where it is not known.
private func jobLoads(_ cases: FlakeCases, _ runs: CauseRuns) -> [Double] {
  let rests = cases.runs.map { testRun in
    let own = Double(max(0, testRun.duration)) + Double(testRun.retryDuration)
    return runs.durations[Int(testRun.run)] - own
  }
  var ofNode: [Int: [Double]] = [:]
  for (testRun, rest) in zip(cases.runs, rests) where rest > 0 {
    ofNode[runs.nodes[Int(testRun.run)], default: []].append(rest)
  }
  let medians = ofNode.mapValues { lowerMedian(ofSorted: $0.sorted()) ?? .nan }
  return zip(cases.runs, rests).map { testRun, rest in
    guard rest > 0 else { return .nan }
    return Double.log(rest / (medians[runs.nodes[Int(testRun.run)]] ?? .nan))
  }
}
