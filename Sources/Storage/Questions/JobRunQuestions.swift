import GRDB
public import TestModel

extension HistoryStore {
  /// The job runs that began within a window, by start.
  ///
  /// - Parameters:
  ///   - window: from the first moment on, up to the second one and not including it.
  ///   - repo: one repository; all when none is named.
  /// - Throws: `StorageError`.
  public func jobRuns(
    in window: Range<Timestamp>,
    repo: String? = nil
  ) throws(StorageError) -> [RecordedJobRun] {
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: JobRunSQL.inWindow,
        arguments: [window.lowerBound.milliseconds, window.upperBound.milliseconds, repo]
      )
      var runs: [RecordedJobRun] = []
      while let row = try rows.next() { runs.append(RecordedJobRun(row)) }
      return runs
    }
  }

  /// How much the history holds.
  ///
  /// - Throws: `StorageError`.
  public func size() throws(StorageError) -> HistorySize {
    try read { database in
      let row = try Row.fetchOne(database, sql: JobRunSQL.size)
      return HistorySize(jobRuns: row?[0] ?? 0, tests: row?[1] ?? 0, reports: row?[2] ?? 0)
    }
  }
}

/// How much a history holds.
public struct HistorySize: Sendable, Hashable {
  /// Job runs.
  public var jobRuns: Int
  /// Tests.
  public var tests: Int
  /// Reports.
  public var reports: Int
}

private enum JobRunSQL {
  // Which job runs began in this window?
  static let inWindow = """
    SELECT \(RecordedJobRun.columns)
    FROM job_run
    WHERE started_at_ms >= ?1 AND started_at_ms < ?2 AND (?3 IS NULL OR repo = ?3)
    ORDER BY started_at_ms, CAST(pipeline AS INTEGER), pipeline, attempt, digest
    """

  // How much is there?
  static let size = """
    SELECT (SELECT count(*) FROM job_run), (SELECT count(*) FROM test), (SELECT count(*) FROM report)
    """
}

extension RecordedJobRun {
  /// What a job run is made of, in the order in which `init(_:)` takes it.
  static let columns = """
    id, repo, branch, default_branch, commit_sha, pr, pipeline, workflow, job, variant,
      node_index, node_total, attempt, started_at_ms, duration_us, queued_us, status, runner, url,
      provider, cases, passed, failed, errored, skipped, retried, is_complete, merge_commit, job_id,
      checks
    """
  static let columnCount = 30

  init(_ row: Row) {
    var run = JobRun()
    let repo: String = row[1]
    run.repo = repo.isEmpty ? nil : repo
    run.branch = row[2]
    run.defaultBranch = row[3]
    run.commit = row[4]
    run.pr = row[5]
    run.pipeline = row[6]
    run.workflow = row[7]
    run.job = row[8]
    run.variant = row[9]
    run.nodeIndex = row[10]
    run.nodeTotal = row[11]
    run.attempt = row[12]
    let start = Timestamp(milliseconds: row[13])
    run.startedAt = start
    run.duration = (row[14] as Int64?).map { Microseconds($0) }
    run.queuedFor = (row[15] as Int64?).map { Microseconds($0) }
    run.status = row[16]
    run.runner = row[17]
    run.url = row[18]
    run.provider = row[19]
    run.mergeCommit = row[27]
    run.jobID = row[28]
    var counts = CaseCounts()
    counts.cases = row[20]
    counts.passed = row[21]
    counts.failed = row[22]
    counts.errored = row[23]
    counts.skipped = row[24]
    counts.retried = row[25]
    self.init(
      id: row[0],
      jobRun: run,
      startedAt: start,
      counts: counts,
      checks: row[29],
      isComplete: row[26]
    )
  }
}
