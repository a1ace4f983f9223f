import StatisticsCore
import Storage
import TestModel

/// The job runs of a pull request at its latest commit.
struct PullRequestRuns {
  /// All runs at the head, by start.
  let atHead: [RecordedJobRun]
  /// The latest run of each job, variant and node.
  let latest: [RecordedJobRun]
  /// The commit at the head.
  let head: String?
  /// When the first run of the pull request began.
  let begin: Timestamp?

  /// Finds the runs of a pull request.
  ///
  /// - Parameter commit: the head, where the environment tells it; else it is that of the last run.
  init(_ pr: Int, commit: String? = nil, in jobRuns: [RecordedJobRun]) {
    let runs = jobRuns.filter { $0.jobRun.pr == pr }
      .sorted { ($0.startedAt, $0.id) < ($1.startedAt, $1.id) }
    let head = commit ?? runs.last?.jobRun.commit
    atHead = runs.filter { isSameCommit($0.jobRun.commit, head) }
    self.head = atHead.last?.jobRun.commit ?? head
    begin = runs.first?.startedAt
    var latestByNode: [Node: RecordedJobRun] = [:]
    for run in atHead { latestByNode[Node(run.jobRun)] = run }
    latest = latestByNode.values.sorted { $0.id < $1.id }
  }

  /// The executions of the tests that failed at the head.
  func executions(_ store: HistoryStore) throws -> HeadExecutions {
    guard !atHead.isEmpty else { return HeadExecutions() }
    let history = try store.failedTests(inJobRuns: atHead.map(\.id))
    return HeadExecutions(history, atHead: atHead)
  }

  /// One job, variant and node.
  private struct Node: Hashable {
    var workflow, job, variant: String?
    var index: Int?

    init(_ run: JobRun) {
      // A rerun on CircleCI is a new workflow, so the workflow's name is not part of it there.
      workflow = run.provider == "circleci" ? nil : run.workflow
      job = run.job
      variant = run.variant
      index = run.nodeIndex
    }
  }
}

/// Whether two names mean one commit; some providers cut them to twelve digits.
private func isSameCommit(_ one: String?, _ other: String?) -> Bool {
  guard let one, let other else { return one == other }
  return one == other
    || min(one.utf8.count, other.utf8.count) >= 12 && (one.hasPrefix(other) || other.hasPrefix(one))
}

extension JobRun {
  /// The job and variant.
  var stream: JobVariant { JobVariant(job: job ?? "", variant: variant ?? "") }
}

/// What the tests that failed at the head of a pull request did there.
struct HeadExecutions {
  /// All executions, in the order in which their job runs began.
  private(set) var all: [HeadExecution] = []
  /// The tests whose last run at the head failed: a test that failed and then passed in a rerun is no
  /// failure any more, and one that a rerun did not run again still is one.
  private(set) var failures: [ReportedFailure] = []

  init() {}

  init(_ history: FailureHistory, atHead: [RecordedJobRun]) {
    let tests = Dictionary(uniqueKeysWithValues: history.tests.map { ($0.id, $0) })
    let positions = Dictionary(
      uniqueKeysWithValues: atHead.enumerated().map { ($0.element.id, $0.offset) }
    )
    var last: [TestInStream: Execution] = [:]
    let inOrder = history.executions.sorted { left, right in
      (positions[left.jobRunID] ?? 0, left.testRowID, left.attempt)
        < (positions[right.jobRunID] ?? 0, right.testRowID, right.attempt)
    }
    for execution in inOrder {
      guard let test = tests[execution.testRowID], let position = positions[execution.jobRunID]
      else { continue }
      let run = atHead[position].jobRun
      last[TestInStream(test: test, stream: run.stream)] = execution
      all.append(
        HeadExecution(
          test: test,
          stream: run.stream,
          mergeCommit: run.mergeCommit,
          jobRunID: execution.jobRunID,
          outcome: execution.outcome
        )
      )
    }
    failures = last.compactMap { place, execution -> ReportedFailure? in
      guard execution.outcome.isFailure else { return nil }
      return ReportedFailure(
        testID: place.test.testID,
        jobRunID: execution.jobRunID,
        stream: place.stream,
        message: execution.signatureID.flatMap { history.signatures[$0] },
        isCheck: place.test.isCheck
      )
    }
    .sorted { ($0.testID, $0.stream) < ($1.testID, $1.stream) }
  }

  private struct TestInStream: Hashable {
    var test: RecordedTest
    var stream: JobVariant
  }
}
