import Reporter
import StatisticsCore
import Storage
import TestModel

/// What a pull request is looked at with.
struct PullRequestQuestion {
  /// The number of the pull request.
  var number: Int
  /// The commit at its head, where the environment tells it.
  var commit: String?
  /// Reports of it that are not in the history.
  var reported: ReportedFailures
  /// How many job runs there have to be; none where nobody said.
  var expectedJobs: Int?
  /// The window of the history.
  var window: Range<Timestamp>
  /// The repository; all where none is named.
  var repo: String?
}

extension PullRequestReport {
  /// Looks at a pull request.
  init(
    _ question: PullRequestQuestion,
    _ store: HistoryStore,
    in surroundings: Surroundings
  ) throws {
    let owners = Owners(in: surroundings)
    let analyzed = try Analysis(
      store,
      window: question.window,
      repo: question.repo,
      owners: { owners.owners(of: $0.testID) }
    )
    let runs = PullRequestRuns(question.number, commit: question.commit, in: analyzed.jobRuns)
    guard !runs.atHead.isEmpty || question.reported.files > 0 || question.expectedJobs != nil else {
      throw CommandFailure(
        "the history has no job run of pull request \(question.number)"
          + (question.commit.map { " at \(String($0.prefix(12)))" } ?? "") + " in this window; "
          + "ingest its reports first, or name them with --junit",
        .unusableInput
      )
    }
    let executions = try runs.executions(store)
    let failures = executions.failures + question.reported.failures
    let known = try KnownTests(store, repo: question.repo, before: runs.begin)
    let told = runs.latest.count + min(1, question.reported.files)
    self.init(
      headCommit: runs.head,
      failures: classify(
        failures,
        ClassificationContext(
          assessment: analyzed.assessment,
          quarantine: try store.quarantine(asOf: question.window.upperBound),
          testsOnDefaultBranch: failures.isEmpty ? [] : known.ids
        )
      ),
      jobRuns: told,
      incompleteJobRuns: runs.latest.count { !$0.isTold } + question.reported.incomplete,
      missingJobRuns: max(0, (question.expectedJobs ?? 0) - told),
      assessment: analyzed.assessment
    )
    let changed = changedFiles(
      of: runs.head,
      since: runs.atHead.last?.jobRun.defaultBranch,
      in: surroundings.folder
    )
    newFlakes = introducedFlakes(
      executions.all,
      isNew: { !known.ids.contains($0.testID) },
      isChanged: changed.contains,
      outages: analyzed.assessment.outages
    )
    lostTests = try Commands.lostTests(of: runs, in: analyzed.jobRuns, store)
  }
}

/// The tests that were known before a pull request began.
private struct KnownTests {
  let ids: Set<TestID>

  init(_ store: HistoryStore, repo: String?, before begin: Timestamp?) throws {
    let tests = try store.allTests(repo: repo)
    ids = Set(tests.filter { test in begin.map { test.firstSeen < $0 } ?? true }.map(\.testID))
  }
}
