import TestModel

/// One test that failed in one job run.
struct CoFailure {
  /// The position of the timeline.
  var test: Int
  /// The position of the job run.
  var run: Int
  /// The position of the signature; -1 for none.
  var signature: Int
  /// Whether a later attempt in the same job run passed.
  var passedLater: Bool
}

/// All failures of a history, by run and then by test.
///
/// Passes do not enter, so a history that holds failures only gives the same table.
struct FailureTable {
  let failures: [CoFailure]
  /// By run, where its failures begin; one more entry than runs.
  let starts: [Int]

  init(_ history: FlakinessHistory) {
    let runCount = history.jobRuns.count
    var counts = Array(repeating: 0, count: runCount + 1)
    var found: [CoFailure] = []
    for (test, timeline) in history.timelines.enumerated() where !timeline.test.isCheck {
      for told in timeline.runs where told.failures > 0 {
        counts[Int(told.run) + 1] += 1
        found.append(
          CoFailure(
            test: test,
            run: Int(told.run),
            signature: Int(told.signature),
            passedLater: told.last == .passed
          )
        )
      }
    }
    for run in 0..<runCount { counts[run + 1] += counts[run] }
    starts = counts
    // A counting sort keeps the order of the tests within each run.
    var next = counts
    var places = Array(repeating: 0, count: found.count)
    for (position, failure) in found.enumerated() {
      places[next[failure.run]] = position
      next[failure.run] += 1
    }
    failures = places.map { found[$0] }
  }

  /// The positions of a run's failures.
  func positions(in run: Int) -> Range<Int> { starts[run]..<starts[run + 1] }
}
