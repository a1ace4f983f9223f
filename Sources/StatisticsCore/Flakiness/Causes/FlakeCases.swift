import TestModel

/// The flakes of one test beside the passes that they are compared with.
struct FlakeCases {
  /// The position of the test in the history.
  let timeline: Int
  /// The test.
  let test: RecordedTest
  /// The runs that are compared, by time: first attempts that failed as flakes, and those that
  /// passed while the test was flaky.
  let runs: [TestRun]
  /// Those whose first attempt failed as a flake.
  let flakes: [TestRun]

  /// Creates the cases; other failures are neither flakes nor passes and are left out.
  init(_ timeline: TestTimeline, at position: Int, weights: [WeightedFlake]) {
    let flaky = Set(weights.filter { $0.weight >= FlakinessRates.countedWeight }.map(\.run))
    let told = timeline.runs.filter { run in
      (run.first == .passed && timeline.hasPasses)
        || (run.failedFirst && flaky.contains(run.run))
    }
    self.timeline = position
    test = timeline.test
    runs = Array(told[FlakeCases.era(told)])
    flakes = runs.filter(\.failedFirst)
  }

  /// The runs from the first flake to the last, and on both sides as many more as lie between two
  /// flakes on average.
  ///
  /// Before a test became flaky and after it was mended nothing can be compared: hosts, orders and
  /// dates have changed too, and would seem to be the cause. Where `n` values are drawn between two
  /// unknown ends, those lie beyond the extremes by the mean gap (Goodman, "Serial number
  /// analysis", 1952).
  private static func era(_ runs: [TestRun]) -> Range<Int> {
    let failed = runs.indices.filter { runs[$0].failedFirst }
    guard let first = failed.first, let last = failed.last, first < last else {
      return runs.indices
    }
    let gap = (last - first + failed.count - 2) / (failed.count - 1)
    return max(0, first - gap)..<min(runs.count, last + gap + 1)
  }

  /// The first run on each code and stream, by time: what failed is run again soon, and may fail for
  /// the same reason, so that further runs tell nothing of their own about when and where.
  func firstRuns(in runs: CauseRuns) -> [TestRun] {
    var known: Set<Int64> = []
    return self.runs.filter { testRun in
      let code = Int64(runs.codes[Int(testRun.run)])
      return known.insert(code << 32 | Int64(runs.streams[Int(testRun.run)])).inserted
    }
  }

  /// Whether there is anything to compare.
  var isComparable: Bool { flakes.count > 1 && flakes.count < runs.count }
}
