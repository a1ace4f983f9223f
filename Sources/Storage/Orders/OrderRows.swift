import Foundation
import GRDB

/// Finds and writes orders, and lets job runs have them, within a transaction.
struct OrderRows {
  /// An order that is in the history.
  struct Stored {
    var id: Int64
    var digest: OrderDigest
    var tests: [Int64]
  }

  let database: Database

  /// The order of a job run; none where it is not known.
  func stored(ofJobRun row: Int64) throws -> Stored? {
    let found = try Row.fetchOne(try prepare(SQL.find), arguments: [row])
    guard let found, let digest = OrderDigest(found[1]),
      let tests = PackedOrder.unpacked(found[2])
    else { return nil }
    return Stored(id: found[0], digest: digest, tests: tests)
  }

  /// The row of an order, which is made where it is missing; none where the digest means other tests,
  /// which is next to impossible unless somebody is after it.
  func row(of order: PackedOrder) throws -> Int64? {
    let found = try Row.fetchOne(
      try prepare(SQL.findSame),
      arguments: [order.digest.bytes, order.tests]
    )
    if let found { return found[1] ? found[0] : nil }
    try prepare(SQL.insert).execute(arguments: [order.digest.bytes, order.tests])
    return database.lastInsertedRowID
  }

  /// Lets a job run have an order, or none, and deletes the one that it had where no other has it.
  func set(_ order: Int64?, ofJobRun row: Int64, insteadOf old: Int64?) throws {
    try prepare(SQL.set).execute(arguments: [order, row])
    if let old, old != order { try prepare(SQL.deleteUnused).execute(arguments: [old]) }
  }

  private func prepare(_ sql: String) throws -> Statement {
    try database.cachedStatement(sql: sql)
  }

  private enum SQL {
    // What is the order of this job run?
    static let find = """
      SELECT e.id, e.digest, e.tests
      FROM job_run AS j
      JOIN execution_order AS e ON e.id = j.order_id
      WHERE j.id = ?
      """

    // Which row is this order, and has it these tests?
    static let findSame = """
      SELECT id, tests = ?2
      FROM execution_order
      WHERE digest = ?1
      """

    static let insert = """
      INSERT INTO execution_order (digest, tests)
      VALUES (?, ?)
      """

    static let set = """
      UPDATE job_run
      SET order_id = ?
      WHERE id = ?
      """

    static let deleteUnused = """
      DELETE FROM execution_order
      WHERE id = ?1 AND NOT EXISTS (
        SELECT 1
        FROM job_run
        WHERE order_id = ?1
      )
      """
  }
}
