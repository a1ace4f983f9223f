import TestModel

/// How each job run of a history ended, and through what.
struct RunResults {
  enum Result { case passed, flakyFailed, outageFailed, failed }

  /// By job run, how it ended.
  var results: [Result]
  /// By job run, how many first attempts were flakes.
  var flakes: [Int]
  /// By timeline, how many of its first attempts were flakes.
  var flakesByTimeline: [Int]
  /// By job run that failed only through flakes, the timelines of the tests that did, rising.
  var culprits: [Int: [Int]]

  /// Tells how the job runs ended.
  ///
  /// Only the failures that are a flake's or an outage's are looked up: where they are fewer than
  /// the failures that the run counted, something else failed as well. A failure of a name that
  /// meant several cases is something else.
  init(_ history: FlakinessHistory, flakes: [[WeightedFlake]], outages: [[WeightedFlake]]) {
    let count = history.jobRuns.count
    var flakesByRun = Array(repeating: 0, count: count)
    var outagesByRun = Array(repeating: 0, count: count)
    var flakesByTimeline = Array(repeating: 0, count: history.timelines.count)
    var culprits: [Int: [Int]] = [:]
    for (position, timeline) in history.timelines.enumerated() where !timeline.test.isCheck {
      let ownFlakes = decidedFlakes(flakes, of: position, in: history)
      for run in ownFlakes {
        guard let testRun = timeline.testRun(in: run), testRun.failedFirst else { continue }
        flakesByRun[Int(run)] += 1
        flakesByTimeline[position] += 1
        if testRun.failedFinally { culprits[Int(run), default: []].append(position) }
      }
      let counted = Set(ownFlakes)
      for run in probable(outages, of: position) where !counted.contains(run) {
        if timeline.testRun(in: run)?.failedFinally == true { outagesByRun[Int(run)] += 1 }
      }
    }
    let results = history.jobRuns.indices.map { run in
      result(history.jobRuns[run], flakes: culprits[run]?.count ?? 0, outages: outagesByRun[run])
    }
    self.results = results
    self.flakes = flakesByRun
    self.flakesByTimeline = flakesByTimeline
    self.culprits = culprits.filter { results[$0.key] == .flakyFailed }
  }
}

/// The runs of the failures of a timeline that are at least as probable as not, each once, rising.
private func probable(_ failures: [[WeightedFlake]], of timeline: Int) -> [Int32] {
  guard failures.indices.contains(timeline) else { return [] }
  return Set(failures[timeline].filter { $0.weight >= FlakinessRates.countedWeight }.map(\.run))
    .sorted()
}

/// The runs of the flakes of a timeline, each once, rising.
///
/// A single one, after which the test did not pass in the job, and which nothing proves, is left out:
/// it is as likely the first failure of something that is broken, and the next run decides.
private func decidedFlakes(
  _ flakes: [[WeightedFlake]],
  of position: Int,
  in history: FlakinessHistory
) -> [Int32] {
  let runs = probable(flakes, of: position)
  guard runs.count == 1, let only = runs.first else { return runs }
  if flakes[position].contains(where: { $0.run == only && $0.weight >= provenWeight }) {
    return runs
  }
  let job = JobVariant(history.jobRuns[Int(only)].jobRun)
  let passed = history.timelines[position].runs.contains { run in
    run.run >= only && run.last == .passed
      && JobVariant(history.jobRuns[Int(run.run)].jobRun) == job
  }
  return passed ? runs : []
}

/// From this probability on a failure is a flake whatever the next run says.
private let provenWeight = 0.95

private func result(_ run: RecordedJobRun, flakes: Int, outages: Int) -> RunResults.Result {
  let failures = run.counts.failed + run.counts.errored
  if failures == 0 { return run.isComplete ? .passed : .failed }
  guard flakes + outages >= failures else { return .failed }
  if outages > 0 { return .outageFailed }
  // What a run that broke off would have found else, nobody knows.
  return run.isComplete ? .flakyFailed : .failed
}

extension TestTimeline {
  /// The test in a job run, found by halving; none where it was not in it.
  func testRun(in run: Int32) -> TestRun? {
    let position = runs.partitioningIndex { $0.run >= run }
    return position < runs.count && runs[position].run == run ? runs[position] : nil
  }
}

extension RecordedJobRun {
  /// First attempts in the run.
  var executions: Int { max(0, counts.cases - counts.skipped) }
}
