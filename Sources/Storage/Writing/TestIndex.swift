import GRDB
import TestModel

/// Which row is the test of an identity, for the whole time of an ingest.
///
/// Single tests are looked up in the database. Once so many were that reading all of them at once
/// would have been cheaper, they are, into a table of 12 bytes an entry; a history with more tests
/// than fit is looked up in the database for good. What waits to be written is always in the table,
/// so that a look into the database misses nothing. A class, because all job runs of an ingest share
/// it.
final class TestIndex {
  /// The tests that are kept in memory at most.
  private static let most = 1_300_000

  private var hashes = [Int64](repeating: 0, count: 1024)
  /// The rows of the tests; 0 for a free place, as rows are numbered from 1.
  private var tests = [UInt32](repeating: 0, count: 1024)
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
    hashes = [Int64](repeating: 0, count: 1024)
    tests = [UInt32](repeating: 0, count: 1024)
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
      let place = place(of: hash)
      prefetched ^= hashes[place] ^ Int64(tests[place])
    }
  }

  /// What is known without a look into the database of the test with an identity and the ordinal 1:
  /// its row, or that there is none.
  func known(_ hash: Int64) -> (test: Int64, isNone: Bool)? {
    let test = Int64(tests[position(of: hash)])
    return test != 0 || isComplete ? (test, test == 0) : nil
  }

  /// The row of the test with an identity and the ordinal 1; none where there is no such test.
  func test(_ hash: Int64, _ find: RawStatement, in database: Database) throws -> Int64? {
    lookups += 1
    if !isTooLarge, lookups > 256, Int64(lookups) > lastTest / 16 {
      try loadAll(database)
      if let known = known(hash) { return known.isNone ? nil : known.test }
    }
    find.bind(hash, at: 1)
    find.bind(1, at: 2)
    guard let test = try find.run() else { return nil }
    if !isFull { add(hash, test: test) }
    return test
  }

  /// Whether nothing more fits in.
  var isFull: Bool { count >= TestIndex.most }

  /// Forgets all, and holds from now on only what was looked up or made last.
  func giveUpOnCompleteness() {
    forget()
    isTooLarge = true
  }

  /// Remembers a test with the ordinal 1; the table is not full.
  func add(_ hash: Int64, test: Int64) {
    let position = position(of: hash)
    if tests[position] == 0 { count += 1 }
    hashes[position] = hash
    tests[position] = UInt32(clamping: test)
    if count * 3 > tests.count * 2 { resize(to: tests.count * 2) }
  }

  private func loadAll(_ database: Database) throws {
    guard lastTest < TestIndex.most else {
      isTooLarge = true
      return
    }
    reserve(Int(lastTest))
    let all = try RawStatement(database, SQL.all)
    try all.forEachRow { add(all.integer(0), test: all.integer(1)) }
    isComplete = true
  }

  /// Where a hash would stand in an empty table.
  ///
  /// By its highest bits, so that hashes that are read in their order fill the table in its order.
  private func place(of hash: Int64) -> Int {
    let bits = UInt64(tests.count.trailingZeroBitCount)
    return Int(truncatingIfNeeded: UInt64(bitPattern: hash) >> (64 - bits))
  }

  private func reserve(_ number: Int) {
    var size = tests.count
    while number * 3 > size * 2 { size *= 2 }
    if size > tests.count { resize(to: size) }
  }

  /// Where a hash stands, or the free place where it belongs.
  private func position(of hash: Int64) -> Int {
    let mask = tests.count - 1
    var position = place(of: hash)
    while tests[position] != 0, hashes[position] != hash { position = (position + 1) & mask }
    return position
  }

  private func resize(to size: Int) {
    let (oldHashes, oldTests) = (hashes, tests)
    hashes = [Int64](repeating: 0, count: size)
    tests = [UInt32](repeating: 0, count: size)
    for (hash, test) in zip(oldHashes, oldTests) where test != 0 {
      let position = position(of: hash)
      hashes[position] = hash
      tests[position] = test
    }
  }

  private enum SQL {
    // Which test was made last?
    static let lastTest = """
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
