import GRDB
public import TestModel

extension HistoryStore {
  /// In which order some job runs executed their tests.
  ///
  /// A test stands where its first attempt stands in the job run's reports, and tests that were
  /// skipped do not stand there. Reports follow one another by when they began, where all of those
  /// that were ingested together tell it, else as they were ingested. Each order is read once, however
  /// many job runs have it; the cost follows the job runs that are asked about.
  ///
  /// - Parameter ids: the rows of the job runs; those whose order is not known are left out of the
  ///   answer: an earlier version wrote them, or they executed more than 200,000 tests.
  /// - Throws: `StorageError`.
  public func executionOrders(
    ofJobRuns ids: [Int64]
  ) throws(StorageError) -> ExecutionOrders {
    try read { database in
      let list = "[" + ids.map(String.init).joined(separator: ",") + "]"
      var orders = ExecutionOrders()
      var positions: [Int64: Int] = [:]
      let found = try Row.fetchCursor(database, sql: OrderSQL.orders, arguments: [list])
      while let row = try found.next() {
        guard let tests = PackedOrder.unpacked(row[1]) else { continue }
        positions[row[0]] = orders.sequences.count
        orders.sequences.append(tests)
      }
      let runs = try Row.fetchCursor(database, sql: OrderSQL.jobRuns, arguments: [list])
      while let row = try runs.next() {
        guard let position = positions[row[1]] else { continue }
        orders.sequenceOfJobRun[row[0]] = position
      }
      return orders
    }
  }
}

private enum OrderSQL {
  // Which orders do these job runs have?
  static let orders = """
    SELECT e.id, e.tests
    FROM execution_order AS e
    WHERE e.id IN (
      SELECT j.order_id
      FROM json_each(?) AS run
      CROSS JOIN job_run AS j ON j.id = run.value
    )
    ORDER BY e.id
    """

  // Which of these job runs has which order?
  static let jobRuns = """
    SELECT j.id, j.order_id
    FROM json_each(?) AS run
    CROSS JOIN job_run AS j ON j.id = run.value
    WHERE j.order_id IS NOT NULL
    """
}
