import TestModel

/// What is worked out of one suite before suites are put together.
struct SuiteAnalysis {
  /// A file, class or test that ran in the latest of this many runs is there, and others were removed.
  static let presentRuns = 5

  let suite: TimedSuite
  /// The files, classes or tests, by bytes.
  let names: [TimedUnit]
  /// By item, what it is expected to take.
  let estimates: [DurationEstimate]
  /// By item, its times in the window in ascending order.
  let times: [[Int64]]
  /// By item, whether it ran in one of the latest runs.
  let isPresent: [Bool]
  let changes: DurationChanges
  /// The changes of what the whole suite took.
  let drift: DurationChanges
  /// How many runs changes are looked for in.
  let usedRuns: Int
  let runsPerDay: Double
  let files: SuiteFiles

  init(_ suite: TimedSuite, by kind: TimedKind, in window: Range<Timestamp>, isOneBranch: Bool) {
    self.suite = suite
    let timings = suite.timings
    let measured = SuiteMeasurements(timings, by: kind.measured)
    let identity = measured.names.indices.map { Int32($0) }
    let observations = measured.observations(itemOfName: identity, count: identity.count)
    let used = timings.runs.map { run in
      run.isFirstAttempt && (isOneBranch || run.isOnDefaultBranch)
    }
    names = measured.names
    estimates = measured.estimates(of: observations)
    isPresent = identity.indices.map { item in
      observations.values[observations.range(of: item)]
        .contains { $0.run < SuiteAnalysis.presentRuns }
    }
    times = concurrentMap(identity.count, blockSize: 256) { item in
      let all = observations.values[observations.range(of: item)]
      let clean = all.filter { $0.failures == 0 }
      return (clean.isEmpty ? Array(all) : clean).map(\.duration).sorted()
    }
    usedRuns = used.count { $0 }
    let series = timings.series(
      of: observations,
      itemOfUnit: measured.nameOfUnit,
      used: used
    )
    changes = findChanges(in: series)
    drift = findChanges(in: timings.seriesOfTotals(used: used), isOfSuites: true)
    runsPerDay = SuiteAnalysis.rhythm(of: timings, in: window)
    let isByFile = kind.measured == .file
    files = SuiteFiles(timings, isByFile ? measured : SuiteMeasurements(timings, by: .file))
  }

  /// What the suite is expected to take, in microseconds.
  var expected: Int64 { presentItems.map { estimates[$0].microseconds }.reduce(0, +) }

  /// The items that were not removed.
  var presentItems: [Int] { names.indices.filter { isPresent[$0] } }

  /// The place of a run that is counted from the earliest one.
  func place(ofRun run: Int) -> SuiteRunPlace {
    SuiteRunPlace(suite.timings.runs[suite.timings.runs.count - 1 - run])
  }

  /// How many runs there are a day, from the first one in the window on; a day at least.
  private static func rhythm(of timings: SuiteTimings, in window: Range<Timestamp>) -> Double {
    let starts = timings.runs.flatMap { $0.jobRuns.map(\.startedAt) }
    let first = max(starts.min() ?? window.lowerBound, window.lowerBound)
    let milliseconds = window.upperBound.milliseconds - first.milliseconds
    return Double(timings.runs.count) / max(1, Double(milliseconds) / 86_400_000)
  }
}
