import Foundation
import GRDB

extension HistoryMerge {
  /// Lets the tests that were united stand in the orders here as the one that is kept.
  func uniteTestsOfOrders() throws {
    let pairs = try Row.fetchAll(database, sql: SQL.united).map { ($0[0] as Int64, $0[1] as Int64) }
    let kept = Dictionary(uniqueKeysWithValues: pairs)
    for order in try Int64.fetchAll(database, sql: SQL.orders) {
      let packed = try Data.fetchOne(database, sql: SQL.testsHere, arguments: [order])
      guard let tests = packed.flatMap(PackedOrder.unpacked),
        tests.contains(where: { kept[$0] != nil })
      else { continue }
      let united = PackedOrder.packed(tests.mappedOnce { kept[$0] ?? $0 })
      try database.execute(sql: SQL.setTests, arguments: [united, order])
    }
  }

  /// Lets job runs have the orders that the other history knows, where those are longer.
  ///
  /// What an order is called depends on the identities that its reports told and on no rows, so that
  /// the larger digest is the same one whatever was merged before.
  func mergeOrders() throws {
    try database.execute(sql: SQL.collectOther)
    try database.execute(sql: SQL.keepLongest)
    try copyOrders()
    try database.execute(sql: SQL.set)
    let isChanged = database.changesCount > 0
    if try isChanged || Int.fetchOne(database, sql: SQL.anyUnitedRun) != nil {
      try database.execute(sql: SQL.deleteUnused)
    }
  }

  /// Copies the orders that job runs are to have and that are not here.
  private func copyOrders() throws {
    let missing = try Row.fetchAll(
      database,
      sql: SQL.missing,
      arguments: [OrderDigest.size, PackedOrder.mostBytes]
    )
    guard !missing.isEmpty else { return }
    let rows = try RowMap(database, sql: SQL.testMap)
    for order in missing {
      let packed = try Data.fetchOne(database, sql: SQL.testsThere, arguments: [order[0] as Int64])
      guard let tests = packed.flatMap(PackedOrder.unpacked) else { continue }
      let mapped = PackedOrder.packed(tests.mappedOnce { rows[$0] })
      try database.execute(sql: SQL.insert, arguments: [order[1] as Data, mapped])
    }
  }

  private enum SQL {
    // Which tests are one now?
    static let united = """
      SELECT old, kept
      FROM temp.merge_united_test
      """

    // Which orders are here?
    static let orders = """
      SELECT id
      FROM main.execution_order
      ORDER BY id
      """

    // Which tests does this order have?
    static let testsHere = """
      SELECT tests
      FROM main.execution_order
      WHERE id = ?
      """

    static let setTests = """
      UPDATE main.execution_order
      SET tests = ?
      WHERE id = ?
      """

    // Which orders do the job runs of the other history have?
    static let collectOther = """
      INSERT OR IGNORE INTO temp.merge_run_order (here, digest)
      SELECT m.here, e.digest
      FROM temp.merge_run AS m
      CROSS JOIN other.job_run AS r ON r.id = m.other
      CROSS JOIN other.execution_order AS e ON e.id = r.order_id
      """

    // Which is the longest order of each job run, where it is another one than that which it has?
    static let keepLongest = """
      DELETE FROM temp.merge_run_order AS o
      WHERE EXISTS (
        SELECT 1
        FROM temp.merge_run_order AS l
        WHERE l.here = o.here AND l.digest > o.digest
      ) OR EXISTS (
        SELECT 1
        FROM main.job_run AS r
        JOIN main.execution_order AS e ON e.id = r.order_id
        WHERE r.id = o.here AND e.digest >= o.digest
      )
      """

    // Which of these orders are not here?
    static let missing = """
      SELECT e.id, e.digest
      FROM other.execution_order AS e
      WHERE length(e.digest) = ?1 AND length(e.tests) <= ?2
        AND e.digest IN (SELECT digest FROM temp.merge_run_order)
        AND e.digest NOT IN (SELECT digest FROM main.execution_order)
      ORDER BY e.id
      """

    // Which test of the other history is which one here?
    static let testMap = """
      SELECT other, here
      FROM temp.merge_test
      ORDER BY other
      """

    // Which tests does this order of the other history have?
    static let testsThere = """
      SELECT tests
      FROM other.execution_order
      WHERE id = ?
      """

    static let insert = """
      INSERT INTO main.execution_order (digest, tests)
      VALUES (?, ?)
      """

    static let set = """
      UPDATE main.job_run AS r
      SET order_id = e.id
      FROM temp.merge_run_order AS o
      CROSS JOIN main.execution_order AS e ON e.digest = o.digest
      WHERE r.id = o.here
      """

    // Were any job runs here found to be one?
    static let anyUnitedRun = """
      SELECT 1
      FROM temp.merge_united_run
      LIMIT 1
      """

    static let deleteUnused = """
      DELETE FROM main.execution_order
      WHERE id NOT IN (
        SELECT order_id
        FROM main.job_run
        WHERE order_id IS NOT NULL
      )
      """
  }
}
