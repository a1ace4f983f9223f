import GRDB
import TestModel

/// A test that is looked for, and its position in the answer.
struct WantedTest {
  var id: Int64
  var position: Int
}

/// Reads what some tests did, a job run at a time.
///
/// The results of a run stand in the order of the tests. Tests that are near each other are read in
/// one go, with what stands between them; to others SQLite descends from the root. So a few tests
/// cost a descent each, and many cost one pass over the run.
struct TimelineReading {
  /// The rows that can be passed over in the time of one descent, as measured.
  static let rowsPerDescent = 8

  private let statement: RawStatement
  private let lastTest: Int64
  private let rowsPerDescent: Int

  /// Makes ready to read.
  init(_ database: Database, rowsPerDescent: Int = Self.rowsPerDescent) throws {
    statement = try RawStatement(database, TimelineSQL.results)
    lastTest = try RawStatement(database, TimelineSQL.lastTest).run() ?? 0
    self.rowsPerDescent = rowsPerDescent
  }

  /// Reads what some tests did in a job run.
  ///
  /// - Parameters:
  ///   - jobRun: the job run.
  ///   - position: its position in the answer.
  ///   - tests: the tests, by row.
  func read(
    _ jobRun: RecordedJobRun,
    at position: Int,
    tests: [WantedTest],
    into rows: inout TimelineRows
  ) throws {
    guard !tests.isEmpty else { return }
    let gap = widestGap(results: jobRun.counts.cases + jobRun.checks)
    statement.bind(jobRun.id, at: 1)
    var start = 0
    while start < tests.count {
      var end = start + 1
      while end < tests.count, tests[end].id - tests[end - 1].id <= gap { end += 1 }
      try read(tests[start..<end], run: Int32(position), into: &rows)
      start = end
    }
  }

  /// The distance between the rows of two tests up to which passing over what is between is cheaper
  /// than a descent; a job run that is one shard of many has results of few of the tests between.
  private func widestGap(results: Int) -> Int64 {
    let (rows, overflow) = Int64(rowsPerDescent).multipliedReportingOverflow(by: lastTest)
    guard !overflow else { return .max }
    return max(Int64(rowsPerDescent), rows / Int64(max(1, results)))
  }

  private func read(
    _ tests: ArraySlice<WantedTest>,
    run: Int32,
    into rows: inout TimelineRows
  ) throws {
    guard let first = tests.first, let last = tests.last else { return }
    statement.bind(first.id, at: 2)
    statement.bind(last.id, at: 3)
    var next = tests.startIndex
    var told: Int64 = -1
    var position: Int?
    try statement.forEachRow {
      rows.read += 1
      let test = statement.integer(0)
      if test != told {
        told = test
        while next < tests.endIndex, tests[next].id < test { next += 1 }
        position = next < tests.endIndex && tests[next].id == test ? tests[next].position : nil
      }
      guard let position else { return }
      rows.add(
        test: position,
        run: run,
        outcome: Outcome(rawValue: Int(statement.integer(1))) ?? .errored,
        duration: statement.isNull(2) ? -1 : statement.integer(2),
        signature: statement.integer(3)
      )
    }
  }
}

private enum TimelineSQL {
  // What did the tests from this one to that one do in this job run?
  static let results = """
    SELECT test_id, outcome, duration_us, signature_id
    FROM result
    WHERE job_run_id = ?1 AND test_id BETWEEN ?2 AND ?3
    ORDER BY test_id, attempt
    """

  // Which row was the last test?
  static let lastTest = """
    SELECT max(id)
    FROM test
    """
}
