import ArgumentParser
import Formats
import Ingester
import Reporter
import StatisticsCore
import Storage
import TestModel

struct CommentCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "comment",
    abstract: "Say of each failed test of a pull request whether the change broke it.",
    discussion: """
      The comment is printed, or written to a file, for another program to post; nothing is printed \
      when there is nothing to say.
      """
  )

  @Option(help: "The pull request. Default: from the CI provider's environment.") var pr: Int?
  @Option(
    parsing: .upToNextOption,
    help: "Reports of this run that are not in the history: files, folders or patterns."
  )
  var junit: [String] = []
  @Option(help: "Tells several comments on one pull request apart.") var key = "default"
  @Flag(help: "Print the comment and post nothing.") var dryRun = false
  @OptionGroup var analysis: AnalysisOptions
  @Option(name: .shortAndLong, help: "Write to this file.") var output: String?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard dryRun || output != nil else {
      throw ValidationError(
        "This version posts no comments itself: use --dry-run, or --output FILE and another program."
      )
    }
  }

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let environment = surroundings.jobRun
    guard let pr = pr ?? environment.pr else {
      throw CommandFailure(
        "no pull request is named here; use --pr NUMBER, or run this in a pull request's job",
        .usage
      )
    }
    let store = try common.openForReading(in: surroundings)
    let window = analysis.range(until: analysis.asOf(surroundings))
    let quarantine = try store.quarantine()
    let analyzed = try Analysis(store, window: window, repo: analysis.repo)
    let runs = PullRequestRuns(pr, in: analyzed.jobRuns)
    var failures = try runs.failures(store)
    let reported = try reportedFailures(in: surroundings)
    failures += reported.failures
    guard !runs.atHead.isEmpty || reported.files > 0 else {
      throw CommandFailure(
        "the history has no job run of pull request \(pr) in this window; ingest its reports first, "
          + "or name them with --junit",
        .unusableInput
      )
    }
    let report = PullRequestReport(
      headCommit: runs.head ?? environment.commit,
      failures: classify(
        failures,
        ClassificationContext(
          assessment: analyzed.assessment,
          quarantine: quarantine,
          testsOnDefaultBranch: try testsOnDefaultBranch(store, failures, before: runs.begin)
        )
      ),
      jobRuns: runs.atHead.count + min(1, reported.files),
      incompleteJobRuns: runs.latest.count { !$0.isTold } + reported.incomplete,
      assessment: analyzed.assessment
    )
    guard let comment = pullRequestComment(report, key: key) else {
      let remarks = ["nothing to say about pull request \(pr): no test failed"]
      return output == nil
        ? CommandOutput(remarks: remarks)
        : try surroundings.deliver("", to: output, remarks: remarks)
    }
    return try surroundings.deliver(comment, to: output)
  }

  /// The tests that were known before the pull request began.
  private func testsOnDefaultBranch(
    _ store: HistoryStore,
    _ failures: [ReportedFailure],
    before begin: Timestamp?
  ) throws -> Set<TestID> {
    guard !failures.isEmpty else { return [] }
    let known = try store.allTests(repo: analysis.repo)
    return Set(known.filter { begin.map($0.firstSeen.isBefore) ?? true }.map(\.testID))
  }

  private func reportedFailures(
    in surroundings: Surroundings
  ) throws -> (failures: [ReportedFailure], files: Int, incomplete: Int) {
    guard !junit.isEmpty else { return ([], 0, 0) }
    let found = try ReportsOnCommandLine(junit, in: surroundings)
    defer { found.removeSpooledInput() }
    if let failure = found.onlyFailure { throw failure }
    let folders = [surroundings.folder] + checkoutFolders(in: surroundings.variables)
    let rules = identityRules(repo: nil, checkoutFolders: folders)
    let run = surroundings.jobRun
    let stream = JobVariant(job: run.job ?? "", variant: run.variant ?? "")
    var failures: [ReportedFailure] = []
    var incomplete = found.rejected.count
    for file in found.files {
      let rejected = try forEachReport(ofFile: file) { entry in
        var collected = CollectedCases()
        let summary = try? entry.read(rules: rules) { collected.add($0) }
        if summary?.isTruncated ?? true { incomplete += 1 }
        failures += collected.cases.filter(\.outcome.isFailure).map { testCase in
          ReportedFailure(
            testID: testCase.id,
            jobRunID: nil,
            stream: stream,
            message: testCase.tellingAttempt.flatMap { FailureSignature($0)?.text },
            isCheck: summary?.isCheck ?? false
          )
        }
      }
      incomplete += rejected.count
    }
    return (failures, found.files.count, incomplete)
  }
}

extension Timestamp {
  fileprivate func isBefore(_ other: Timestamp) -> Bool { self < other }
}
