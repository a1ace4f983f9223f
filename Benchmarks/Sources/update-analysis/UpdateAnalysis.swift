import ArgumentParser
import StatisticsCore
import Storage
import TestModel

@main
struct UpdateAnalysis: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update-analysis",
    abstract: "Analyze a history without its last job runs, and then update it with each of them.",
    discussion: """
      Prints one line of JSON: the seconds that the complete analysis took, and those of each \
      update, reading included; what is listed in the end, and what a complete analysis under \
      the same numbers would list.
      """
  )

  @Argument(help: "The database.") var database: String
  @Option(help: "How many job runs come after the complete analysis.") var updates = 7

  func run() throws {
    let store = try HistoryStore(readingFrom: database)
    let all = try store.jobRuns(in: Timestamp(milliseconds: 0)..<Timestamp(milliseconds: .max))
    guard all.count > updates else { throw ValidationError("The history is too short.") }
    let clock = ContinuousClock()
    var begin = clock.now
    var (failures, analysis) = try analyze(store, Array(all.prefix(all.count - updates)))
    let first = (clock.now - begin) / .seconds(1)
    begin = clock.now
    var state = FlakinessState(analysis)
    let keeping = (clock.now - begin) / .seconds(1)
    var seconds: [Double] = []
    var listed: [Int64] = []
    for position in (all.count - updates)..<all.count {
      begin = clock.now
      try update(&state, &failures, store, all[position])
      listed = state.ownFailures.filter { $0.verdict == .flaky }.map(\.test.id)
      seconds.append((clock.now - begin) / .seconds(1))
    }
    (_, analysis) = try analyze(store, all)
    let complete = analysis.assessment.flakyTests().map(\.test.id)
    print(
      """
      {"complete":\(first),"keeping":\(keeping),"updates":\(seconds),"is_stale":\(state.isStale),\
      "listed":\(listed.count),"listed_by_a_complete_analysis":\(complete.count),\
      "listed_by_both":\(Set(listed).intersection(complete).count)}
      """
    )
  }

  private func update(
    _ state: inout FlakinessState,
    _ failures: inout FailureTimelines,
    _ store: HistoryStore,
    _ jobRun: RecordedJobRun
  ) throws {
    let added = try store.addedFailures(in: [jobRun], to: &failures)
    let addition = HistoryAddition(
      asOf: jobRun.startedAt.adding(milliseconds: 1),
      jobRuns: [jobRun],
      failures: added,
      signatures: failures.signatures.texts,
      testCount: failures.testCount,
      testsByPlace: failures.testsByPlace
    )
    try state.update(with: addition) { tests, jobRuns in
      try store.timelines(of: tests, in: jobRuns, signatures: &failures.signatures)
    }
  }

  private func analyze(
    _ store: HistoryStore,
    _ jobRuns: [RecordedJobRun]
  ) throws -> (FailureTimelines, FlakinessAnalysis) {
    var failures = try store.failureTimelines(in: jobRuns)
    func history(_ timelines: [TestTimeline]) -> FlakinessHistory {
      FlakinessHistory(
        from: jobRuns[0].startedAt,
        asOf: jobRuns[jobRuns.count - 1].startedAt.adding(milliseconds: 1),
        jobRuns: jobRuns,
        timelines: timelines,
        signatures: failures.signatures.texts,
        testCount: failures.testCount,
        testsByPlace: failures.testsByPlace
      )
    }
    let failing = history(failures.timelines)
    let finding = findIncidents(in: failing)
    var timelines = failing.timelines
    let asked = timelines.indices.filter { !finding.explainsAll(of: timelines[$0], at: $0) }
    let read = try store.timelines(
      of: asked.map { timelines[$0].test },
      in: jobRuns,
      signatures: &failures.signatures
    )
    for (position, timeline) in zip(asked, read) { timelines[position] = timeline }
    return (failures, FlakinessAnalysis(history(timelines), finding: finding))
  }
}
