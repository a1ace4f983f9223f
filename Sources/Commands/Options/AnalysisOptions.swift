import ArgumentParser
import StatisticsCore
import Storage
import TestModel

/// The options of the commands that look at a window of the history.
struct AnalysisOptions: ParsableArguments {
  @Option(help: "How far back to look, such as 28d.")
  var window = SpanArgument.twentyEightDays

  @Option(help: ArgumentHelp("Answer as it would have been then (ISO 8601).", valueName: "time"))
  var asOf: MomentArgument?

  @Option(help: "Only this repository.")
  var repo: String?

  func asOf(_ surroundings: Surroundings) -> Timestamp { asOf?.moment ?? surroundings.now }

  /// The window that ends at a moment.
  func range(until asOf: Timestamp) -> Range<Timestamp> {
    asOf.adding(milliseconds: -window.span.count / 1000)..<asOf
  }
}

/// A window of the history and what it says.
struct Analysis {
  var jobRuns: [RecordedJobRun]
  var flakiness: FlakinessAnalysis
  var assessment: FlakinessAssessment { flakiness.assessment }

  /// Looks at a window.
  ///
  /// - Parameters:
  ///   - including: rows of tests that are looked at although they may not have failed.
  ///   - branch: only the runs of this branch.
  ///   - owners: who owns a test.
  init(
    _ store: HistoryStore,
    window: Range<Timestamp>,
    repo: String?,
    branch: String? = nil,
    including others: [Int64] = [],
    owners: @escaping (RecordedTest) -> [String] = { _ in [] }
  ) throws {
    jobRuns = try store.jobRuns(in: window, repo: repo)
      .filter { branch == nil || $0.jobRun.branch == branch }
    let reading = try FlakinessReading(
      store,
      window: window,
      jobRuns: jobRuns,
      repo: repo,
      including: others
    )
    // What failed in incidents only needs no passes: an outage fails thousands of tests.
    let finding = findIncidents(in: reading.history)
    let asked = Set(others)
    let tests = reading.history.timelines.indices.filter { index in
      let timeline = reading.history.timelines[index]
      return asked.contains(timeline.test.id) || !finding.explainsAll(of: timeline, at: index)
    }
    let history = try reading.completed(reading.history, tests: tests)
    flakiness = FlakinessAnalysis(history, finding: finding, owners: owners)
  }
}
