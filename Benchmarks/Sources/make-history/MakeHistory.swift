import ArgumentParser
import StatisticsCore
import Storage
import TestModel

@main
struct MakeHistory: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make-history",
    abstract: "Write a history of any size through the writer of ingest, without reports.",
    discussion: """
      It has flaky tests, regressions, a folder's outage, a run in which everything failed and a \
      pull request that breaks many tests. Prints one line of JSON: what is in it.
      """
  )

  @Argument(help: "The database; one that is there gets the further job runs.") var output: String
  @Option(help: "How many tests there are.") var tests = 50_000
  @Option(help: "How many tests are in a file.") var testsPerFile = 25
  @Option(help: "How many job runs there are when all are made.") var jobRuns = 200
  @Option(help: "The number of the first job run that is written, from 0.") var first = 0
  @Option(help: "How many job runs are written. Default: all the rest.") var count: Int?

  func validate() throws {
    guard tests > 0, testsPerFile > 0, jobRuns > 0, (0..<jobRuns).contains(first) else {
      throw ValidationError("There must be tests and job runs, and the first must be one of them.")
    }
  }

  func run() throws {
    let shape = HistoryShape(tests: tests, jobRuns: jobRuns, testsPerFile: testsPerFile)
    let store = try HistoryStore(writingTo: output)
    let recorder = RunRecorder(
      store,
      functions: IngestFunctions(signature: {
        $0.message.map { FailureSignature(text: $0, sample: $0) }
      })
    )
    var failures = 0
    for run in first..<min(jobRuns, first + (count ?? jobRuns)) {
      let writing = JobRunWriting(shape: shape, run: run)
      failures += try writing.write(to: recorder)
    }
    try store.keepEstimates(SuiteEstimates.packed)
    print(#"{"tests":\#(tests),"job_runs":\#(jobRuns),"failed":\#(failures)}"#)
  }
}
