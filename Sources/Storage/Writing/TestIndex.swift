import GRDB
import TestModel

/// Which row is the test of an identity, for the whole time of an ingest.
///
/// Single tests are looked up in the database. Once so many were that reading all of them at once
/// would have been cheaper, they are, into a table of 16 bytes an entry; a history with more tests
/// than fit is looked up in the database for good. A class, because all job runs of an ingest share
/// it.
final class TestIndex {
  /// The tests that are kept in memory at most.
  private static let most = 1_500_000

  private struct Slot {
    var hash: Int64 = 0
    /// 0 for a free slot: rows are numbered from 1.
    var test: Int64 = 0
  }

  private var slots = [Slot](repeating: Slot(), count: 1024)
  private var count = 0
  /// Whether every test with the ordinal 1 up to `lastTest` is in the table.
  private var isComplete = false
  private var isTooLarge = false
  private var lookups = 0
  private(set) var lastTest: Int64 = 0

  /// Takes what other writers did since the last transaction.
  func begin(_ database: Database) throws {
    let last = try Int64.fetchOne(database, sql: SQL.lastTest) ?? 0
    if last != lastTest { forget() }
    lastTest = last
    if last == 0 { isComplete = true }
  }

  /// Forgets all, because a transaction or a part of it was taken back.
  func forget() {
    slots = [Slot](repeating: Slot(), count: 1024)
    count = 0
    isComplete = false
    lookups = 0
  }

  /// The number of the next test's row.
  func nextTest() -> Int64 {
    lastTest += 1
    return lastTest
  }

  /// The row of the test with an identity and the ordinal 1; none where there is no such test.
  func test(_ hash: Int64, _ find: RawStatement, in database: Database) throws -> Int64? {
    let position = position(of: hash)
    if slots[position].test != 0 { return slots[position].test }
    guard !isComplete else { return nil }
    lookups += 1
    if !isTooLarge, lookups > 256, Int64(lookups) > lastTest / 16 {
      try loadAll(database)
      let position = self.position(of: hash)
      return slots[position].test == 0 ? nil : slots[position].test
    }
    find.bind(hash, at: 1)
    find.bind(1, at: 2)
    guard let test = try find.run() else { return nil }
    add(hash, test: test)
    return test
  }

  /// Remembers a test with the ordinal 1.
  func add(_ hash: Int64, test: Int64) {
    guard count < TestIndex.most else {
      forget()
      isTooLarge = true
      return
    }
    let position = position(of: hash)
    if slots[position].test == 0 { count += 1 }
    slots[position] = Slot(hash: hash, test: test)
    if count * 3 > slots.count * 2 { grow() }
  }

  private func loadAll(_ database: Database) throws {
    let number = try Int.fetchOne(database, sql: SQL.count) ?? 0
    guard number < TestIndex.most else {
      isTooLarge = true
      return
    }
    let rows = try Row.fetchCursor(database, sql: SQL.all)
    while let row = try rows.next() { add(row[0], test: row[1]) }
    isComplete = true
  }

  /// Where a hash stands, or the free slot where it belongs.
  private func position(of hash: Int64) -> Int {
    let mask = slots.count - 1
    return slots.withUnsafeBufferPointer { slots in
      var position = Int(truncatingIfNeeded: hash) & mask
      while slots[position].test != 0, slots[position].hash != hash {
        position = (position + 1) & mask
      }
      return position
    }
  }

  private func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    for slot in old where slot.test != 0 { slots[position(of: slot.hash)] = slot }
  }

  private enum SQL {
    // Which test was made last?
    static let lastTest = """
      SELECT max(id)
      FROM test
      """

    // How many tests are there, about?
    static let count = """
      SELECT max(id)
      FROM test
      """

    // Which identities mean which tests?
    static let all = """
      SELECT identity_hash, test_id
      FROM test_identity
      WHERE ordinal = 1
      """
  }
}
