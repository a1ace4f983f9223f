public import HistorySimulator
public import StatisticsCore
public import TestModel

/// A simulated history as the ingest would record it, without reports and without a database.
///
/// It is made once; the history as it was at any moment is then cut from it.
public struct RecordedSimulation: Sendable {
  /// One test in one job run, with the cause of its first attempt's end.
  struct Entry {
    var testRun: TestRun
    var cause: FailureCause
  }

  /// The simulated history.
  public let simulated: SimulatedHistory
  /// Its job runs, by start.
  public let jobRuns: [RecordedJobRun]
  /// By test of the truth, what it did, by time.
  let entries: [[Entry]]
  let tests: [RecordedTest]
  let signatures: [String]

  /// Whether its reports say why a test failed.
  let tellsWhy: Bool

  /// Records a simulated history.
  ///
  /// - Parameters:
  ///   - simulated: the history.
  ///   - tellsWhy: whether its reports say why a test failed; where they do not, failures have no
  ///     signature.
  public init(_ simulated: SimulatedHistory, tellsWhy: Bool = true) {
    var recording = SimulationRecording(
      testCount: simulated.truth.tests.count,
      tellsWhy: tellsWhy
    )
    self.tellsWhy = tellsWhy
    for (position, run) in simulated.runs.enumerated() { recording.add(run, at: position) }
    self.simulated = simulated
    jobRuns = recording.jobRuns
    entries = recording.entries
    signatures = recording.signatures
    let starts = jobRuns.map(\.startedAt)
    tests = zip(simulated.truth.tests, recording.entries).enumerated().map { index, pair in
      RecordedTest(
        id: Int64(index + 1),
        repo: simulated.settings.repository,
        testID: TestID(pair.0.identity),
        isAmbiguous: false,
        firstSeen: pair.1.first.map { starts[Int($0.testRun.run)] } ?? Timestamp(day: 0)
      )
    }
  }

  /// The moment after the last run began.
  public var end: Timestamp {
    jobRuns.last?.startedAt.adding(milliseconds: 1) ?? Timestamp(day: simulated.settings.start.day)
  }

  /// The history as it was at a moment.
  ///
  /// - Parameters:
  ///   - asOf: the moment; the end when none is given. Runs that began before it are in.
  ///   - days: how many days before the moment it begins; with the first run when none is given.
  ///   - others: rows of tests that are looked at although they may not have failed.
  public func history(
    asOf: Timestamp? = nil,
    days: Int? = nil,
    including others: Set<Int64> = []
  ) -> FlakinessHistory {
    let end = asOf ?? end
    let first = jobRuns.first?.startedAt ?? end
    let from = days.map { end.adding(days: -$0) } ?? min(first, end)
    let window = runs(from: from, to: end)
    var timelines: [TestTimeline] = []
    var places: [String: Int] = [:]
    var count = 0
    for (test, all) in zip(tests, entries) {
      let entries = all.within(window)
      guard !entries.isEmpty else { continue }
      count += 1
      if let place = test.testID.place { places[place, default: 0] += 1 }
      guard others.contains(test.id) || entries.contains(where: { $0.testRun.failures > 0 })
      else { continue }
      timelines.append(timeline(of: test, entries, from: window.lowerBound))
    }
    return FlakinessHistory(
      from: from,
      asOf: end,
      jobRuns: Array(jobRuns[window]),
      timelines: timelines,
      signatures: signatures,
      testCount: count,
      testsByPlace: places
    )
  }

  /// The signature of a failed attempt; empty where reports do not say why.
  func signature(of attempt: FailedAttempt) -> String {
    tellsWhy ? foldedMessage(attempt.type + ": " + attempt.message) : ""
  }

  /// The positions of the runs that began in a span.
  func runs(from: Timestamp, to: Timestamp) -> Range<Int> {
    let lower = jobRuns.firstIndex { $0.startedAt >= from } ?? jobRuns.count
    let upper = jobRuns.firstIndex { $0.startedAt >= to } ?? jobRuns.count
    return lower..<max(lower, upper)
  }

  private func timeline(
    of test: RecordedTest,
    _ entries: ArraySlice<Entry>,
    from start: Int
  ) -> TestTimeline {
    let runs = entries.map { entry in
      var testRun = entry.testRun
      testRun.run -= Int32(start)
      return testRun
    }
    return TestTimeline(test: test, runs: runs)
  }
}

extension [RecordedSimulation.Entry] {
  /// The entries whose runs are in a range; they are in the order of the runs.
  func within(_ window: Range<Int>) -> ArraySlice<Element> {
    let lower = firstPosition { Int($0.testRun.run) >= window.lowerBound }
    let upper = firstPosition { Int($0.testRun.run) >= window.upperBound }
    return self[lower..<upper]
  }

  /// The first position from which on a condition holds.
  private func firstPosition(where holds: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
