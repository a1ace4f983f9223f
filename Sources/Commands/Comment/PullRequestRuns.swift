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

  init(_ pr: Int, in jobRuns: [RecordedJobRun]) {
    let runs = jobRuns.filter { $0.jobRun.pr == pr }
      .sorted { ($0.startedAt, $0.id) < ($1.startedAt, $1.id) }
    let head = runs.last?.jobRun.commit
    atHead = runs.filter { $0.jobRun.commit == head }
    self.head = head
    begin = runs.first?.startedAt
    var latestByNode: [Node: RecordedJobRun] = [:]
    for run in atHead { latestByNode[Node(run.jobRun)] = run }
    latest = latestByNode.values.sorted { $0.id < $1.id }
  }

  /// The tests whose last run at the head failed: a test that failed and then passed in a rerun is
  /// no failure any more, and one that a rerun did not run again still is one.
  func failures(_ store: HistoryStore) throws -> [ReportedFailure] {
    guard !atHead.isEmpty else { return [] }
    let history = try store.failedTests(inJobRuns: atHead.map(\.id))
    let tests = Dictionary(uniqueKeysWithValues: history.tests.map { ($0.id, $0) })
    let positions = Dictionary(
      uniqueKeysWithValues: atHead.enumerated().map { ($0.element.id, $0.offset) }
    )
    let byTestAndStream = Dictionary(grouping: history.executions) { execution in
      TestInStream(
        test: execution.testRowID,
        stream: stream(of: positions[execution.jobRunID].map { atHead[$0] })
      )
    }
    return byTestAndStream.compactMap { key, executions -> ReportedFailure? in
      let last = executions.max { left, right in
        (positions[left.jobRunID] ?? 0, left.attempt)
          < (positions[right.jobRunID] ?? 0, right.attempt)
      }
      guard let last, last.outcome.isFailure, let test = tests[last.testRowID] else { return nil }
      return ReportedFailure(
        testID: test.testID,
        jobRunID: last.jobRunID,
        stream: key.stream,
        message: last.signatureID.flatMap { history.signatures[$0] },
        isCheck: test.isCheck
      )
    }
    .sorted { ($0.testID, $0.stream) < ($1.testID, $1.stream) }
  }

  private func stream(of run: RecordedJobRun?) -> JobVariant {
    JobVariant(job: run?.jobRun.job ?? "", variant: run?.jobRun.variant ?? "")
  }

  private struct TestInStream: Hashable {
    var test: Int64
    var stream: JobVariant
  }

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
