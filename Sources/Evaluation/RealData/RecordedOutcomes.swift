import StatisticsCore
import TestModel

/// Rows of outcomes as the ingest would record them.
struct RecordedOutcomes {
  private(set) var jobRuns: [RecordedJobRun] = []
  private(set) var tests: [RecordedTest] = []
  /// By test, what it did, by time.
  private(set) var testRuns: [[TestRun]] = []

  /// Records rows; what is no time in them is told by their order, three hours a run.
  init(_ rows: [OutcomeRow], repository: String) {
    var runs: [[String]: Int] = [:]
    var positions: [String: Int] = [:]
    var placed: [[Int: TestRun]] = []
    for row in rows {
      let run = runs[[row.run, row.job]] ?? jobRuns.count
      if run == jobRuns.count {
        runs[[row.run, row.job]] = run
        jobRuns.append(jobRun(row, repository, position: run))
      }
      let test = positions[row.test] ?? tests.count
      if test == tests.count {
        positions[row.test] = test
        tests.append(recordedTest(row.test, repository, position: test))
        placed.append([:])
      }
      if placed[test][run] == nil {
        placed[test][run] = TestRun(run: Int32(run), outcome: row.outcome)
      } else {
        placed[test][run]?.addAttempt(row.outcome, signature: -1, duration: -1)
      }
    }
    arrange(placed)
  }

  /// The runs by time, and the tests' runs with them.
  private mutating func arrange(_ placed: [[Int: TestRun]]) {
    let order = jobRuns.indices.sorted {
      (jobRuns[$0].startedAt, $0) < (jobRuns[$1].startedAt, $1)
    }
    var places = Array(repeating: Int32(0), count: order.count)
    for (place, position) in order.enumerated() { places[position] = Int32(place) }
    var counts = Array(repeating: CaseCounts(), count: order.count)
    testRuns = placed.map { runs in
      runs.values.map { told in
        counts[Int(told.run)].add(told.last, isRetried: told.attempts > 1)
        var told = told
        told.run = places[Int(told.run)]
        return told
      }.sorted { $0.run < $1.run }
    }
    for (position, count) in counts.enumerated() { jobRuns[position].counts = count }
    jobRuns = order.map { jobRuns[$0] }
  }

  /// The history of a span.
  ///
  /// - Parameter suite: how many tests every run has, where the rows hold only those that failed at
  ///   some time: the others passed.
  func history(
    from: Timestamp? = nil,
    to: Timestamp? = nil,
    suite: Int? = nil
  ) -> FlakinessHistory {
    let from = from ?? jobRuns.first?.startedAt ?? Timestamp(seconds: 0)
    let to = to ?? jobRuns.last?.startedAt.adding(milliseconds: 1) ?? from
    let lower = jobRuns.firstIndex { $0.startedAt >= from } ?? jobRuns.count
    let upper = jobRuns.firstIndex { $0.startedAt >= to } ?? jobRuns.count
    var count = 0
    var timelines: [TestTimeline] = []
    for (test, runs) in zip(tests, testRuns) {
      let inside = runs.filter { (lower..<upper).contains(Int($0.run)) }
      guard !inside.isEmpty else { continue }
      count += 1
      guard inside.contains(where: { $0.failures > 0 }) else { continue }
      let moved = inside.map { told in
        var told = told
        told.run -= Int32(lower)
        return told
      }
      timelines.append(TestTimeline(test: test, runs: moved))
    }
    var window = Array(jobRuns[lower..<upper])
    if let suite {
      for index in window.indices {
        window[index].counts.passed += max(suite - window[index].counts.cases, 0)
        window[index].counts.cases = max(suite, window[index].counts.cases)
      }
    }
    return FlakinessHistory(
      from: from,
      asOf: to,
      jobRuns: window,
      timelines: timelines,
      signatures: [],
      testCount: max(count, suite ?? 0)
    )
  }
}

private func jobRun(_ row: OutcomeRow, _ repository: String, position: Int) -> RecordedJobRun {
  var jobRun = JobRun()
  jobRun.repo = repository
  jobRun.commit = row.commit
  jobRun.pipeline = row.run
  jobRun.job = "test"
  jobRun.variant = row.job
  let start =
    Timestamp(iso8601: row.timestamp) ?? Timestamp(iso8601: row.timestamp + "Z")
    ?? Timestamp(seconds: Int64(position) * 10_800)
  jobRun.startedAt = start
  return RecordedJobRun(
    id: Int64(position + 1),
    jobRun: jobRun,
    startedAt: start,
    counts: CaseCounts(),
    isComplete: true
  )
}

private func recordedTest(_ name: String, _ repository: String, position: Int) -> RecordedTest {
  let dot = name.lastIndex { $0 == "." || $0 == "#" }
  return RecordedTest(
    id: Int64(position + 1),
    repo: repository,
    testID: TestID(
      classname: dot.map { String(name[..<$0]) } ?? "",
      name: dot.map { String(name[name.index(after: $0)...]) } ?? name
    ),
    isAmbiguous: false,
    firstSeen: Timestamp(seconds: 0)
  )
}
