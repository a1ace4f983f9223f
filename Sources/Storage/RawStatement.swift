import GRDB
import GRDBSQLite
import TestModel

/// A prepared statement of a hot loop, whose values go in and come out without conversions: a third
/// faster than through GRDB's values, and texts go from the report's bytes to SQLite without a copy.
struct RawStatement {
  private let statement: Statement
  private let handle: OpaquePointer
  private let database: Database

  init(_ database: Database, _ sql: String) throws {
    self.database = database
    statement = try database.cachedStatement(sql: sql)
    handle = statement.sqliteStatement
  }

  func bind(_ value: Int64, at position: Int32) { sqlite3_bind_int64(handle, position, value) }

  func bindNull(at position: Int32) { sqlite3_bind_null(handle, position) }

  /// Binds a text that stays where it is until the statement is reset.
  func bind(_ text: UnsafeBufferPointer<UInt8>, at position: Int32) {
    guard let start = text.baseAddress, !text.isEmpty else {
      sqlite3_bind_text(handle, position, "", 0, nil)
      return
    }
    start.withMemoryRebound(to: CChar.self, capacity: text.count) {
      _ = sqlite3_bind_text(handle, position, $0, Int32(clamping: text.count), nil)
    }
  }

  /// Binds a text that SQLite copies, or none.
  func bind(copying text: String?, at position: Int32) {
    guard let text else { return bindNull(at: position) }
    // SQLITE_TRANSIENT, a macro that Swift does not see.
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    sqlite3_bind_text(handle, position, text, -1, transient)
  }

  /// Binds bytes that stay where they are until the statement is reset.
  func bind(blob bytes: UnsafeRawBufferPointer, at position: Int32) {
    guard let start = bytes.baseAddress, !bytes.isEmpty else {
      sqlite3_bind_zeroblob(handle, position, 0)
      return
    }
    sqlite3_bind_blob(handle, position, start, Int32(clamping: bytes.count), nil)
  }

  /// Calls `body` for each row, whose columns the statement then tells.
  func forEachRow(_ body: () throws -> Void) throws {
    defer { sqlite3_reset(handle) }
    var code = sqlite3_step(handle)
    while code == SQLITE_ROW {
      try body()
      code = sqlite3_step(handle)
    }
    guard code == SQLITE_DONE else { throw failure(code) }
  }

  /// Calls `body` for each row until it returns false.
  func takeRows(while body: () throws -> Bool) throws {
    defer { sqlite3_reset(handle) }
    var code = sqlite3_step(handle)
    while code == SQLITE_ROW {
      guard try body() else { return }
      code = sqlite3_step(handle)
    }
    guard code == SQLITE_DONE else { throw failure(code) }
  }

  /// A number of the current row; 0 for NULL.
  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  /// Whether a value of the current row is NULL.
  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  /// The bytes of a value of the current row, good until the next one; none for NULL.
  func withBytes<Answer>(
    _ column: Int32,
    _ body: (UnsafeRawBufferPointer) throws -> Answer
  ) rethrows -> Answer {
    let start = sqlite3_column_blob(handle, column)
    return try body(
      UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    )
  }

  /// The bytes of a text of the current row, good until the next one.
  func withText<Answer>(_ column: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Answer) -> Answer {
    let start = sqlite3_column_text(handle, column)
    let count = Int(sqlite3_column_bytes(handle, column))
    return body(UnsafeBufferPointer(start: start, count: start == nil ? 0 : count))
  }

  /// A text of the current row; empty for NULL.
  func text(_ column: Int32) -> String {
    withText(column) { String(decoding: $0, as: UTF8.self) }
  }

  /// Runs the statement once and makes it ready for the next time.
  ///
  /// - Returns: the first number of the first row, where there is a row.
  @discardableResult
  func run() throws -> Int64? {
    let code = sqlite3_step(handle)
    let answer = code == SQLITE_ROW ? sqlite3_column_int64(handle, 0) : nil
    sqlite3_reset(handle)
    guard code == SQLITE_ROW || code == SQLITE_DONE else { throw failure(code) }
    return answer
  }

  private func failure(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code & 0xFF),
      message: database.lastErrorMessage
    )
  }
}
