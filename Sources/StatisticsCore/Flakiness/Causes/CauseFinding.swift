public import TestModel

/// Finds what may make tests flaky.
///
/// Failures that are at least as probably flakes as not are the flakes, first attempts that passed while the test was
/// flaky are what they are compared with, and other failures are left out. Each kind of cause has a
/// statistic and is corrected for what was tried within it; over all tests and kinds, the false
/// discovery rate is held at 5 % (Benjamini and Hochberg, 1995). The cost follows what failed, and
/// what ran before it where orders differ.
///
/// - Parameters:
///   - history: the history.
///   - flakes: for each test of the history the failures of its first attempts, by run; empty for
///     a test that is not asked about.
///   - orders: in which order job runs executed their tests.
///   - nameOfTest: the name of the test of a row; the causes name tests that never failed too.
/// - Returns: for each test the most probable causes, at most three: those with a statistic by
///   p-value, then those with words by share; `unknown` alone where nothing was found; none for a
///   test that is not asked about.
public func findCauses(
  in history: FlakinessHistory,
  flakes: [[WeightedFlake]],
  orders: ExecutionOrders,
  nameOfTest: (Int64) -> String?
) -> [[FlakeCause]] {
  precondition(flakes.count == history.timelines.count, "flakes are told for every test")
  let cases = history.timelines.indices.filter { !flakes[$0].isEmpty }
    .map { FlakeCases(history.timelines[$0], at: $0, weights: flakes[$0]) }
  let hypotheses = hypotheses(cases, in: history, orders: orders, nameOfTest: nameOfTest)
  let rates = adjustedPValues(hypotheses.map(\.hypothesis.pValue))
  var statistics = Array(repeating: [FlakeCause](), count: cases.count)
  for ((index, hypothesis), rate) in zip(hypotheses, rates) where rate <= CauseHypothesis.level {
    statistics[index].append(FlakeCause(hypothesis, rate: rate))
  }
  var messages = MessageCauses()
  var causes = Array(repeating: [FlakeCause](), count: history.timelines.count)
  for (index, test) in cases.enumerated() {
    let words = messages.causes(test, in: history)
    causes[test.timeline] = ranked(statistics[index], words, flakes: test.flakes.count)
  }
  return causes
}

/// What was tried for the tests, each with the place of its test.
private func hypotheses(
  _ cases: [FlakeCases],
  in history: FlakinessHistory,
  orders: ExecutionOrders,
  nameOfTest: (Int64) -> String?
) -> [(index: Int, hypothesis: CauseHypothesis)] {
  guard !cases.isEmpty else { return [] }
  let runs = CauseRuns(history)
  let orderHypotheses = orderHypotheses(cases, in: runs, orders: orders, nameOfTest: nameOfTest)
  let clusters = clusterHypotheses(cases, in: runs, nameOfTest: nameOfTest)
  let loads = RunLoads(history, runs)
  var tried: [(index: Int, hypothesis: CauseHypothesis)] = []
  for (index, test) in cases.enumerated() where test.isComparable {
    let load = loads.loads(test.runs, of: history.timelines[test.timeline], at: test.timeline)
    let hypotheses = [
      orderHypotheses[index],
      slowHostHypothesis(test, loads: load, in: runs),
      timeHypothesis(test, in: runs),
      timingHypothesis(test, slowness: loads.slowness(test.runs), loads: load),
      variantHypothesis(test, in: runs),
      clusters[index],
    ]
    tried += hypotheses.compactMap { $0 }.map { (index, $0) }
  }
  return tried
}

/// Tries both reasons to be slow: the host, and the job run as a whole.
///
/// The least p-value counts twice, and both are told where both are small.
private func slowHostHypothesis(
  _ cases: FlakeCases,
  loads: [Double],
  in runs: CauseRuns
) -> CauseHypothesis? {
  let tried = [
    hostHypothesis(cases, in: runs), loadHypothesis(cases, loads: loads, in: runs),
  ]
  let both = tried.compactMap { $0 }.sorted { $0.pValue < $1.pValue }
  guard let best = both.first else { return nil }
  return CauseHypothesis(.slowHost, pValue: best.pValue * Double(both.count)) {
    both.map(\.detail).filter { !$0.isEmpty }.joined(separator: "; ")
  }
}

/// The causes of one test: statistics before words, which add to a statistic of their kind.
private func ranked(
  _ statistics: [FlakeCause],
  _ words: [FlakeCause],
  flakes: Int
) -> [FlakeCause] {
  // What needs another test before it fails with all that need the like: in runs of another order.
  let isByOrder = statistics.contains { $0.kind == .orderDependence }
  var causes = statistics.filter { !isByOrder || $0.kind != .cluster }.enumerated()
    .sorted { ($0.element.pValue ?? 1, $0.offset) < ($1.element.pValue ?? 1, $1.offset) }
    .map(\.element)
  for cause in words {
    if let same = causes.firstIndex(where: { $0.kind == cause.kind }) {
      causes[same].detail += "; " + cause.detail
    } else {
      causes.append(cause)
    }
  }
  guard causes.isEmpty else { return Array(causes.prefix(3)) }
  let few = flakes < 3 ? ", which are too few to compare" : ""
  let unknown = "nothing that was looked at tells its \(flakes) flakes from its passes\(few)"
  return [FlakeCause(kind: .unknown, strength: 0, detail: unknown)]
}

extension FlakeCause {
  fileprivate init(_ hypothesis: CauseHypothesis, rate: Double) {
    self.init(
      kind: hypothesis.kind,
      strength: 1 - rate,
      detail: hypothesis.detail,
      pValue: rate,
      related: hypothesis.related
    )
  }
}
