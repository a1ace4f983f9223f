/// The pieces of code of one test, cut into the steps of its chain: those with failures one by one,
/// those without in rows.
struct ChainSteps {
  /// One step.
  struct Step {
    /// The units that it holds: one, or a row of clean ones.
    var units: Range<Int>
    /// Whether it is a row of clean units, after which the code is known to be good.
    var isStretch: Bool
    /// Whether it is one unit, of the default branch.
    var isOnDefaultBranch: Bool
    /// The failures of its unit.
    var failures: Range<Int>
    /// The probability that its code broke the test, by what it did to others at the same time.
    var breakSuspicion = 0.0
  }

  let units: TestUnits
  /// The steps, by time.
  private(set) var steps: [Step] = []
  /// The streams on which the test may be broken while it works on others.
  let suspiciousStreams: [Int]
  /// The streams on which alone it may be flaky.
  let flakyStreams: [Int]
  /// The share of flaky tests like this one that are flaky from the beginning of the window.
  let flakyFromStart = ModelParameters.flakyFromStart

  init(_ units: TestUnits) {
    self.units = units
    suspiciousStreams = Self.suspiciousStreams(units)
    flakyStreams = Self.flakyStreams(units)
    cut()
  }

  /// The hypotheses that are weighed, after the one that the test is never flaky.
  var hypotheses: [FlakeChain.Hypothesis] {
    ModelParameters.rates.indices.flatMap { rate in
      ([nil] + flakyStreams.map { $0 }).map { FlakeChain.Hypothesis(rate: rate, stream: $0) }
    }
  }

  /// The prior weight of a hypothesis' stream: three quarters for all, the rest shared.
  func streamWeight(_ stream: Int?) -> Double {
    guard !flakyStreams.isEmpty else { return 1 }
    return stream == nil ? 0.75 : 0.25 / Double(units.streams.count)
  }

  private mutating func cut() {
    var nextFailure = 0
    var unit = 0
    // After a failure the code may be broken: steps go one by one until it is seen to be good
    // everywhere that matters.
    var unseen: Set<Int> = []
    while unit < units.units.count {
      let told = units.units[unit]
      let failures = nextFailure..<(nextFailure + told.failures)
      nextFailure = failures.upperBound
      if told.failures == 0, unseen.isEmpty {
        var end = unit + 1
        while end < units.units.count, units.units[end].failures == 0 { end += 1 }
        steps.append(
          Step(units: unit..<end, isStretch: true, isOnDefaultBranch: false, failures: failures)
        )
        unit = end
        continue
      }
      steps.append(
        Step(
          units: unit..<(unit + 1),
          isStretch: false,
          isOnDefaultBranch: told.isOnDefaultBranch,
          failures: failures,
          breakSuspicion: units.failures[failures].reduce(0) { max($0, min(0.5, $1.change)) }
        )
      )
      if told.failures > 0 {
        unseen = suspiciousStreams.isEmpty ? [-1] : Set(suspiciousStreams)
      } else if told.isOnDefaultBranch {
        unseen = unseen.filter { $0 >= 0 && units.clean(unit, $0) == 0 }
      }
      unit += 1
    }
  }

  /// The streams that failed on more commits in a row of the default branch than others did.
  private static func suspiciousStreams(_ units: TestUnits) -> [Int] {
    guard units.streams.count > 1 else { return [] }
    let rows = longestRows(units)
    let known = rows.compactMap { $0 }
    guard let least = known.min(), let most = known.max(), most > max(1, 2 * least) else {
      return []
    }
    return rows.indices.filter { (rows[$0] ?? 0) * 2 > max(most, 2 * least) }
  }

  /// By stream, the longest row of commits of the default branch on which the test failed and did
  /// not pass; none where the stream ran none.
  private static func longestRows(_ units: TestUnits) -> [Int?] {
    let streams = units.streams.count
    var longest = [Int?](repeating: nil, count: streams)
    var row = Array(repeating: 0, count: streams)
    var nextFailure = 0
    for (number, unit) in units.units.enumerated() {
      let failures = units.failures[nextFailure..<(nextFailure + unit.failures)]
      nextFailure += unit.failures
      guard unit.isOnDefaultBranch else { continue }
      for stream in 0..<streams {
        if units.clean(number, stream) > 0 {
          row[stream] = 0
        } else if failures.contains(where: { $0.stream == stream }) {
          row[stream] += 1
        } else {
          continue
        }
        longest[stream] = max(longest[stream] ?? 0, row[stream])
      }
    }
    return longest
  }

  private static func flakyStreams(_ units: TestUnits) -> [Int] {
    guard units.streams.count > 1 else { return [] }
    var counts = Array(repeating: 0, count: units.streams.count)
    for failure in units.failures { counts[failure.stream] += 1 }
    let failing = counts.indices.filter { counts[$0] > 0 }
    return failing.sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(2).sorted()
  }
}
