import GRDB
public import TestModel

/// Which tests one job run had.
public struct JobRunRoster: Sendable, Hashable {
  /// The rows of the tests that ran.
  public var ran: Set<Int64> = []
  /// The rows of the tests that were skipped.
  public var skipped: Set<Int64> = []
  /// The rows of the tests of which an attempt ended in an error.
  public var errored: Set<Int64> = []
}

extension HistoryStore {
  /// Which tests some job runs had; findings of linters are none.
  ///
  /// - Parameter ids: the rows of the job runs.
  /// - Returns: the rosters by row; those of runs without tests are left out.
  /// - Throws: `StorageError`.
  public func rosters(ofJobRuns ids: [Int64]) throws(StorageError) -> [Int64: JobRunRoster] {
    try read { database in
      let list = "[" + ids.map(String.init).joined(separator: ",") + "]"
      let rows = try Row.fetchCursor(database, sql: RosterSQL.outcomes, arguments: [list])
      var rosters: [Int64: JobRunRoster] = [:]
      while let row = try rows.next() {
        let outcome = Outcome(rawValue: row[2]) ?? .errored
        let test: Int64 = row[1]
        if outcome == .skipped {
          rosters[row[0], default: JobRunRoster()].skipped.insert(test)
        } else {
          rosters[row[0], default: JobRunRoster()].ran.insert(test)
        }
        if outcome == .errored { rosters[row[0], default: JobRunRoster()].errored.insert(test) }
      }
      return rosters
    }
  }

  /// The tests of some rows, by row.
  ///
  /// - Throws: `StorageError`.
  public func tests(ofRows ids: [Int64]) throws(StorageError) -> [RecordedTest] {
    try read { database in
      let list = "[" + ids.map(String.init).joined(separator: ",") + "]"
      return try Row.fetchAll(database, sql: RosterSQL.tests, arguments: [list])
        .map { RecordedTest($0) }
    }
  }
}

private enum RosterSQL {
  // How did each attempt of each test end in these job runs?
  static let outcomes = """
    SELECT r.job_run_id, r.test_id, r.outcome
    FROM json_each(?) AS run
    CROSS JOIN result AS r ON r.job_run_id = run.value
    JOIN test AS t ON t.id = r.test_id
    WHERE t.is_check = 0
    """

  // Which tests are these?
  static let tests = """
    SELECT t.id, t.repo, t.suite, t.classname, t.name, t.file, t.ordinal, t.is_ambiguous,
      t.first_seen_ms, t.is_check
    FROM json_each(?) AS wanted
    JOIN test AS t ON t.id = wanted.value
    ORDER BY t.id
    """
}
