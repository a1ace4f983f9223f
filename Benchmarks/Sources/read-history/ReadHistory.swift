import ArgumentParser
import Storage
import TestModel

@main
struct ReadHistory: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read-history",
    abstract: "Read a history as the analysis of flakiness does, and analyze nothing.",
    discussion: """
      Passes are read for the tests that failed in a job run in which few tests did: one in a \
      hundred. Prints one line of JSON: what was read, and the seconds of each step.
      """
  )

  enum Passes: String, ExpressibleByArgument, CaseIterable { case none, few, all }

  @Argument(help: "The database.") var database: String
  @Option(help: "Of which tests passes are read: of none, of few, of all that failed.")
  var passes = Passes.few

  func run() throws {
    let clock = ContinuousClock()
    var step = clock.now
    func seconds() -> Double {
      defer { step = clock.now }
      return (clock.now - step) / .seconds(1)
    }
    let store = try HistoryStore(readingFrom: database)
    let jobRuns = try store.jobRuns(in: Timestamp(milliseconds: 0)..<Timestamp(milliseconds: .max))
    let jobRunSeconds = seconds()
    var found = try store.failureTimelines(in: jobRuns)
    let failureSeconds = seconds()
    let failing = found.timelines.reduce(0) { $0 + $1.runs.count }
    let asked = wanted(found.timelines, jobRuns)
    let read = try store.timelines(of: asked, in: jobRuns, signatures: &found.signatures)
    let passSeconds = seconds()
    let testRuns = read.reduce(0) { $0 + $1.runs.count }
    print(
      #"{"job_runs":\#(jobRuns.count),"tests":\#(found.testCount),"#
        + #""failing_tests":\#(found.timelines.count),"failing_runs":\#(failing),"#
        + #""asked":\#(asked.count),"runs_of_asked":\#(testRuns),"#
        + #""seconds":{"job_runs":\#(jobRunSeconds),"failures":\#(failureSeconds),"#
        + #""passes":\#(passSeconds)}}"#
    )
  }

  private func wanted(_ timelines: [TestTimeline], _ jobRuns: [RecordedJobRun]) -> [RecordedTest] {
    switch passes {
    case .none: return []
    case .all: return timelines.map(\.test)
    case .few:
      var failing = Array(repeating: 0, count: jobRuns.count)
      for run in timelines.lazy.flatMap(\.runs) { failing[Int(run.run)] += 1 }
      return timelines.filter { timeline in
        timeline.runs.contains {
          failing[Int($0.run)] * 100 <= jobRuns[Int($0.run)].counts.cases
        }
      }
      .map(\.test)
    }
  }
}
