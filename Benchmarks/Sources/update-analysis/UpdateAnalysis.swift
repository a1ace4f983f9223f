import ArgumentParser
import StatisticsCore
import Storage
import TestModel

@main
struct UpdateAnalysis: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update-analysis",
    abstract: "Analyze a history without its last job runs, and then again with each of them.",
    discussion: "Prints one line of JSON: the seconds of the first analysis, and of each update."
  )

  @Argument(help: "The database.") var database: String
  @Option(help: "How many job runs come after the first analysis.") var updates = 5

  func run() throws {
    let store = try HistoryStore(readingFrom: database)
    let all = try store.jobRuns(in: Timestamp(milliseconds: 0)..<Timestamp(milliseconds: .max))
    guard all.count > updates else { throw ValidationError("The history is too short.") }
    let clock = ContinuousClock()
    var analysis: FlakinessAnalysis?
    var seconds: [Double] = []
    for count in (all.count - updates)...all.count {
      let history = try history(store, Array(all.prefix(count)))
      let begin = clock.now
      analysis = FlakinessAnalysis(history, previous: analysis)
      seconds.append((clock.now - begin) / .seconds(1))
    }
    let text = seconds.dropFirst().map { "\($0)" }.joined(separator: ",")
    print(#"{"first":\#(seconds[0]),"updates":[\#(text)]}"#)
  }

  private func history(
    _ store: HistoryStore,
    _ jobRuns: [RecordedJobRun]
  ) throws -> FlakinessHistory {
    var failures = try store.failureTimelines(in: jobRuns)
    func history(_ timelines: [TestTimeline], _ signatures: [String]) -> FlakinessHistory {
      FlakinessHistory(
        from: jobRuns[0].startedAt,
        asOf: jobRuns[jobRuns.count - 1].startedAt.adding(milliseconds: 1),
        jobRuns: jobRuns,
        timelines: timelines,
        signatures: signatures,
        testCount: failures.testCount,
        testsByPlace: failures.testsByPlace
      )
    }
    let failing = history(failures.timelines, failures.signatures.texts)
    let finding = findIncidents(in: failing)
    let asked = failing.timelines.indices.filter {
      !finding.explainsAll(of: failing.timelines[$0], at: $0)
    }
    var timelines = failing.timelines
    let read = try store.timelines(
      of: asked.map { timelines[$0].test },
      in: jobRuns,
      signatures: &failures.signatures
    )
    for (position, timeline) in zip(asked, read) { timelines[position] = timeline }
    return history(timelines, failures.signatures.texts)
  }
}
