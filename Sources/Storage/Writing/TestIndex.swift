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
  /// Keeps the compiler from leaving out loads of which only the side effect is wanted.
  private var prefetched: Int64 = 0
  private(set) var lastTest: Int64 = 0
  /// SQLite's number for what other connections committed; a merge may rename tests and make none.
  private var version: Int64 = 0

  /// Takes what other writers did since the last transaction.
  func begin(_ database: Database) throws {
    let last = try Int64.fetchOne(database, sql: SQL.lastTest) ?? 0
    let version = try Int64.fetchOne(database, sql: "PRAGMA data_version") ?? 0
    if last != lastTest || version != self.version { forget() }
    lastTest = last
    self.version = version
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

  /// Brings what is known of the cases of a batch into the processor's cache: the places are all over
  /// the table, and here their loads wait for memory together.
  func prefetch(_ batch: CaseBatch) {
    for position in batch.indices {
      let hash = Int64(bitPattern: batch.identityHash(at: position))
      prefetched ^= slots[place(of: hash)].hash
    }
  }

  /// What is known without a look into the database of the test with an identity and the ordinal 1:
  /// its row, or that there is none.
  func known(_ hash: Int64) -> (test: Int64, isNone: Bool)? {
    let test = slots[position(of: hash)].test
    return test != 0 || isComplete ? (test, test == 0) : nil
  }

  /// The row of the test with an identity and the ordinal 1; none where there is no such test.
  func test(_ hash: Int64, _ find: RawStatement, in database: Database) throws -> Int64? {
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
    if count * 3 > slots.count * 2 { resize(to: slots.count * 2) }
  }

  private func loadAll(_ database: Database) throws {
    let number = try Int.fetchOne(database, sql: SQL.count) ?? 0
    guard number < TestIndex.most else {
      isTooLarge = true
      return
    }
    reserve(number)
    try RawStatement(database, SQL.all).forEachRow { add($0, test: $1) }
    isComplete = true
  }

  /// Where a hash would stand in an empty table.
  ///
  /// By its highest bits, so that hashes that are read in their order fill the table in its order.
  private func place(of hash: Int64) -> Int {
    Int(
      truncatingIfNeeded: UInt64(bitPattern: hash) >> UInt64(64 - slots.count.trailingZeroBitCount)
    )
  }

  private func reserve(_ number: Int) {
    var size = slots.count
    while number * 3 > size * 2 { size *= 2 }
    if size > slots.count { resize(to: size) }
  }

  /// Where a hash stands, or the free slot where it belongs.
  private func position(of hash: Int64) -> Int {
    let mask = slots.count - 1
    let place = place(of: hash)
    return slots.withUnsafeBufferPointer { slots in
      var position = place
      while slots[position].test != 0, slots[position].hash != hash {
        position = (position + 1) & mask
      }
      return position
    }
  }

  private func resize(to size: Int) {
    let old = slots
    slots = [Slot](repeating: Slot(), count: size)
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
