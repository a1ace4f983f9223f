import GRDB
import TestModel

/// Which tests failed in which job runs, by an index that holds failures alone.
struct FailingTests {
  /// By position of the job run, the tests of which an attempt failed, by row; findings of linters
  /// are among them.
  private(set) var byRun: [[Int64]] = []
  /// All of them.
  private(set) var tests = TestSet()

  /// Asks which tests failed in some job runs.
  init(in jobRuns: [RecordedJobRun], _ database: Database) throws {
    let statement = try RawStatement(database, FailingSQL.tests)
    byRun.reserveCapacity(jobRuns.count)
    for jobRun in jobRuns {
      statement.bind(jobRun.id, at: 1)
      var failing: [Int64] = []
      try statement.forEachRow {
        let test = statement.integer(0)
        // Each failed attempt has a row.
        if failing.last != test { failing.append(test) }
      }
      for test in failing { tests.insert(test) }
      byRun.append(failing)
    }
  }
}

private enum FailingSQL {
  // Which tests failed in this job run, an attempt a row?
  static let tests = """
    SELECT test_id
    FROM result INDEXED BY result_that_failed
    WHERE job_run_id = ? AND outcome IN (1, 2)
    ORDER BY test_id
    """
}
