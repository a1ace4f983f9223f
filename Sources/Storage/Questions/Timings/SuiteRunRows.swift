import GRDB
import TestModel

/// Finds the last runs of suites: the job runs of one repository, job, variant, pipeline and attempt.
struct SuiteRunRows {
  /// A run of a suite.
  private struct Suite {
    /// The start of the job run that began last.
    var startedAt: Int64
    /// Of a job run without a pipeline, its digest: it is a run of the suite by itself.
    var pipeline: String
    var isWithoutPipeline: Bool
    var attempt: Int64
    /// The row of one of its job runs.
    var jobRun: Int64

    func isSame(as other: Suite) -> Bool {
      pipeline == other.pipeline && attempt == other.attempt
        && isWithoutPipeline == other.isWithoutPipeline
    }

    /// Whether a run is listed before another one: the latest is the first.
    static func isBefore(_ left: Suite, _ right: Suite) -> Bool {
      if left.startedAt != right.startedAt { return left.startedAt > right.startedAt }
      if left.pipeline != right.pipeline {
        return left.pipeline.utf8.lexicographicallyPrecedes(right.pipeline.utf8)
      }
      return left.attempt < right.attempt
    }
  }

  let database: Database
  /// In milliseconds; what began then or later is left out.
  let before: Int64
  /// In milliseconds; runs of which no node began then or later are left out.
  var since = Int64.min

  /// The last runs of each job and variant of a stream, the latest first.
  ///
  /// - Parameters:
  ///   - stream: whose runs.
  ///   - count: how many runs of each job and variant.
  func lastRuns(of stream: TimingStream, count: Int) throws -> [SuiteRun] {
    guard count > 0 else { return [] }
    var found: [(suite: Suite, jobRuns: [Int64])] = []
    for single in try StreamRows(database).streams(of: stream) {
      for suite in try lastSuites(of: single, count: count) {
        found.append((suite, try jobRuns(of: suite, single)))
      }
    }
    found.sort { Suite.isBefore($0.suite, $1.suite) }
    let known = try recorded(found.flatMap(\.jobRuns))
    return found.map { suite in
      let runs = suite.jobRuns.compactMap { known[$0] }.sorted(by: NodeRun.isBefore)
      return SuiteRun(jobRuns: runs.map(\.jobRun))
    }
  }

  private func lastSuites(of stream: StreamRows.Stream, count: Int) throws -> [Suite] {
    let rows = try RawStatement(database, SQL.latest)
    rows.bind(stream, before: before)
    var suites: [Suite] = []
    try rows.takeRows {
      guard rows.integer(4) >= since else { return false }
      let isWithoutPipeline = rows.isNull(1)
      let suite = Suite(
        startedAt: rows.integer(4),
        pipeline: rows.text(isWithoutPipeline ? 3 : 1),
        isWithoutPipeline: isWithoutPipeline,
        attempt: rows.integer(2),
        jobRun: rows.integer(0)
      )
      if let last = suites.last, suites.count >= count, suite.startedAt < last.startedAt {
        return false
      }
      // Those that began at the same moment are told apart by more than their place in the table.
      if !suites.contains(where: suite.isSame) { suites.append(suite) }
      return true
    }
    return Array(suites.sorted(by: Suite.isBefore).prefix(count))
  }

  /// The job runs of all nodes, however far apart they began.
  private func jobRuns(of suite: Suite, _ stream: StreamRows.Stream) throws -> [Int64] {
    guard !suite.isWithoutPipeline else { return [suite.jobRun] }
    let rows = try RawStatement(database, SQL.ofPipeline)
    rows.bind(stream, before: before)
    rows.bind(copying: suite.pipeline, at: 5)
    rows.bind(suite.attempt, at: 6)
    var found: [Int64] = []
    try rows.forEachRow { found.append(rows.integer(0)) }
    return found
  }

  /// A job run with what it is sorted by.
  private struct NodeRun {
    var jobRun: RecordedJobRun
    var digest: String

    static func isBefore(_ left: NodeRun, _ right: NodeRun) -> Bool {
      let nodes = (left.jobRun.jobRun.nodeIndex ?? 0, right.jobRun.jobRun.nodeIndex ?? 0)
      if nodes.0 != nodes.1 { return nodes.0 < nodes.1 }
      let starts = (left.jobRun.startedAt, right.jobRun.startedAt)
      return starts.0 == starts.1 ? left.digest < right.digest : starts.0 < starts.1
    }
  }

  private func recorded(_ ids: [Int64]) throws -> [Int64: NodeRun] {
    let list = "[" + ids.map(String.init).joined(separator: ",") + "]"
    let rows = try Row.fetchCursor(database, sql: SQL.recorded, arguments: [list])
    var runs: [Int64: NodeRun] = [:]
    while let row = try rows.next() {
      let run = RecordedJobRun(row)
      runs[run.id] = NodeRun(jobRun: run, digest: row[RecordedJobRun.columnCount])
    }
    return runs
  }

  private enum SQL {
    // Job runs that broke off, or ran nothing, or were stopped say nothing of a suite's time.
    private static let isOfUse = """
      repo = ?1 AND coalesce(job, '') = ?2 AND coalesce(variant, '') = ?3 AND started_at_ms < ?4
        AND is_complete = 1 AND cases > 0
        AND lower(coalesce(status, '')) NOT IN ('canceled', 'cancelled', 'aborted', 'stopped')
      """

    // Which job runs of this job and variant began last?
    static let latest = """
      SELECT id, pipeline, coalesce(attempt, 1), digest, started_at_ms
      FROM job_run INDEXED BY job_run_of_stream
      WHERE \(isOfUse)
      ORDER BY started_at_ms DESC
      """

    // Which are the job runs of all nodes of this run of the suite?
    static let ofPipeline = """
      SELECT id
      FROM job_run INDEXED BY job_run_of_pipeline
      WHERE pipeline = ?5 AND \(isOfUse) AND coalesce(attempt, 1) = ?6
      """

    // What is known of these job runs?
    static let recorded = """
      SELECT \(RecordedJobRun.columns), digest
      FROM job_run
      WHERE id IN (SELECT value FROM json_each(?))
      """
  }
}

extension RawStatement {
  fileprivate func bind(_ stream: StreamRows.Stream, before: Int64) {
    bind(copying: stream.repo, at: 1)
    bind(copying: stream.job, at: 2)
    bind(copying: stream.variant, at: 3)
    bind(before, at: 4)
  }
}
