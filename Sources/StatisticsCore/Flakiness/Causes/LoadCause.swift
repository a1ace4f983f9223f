import RealModule
import TestModel

/// Tries whether a test fails when its job run is slow.
///
/// How slow a job run is, the other tests in it tell by their durations over their usual ones;
/// where they are not known, the duration of the job without this test, over the median of its
/// stream and node. Flakes are compared with passes by rank sums (Mann and Whitney, 1947). Flakes
/// whose job runs are less than a tenth slower are not explained by it, however sure that is.
///
/// - Parameter byTests: by job run, how slow the other tests in it were.
/// - Returns: none where durations are not known for four in five of its runs.
func loadHypothesis(
  _ cases: FlakeCases,
  byTests: [Int: Double],
  in history: FlakinessHistory
) -> CauseHypothesis? {
  guard cases.flakes.count > 2, cases.isComparable else { return nil }
  let samples = [
    (byTests, "other tests of the job run took"), (jobLoads(cases, history), "the job took"),
  ]
  for (known, words) in samples {
    let flakes = cases.flakes.compactMap { known[Int($0.run)] }
    let passes = cases.passes.compactMap { known[Int($0.run)] }
    guard flakes.count > 2, flakes.count * 5 >= cases.flakes.count * 4,
      passes.count * 5 >= cases.passes.count * 4,
      let slow = lowerMedian(ofSorted: flakes.sorted()),
      let usual = lowerMedian(ofSorted: passes.sorted())
    else { continue }
    let ratio = Double.exp(slow - usual)
    let pValue = ratio < 1.1 ? 1 : rankSumTail(flakes, above: passes)
    return CauseHypothesis(.slowHost, pValue: pValue) {
      "when it failed, \(words) \(oneDecimal(ratio)) times as long as when it passed"
    }
  }
  return nil
}

/// By job run, the logarithm of its duration without this test over the median of its stream and
/// node.
private func jobLoads(_ cases: FlakeCases, _ history: FlakinessHistory) -> [Int: Double] {
  struct Place: Hashable {
    var stream: JobVariant
    var node: Int?
  }
  var durations: [Int: Double] = [:]
  var places: [Place: [Int]] = [:]
  for testRun in cases.flakes + cases.passes {
    let run = Int(testRun.run)
    guard let whole = history.jobRuns[run].jobRun.duration?.seconds else { continue }
    let rest = whole - Double(max(0, testRun.duration)) - Double(testRun.retryDuration)
    guard rest > 0 else { continue }
    durations[run] = rest
    let node = history.jobRuns[run].jobRun.nodeIndex
    places[Place(stream: history.stream(of: testRun.run), node: node), default: []].append(run)
  }
  for runs in places.values {
    let median = lowerMedian(ofSorted: runs.compactMap { durations[$0] }.sorted()) ?? 1
    for run in runs { durations[run] = durations[run].map { Double.log($0 / median) } }
  }
  return durations
}

/// A number with one decimal: `1.4`.
func oneDecimal(_ value: Double) -> String {
  let tenths = Int(min(max(value, 0), 1e9) * 10 + 0.5)
  return "\(tenths / 10).\(tenths % 10)"
}
