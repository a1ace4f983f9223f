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
  }

  let units: TestUnits
  /// The steps, by time.
  private(set) var steps: [Step] = []
  /// The streams on which the test may be broken while it works on others, two at most.
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
          failures: failures
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

  private static func suspiciousStreams(_ units: TestUnits) -> [Int] {
    guard units.streams.count > 1 else { return [] }
    var counts = Array(repeating: 0, count: units.streams.count)
    for failure in units.failures where units.units[failure.unit].isOnDefaultBranch {
      counts[failure.stream] += 1
    }
    let suspicious = counts.indices.filter { counts[$0] > 1 }
    return suspicious.sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(2).sorted()
  }

  private static func flakyStreams(_ units: TestUnits) -> [Int] {
    guard units.streams.count > 1 else { return [] }
    var counts = Array(repeating: 0, count: units.streams.count)
    for failure in units.failures { counts[failure.stream] += 1 }
    let failing = counts.indices.filter { counts[$0] > 0 }
    return failing.sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(2).sorted()
  }
}
