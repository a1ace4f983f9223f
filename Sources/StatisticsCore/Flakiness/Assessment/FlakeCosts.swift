import TestModel

/// What flakes cost: the attempts that they made necessary, and the job runs that failed through
/// nothing else.
struct FlakeCosts {
  /// The positions of the job runs that failed, and in which every test that failed in the end was a
  /// flake, with how many those were.
  let flakyFailedRuns: [Int32: Int]
  private let history: FlakinessHistory
  private let flakes: [Int: Set<Int32>]

  init(_ history: FlakinessHistory, _ written: [(index: Int, test: TestAssessment)]) {
    self.history = history
    let positions = Dictionary(
      history.jobRuns.enumerated().map { ($1.id, Int32($0)) },
      uniquingKeysWith: { first, _ in first }
    )
    var flakes: [Int: Set<Int32>] = [:]
    for (index, test) in written {
      let runs = test.evidence.compactMap { positions[$0.jobRunID] }
      if !runs.isEmpty { flakes[index] = Set(runs) }
    }
    self.flakes = flakes
    var failures: [Int32: (all: Int, flaky: Int)] = [:]
    for (index, timeline) in history.timelines.enumerated() {
      for testRun in timeline.runs where testRun.failedFinally {
        let isFlake = flakes[index]?.contains(testRun.run) ?? false
        failures[testRun.run, default: (0, 0)].all += 1
        failures[testRun.run, default: (0, 0)].flaky += isFlake ? 1 : 0
      }
    }
    flakyFailedRuns = failures.filter { $0.value.all == $0.value.flaky }.mapValues(\.flaky)
  }

  /// The time that a test's flakes cost: its retries, and its share of the job runs that failed only
  /// through flakes, because such a run has to be run again.
  func lostTime(of index: Int) -> Microseconds {
    guard let flakes = flakes[index] else { return .zero }
    var lost = Microseconds.zero
    for testRun in history.timelines[index].runs where flakes.contains(testRun.run) {
      lost += Microseconds(seconds: Double(testRun.retryDuration)) ?? .zero
      guard testRun.failedFinally, let sharers = flakyFailedRuns[testRun.run],
        let duration = history.jobRuns[Int(testRun.run)].jobRun.duration
      else { continue }
      lost += Microseconds(duration.count / Int64(sharers))
    }
    return lost
  }
}
