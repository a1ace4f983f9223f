import Foundation
import GRDB
import TestSupport
import Testing

@testable import Storage

@Suite("A history whose maker was killed")
struct HalfMadeHistoryTests {
  private func make(_ sql: String, in folder: URL) throws -> String {
    let path = folder.appending(path: "h.sqlite").path(percentEncoded: false)
    try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
    return path
  }

  private static let migrations =
    "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);"

  @Test("The next writer finishes it")
  func isFinished() throws {
    try withTemporaryFolder { folder in
      let path = try make(Self.migrations, in: folder)
      let store = try HistoryStore(writingTo: path)
      #expect(try store.size().jobRuns == 0)
      #expect(try HistoryStore(readingFrom: path).size().tests == 0)
    }
  }

  @Test("A reader says of an earlier version's history what brings it forward")
  func isOfThePast() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "h.sqlite").path(percentEncoded: false)
      let queue = try DatabaseQueue(path: path)
      try HistoryStore.migrator.migrate(queue, upTo: "4-timings")
      try queue.close()
      #expect(throws: StorageError.fromThePast(path: path)) {
        _ = try HistoryStore(readingFrom: path)
      }
      _ = try HistoryStore(writingTo: path)
      #expect(try HistoryStore(readingFrom: path).size().jobRuns == 0)
    }
  }

  @Test(
    "A database of another program is left alone",
    arguments: [
      "CREATE TABLE note (id INTEGER);",
      migrations + "CREATE TABLE note (id INTEGER);",
      migrations + "INSERT INTO grdb_migrations VALUES ('1-notes');",
    ]
  )
  func isRefused(sql: String) throws {
    try withTemporaryFolder { folder in
      let path = try make(sql, in: folder)
      #expect(throws: StorageError.notAHistory(path: path)) {
        _ = try HistoryStore(writingTo: path)
      }
    }
  }
}
