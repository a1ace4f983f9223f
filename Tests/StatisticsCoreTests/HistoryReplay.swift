import StatisticsCore
import TestModel

/// A whole history that is told from its beginning on, run by run.
struct HistoryReplay {
  let whole: FlakinessHistory

  /// The history as it was after some of its runs.
  func history(of count: Int) -> FlakinessHistory {
    FlakinessHistory(
      from: whole.from,
      asOf: whole.jobRuns[count - 1].startedAt.adding(milliseconds: 1),
      jobRuns: Array(whole.jobRuns.prefix(count)),
      timelines: whole.timelines.compactMap { timeline in
        let runs = timeline.runs.filter { $0.run < count }
        return runs.contains { $0.failures > 0 }
          ? TestTimeline(test: timeline.test, runs: runs) : nil
      },
      signatures: whole.signatures,
      testCount: whole.testCount,
      testsByPlace: whole.testsByPlace
    )
  }

  /// What one of the runs adds.
  func addition(_ position: Int) -> HistoryAddition {
    let run = whole.jobRuns[position]
    return HistoryAddition(
      asOf: run.startedAt.adding(milliseconds: 1),
      jobRuns: [run],
      failures: whole.timelines.compactMap { timeline in
        let failed = runs(of: timeline, [run]).filter { $0.failures > 0 }
        return failed.isEmpty
          ? nil : TestTimeline(test: timeline.test, runs: failed, hasPasses: false)
      },
      signatures: whole.signatures,
      testCount: whole.testCount,
      testsByPlace: whole.testsByPlace
    )
  }

  /// What some tests did in some of the runs.
  func read(_ tests: [RecordedTest], _ jobRuns: [RecordedJobRun]) -> [TestTimeline] {
    tests.map { test in
      let timeline = whole.timelines.first { $0.test == test }
      return TestTimeline(test: test, runs: timeline.map { runs(of: $0, jobRuns) } ?? [])
    }
  }

  private func runs(of timeline: TestTimeline, _ jobRuns: [RecordedJobRun]) -> [TestRun] {
    let places = Dictionary(uniqueKeysWithValues: jobRuns.enumerated().map { ($1.id, Int32($0)) })
    return timeline.runs.compactMap { run in
      var placed = run
      guard let place = places[whole.jobRuns[Int(run.run)].id] else { return nil }
      placed.run = place
      return placed
    }
  }
}
