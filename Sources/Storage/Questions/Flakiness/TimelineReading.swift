import GRDB
import TestModel

/// Reads what some tests did, a job run at a time.
///
/// The results of a run stand in the order of the tests. Tests that are near each other are read in
/// one go, with what stands between them; to others SQLite descends from the root. So a few tests
/// cost a descent each, and many cost one pass over the run.
struct TimelineReading {
  /// The rows that can be passed over in the time of one descent, as measured.
  static let rowsPerDescent = 8

  private let statement: RawStatement
  private let positions: [Int64: Int32]
  private let rowsPerDescent: Int

  /// Makes ready to read.
  ///
  /// - Parameter tests: the rows of all tests that will be asked for, in the order of the answer.
  init(
    _ tests: [Int64],
    rowsPerDescent: Int = Self.rowsPerDescent,
    _ database: Database
  ) throws {
    statement = try RawStatement(database, TimelineSQL.results)
    positions = Dictionary(
      tests.enumerated().map { ($1, Int32($0)) },
      uniquingKeysWith: { first, _ in first }
    )
    self.rowsPerDescent = rowsPerDescent
  }

  /// Reads what some tests did in a job run.
  ///
  /// - Parameters:
  ///   - jobRun: the job run.
  ///   - position: its position in the answer.
  ///   - tests: the tests, by row; those that are not among the tests of the reading are passed over.
  func read(
    _ jobRun: RecordedJobRun,
    at position: Int,
    tests: [Int64],
    into rows: inout TimelineRows
  ) throws {
    guard let first = tests.first, let last = tests.last else { return }
    let gap = widestGap(results: jobRun.counts.cases + jobRun.checks, span: last - first + 1)
    statement.bind(jobRun.id, at: 1)
    var start = 0
    while start < tests.count {
      var end = start + 1
      while end < tests.count, tests[end] - tests[end - 1] <= gap { end += 1 }
      try read(tests[start..<end], run: Int32(position), into: &rows)
      start = end
    }
  }

  /// The distance between the rows of two tests up to which passing over what is between is cheaper
  /// than a descent; a job run that is one shard of many has results of few of the tests between.
  private func widestGap(results: Int, span: Int64) -> Int64 {
    let (rows, overflow) = Int64(rowsPerDescent).multipliedReportingOverflow(by: span)
    guard !overflow else { return .max }
    return max(Int64(rowsPerDescent), rows / Int64(max(1, results)))
  }

  private func read(_ tests: ArraySlice<Int64>, run: Int32, into rows: inout TimelineRows) throws {
    guard let first = tests.first, let last = tests.last else { return }
    statement.bind(first, at: 2)
    statement.bind(last, at: 3)
    var next = tests.startIndex
    var told: Int64 = -1
    var position: Int32?
    try statement.forEachRow {
      rows.read += 1
      let test = statement.integer(0)
      if test != told {
        told = test
        while next < tests.endIndex, tests[next] < test { next += 1 }
        position = next < tests.endIndex && tests[next] == test ? positions[test] : nil
      }
      guard let position else { return }
      rows.add(
        test: Int(position),
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
}
