import Foundation
import GRDB
import TestModel
import TestSupport
import Testing

@testable import Storage

@Suite("The files of histories that are merged")
struct MergeFileTests {
  private static func file(_ name: String, in folder: URL) -> String {
    folder.appending(path: name).path(percentEncoded: false)
  }

  /// A history as the first version of the schema had it.
  private static func writeFirstVersion(to path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try HistoryStore.migrator.migrate(queue, upTo: "1-history")
    try queue.write { database in
      try database.execute(
        sql: """
          INSERT INTO job_run (digest, repo, started_at_ms, cases, failed)
          VALUES ('old', 'acme/shop', 5, 1, 1);
          INSERT INTO report VALUES (1, 'old', 'x', 'a.xml', 'pytest', 1, 0);
          INSERT INTO test VALUES (1, 'acme/shop', '', 'k', 'a', '', 1, 0, 5);
          INSERT INTO failure_signature VALUES (1, 's', 'sample 0');
          INSERT INTO result VALUES (1, 1, 1, 1, 7, 1);
          """
      )
    }
    try queue.close()
  }

  @Test("A history of the first schema merges, and stays as it was")
  func mergesOlder() throws {
    try withTemporaryFolder { folder in
      let old = Self.file("old.sqlite", in: folder)
      try Self.writeFirstVersion(to: old)
      let before = try Data(contentsOf: URL(filePath: old))
      let path = Self.file("h.sqlite", in: folder)
      let store = try HistoryStore(writingTo: path)
      let summary = try store.merge(HistorySnapshot(of: old))
      #expect(summary.jobRuns == 1 && summary.results == 1 && summary.newTests == 1)
      #expect(try Data(contentsOf: URL(filePath: old)) == before)
      #expect(try store.merge(HistorySnapshot(of: old)).results == 0)

      // The same as when it had been brought to this version first.
      let migrated = Self.file("migrated.sqlite", in: folder)
      try FileManager.default.copyItem(atPath: old, toPath: migrated)
      _ = try HistoryStore(writingTo: migrated)
      #expect(try content(of: path) == content(of: migrated))
    }
  }

  @Test("Files that are no history of this version or an earlier one are refused, and left alone")
  func refuses() throws {
    try withTemporaryFolder { folder in
      let later = Self.file("later.sqlite", in: folder)
      do { _ = try HistoryStore(writingTo: later) }
      try DatabaseQueue(path: later).write {
        try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99-future')")
      }
      let foreign = Self.file("foreign.sqlite", in: folder)
      try DatabaseQueue(path: foreign).write { try $0.execute(sql: "CREATE TABLE job_run (x)") }
      let halfMade = Self.file("half.sqlite", in: folder)
      try DatabaseQueue(path: halfMade).write {
        try $0.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT)")
      }
      let text = try folder.write("this is no database, and long enough to be told apart", to: "t")
      let empty = try folder.write("", to: "e")
      let none = Self.file("none.sqlite", in: folder)
      let expected: [(String, StorageError)] = [
        (later, .fromTheFuture(path: later, unknown: "99-future")),
        (foreign, .notAHistory(path: foreign)), (halfMade, .notAHistory(path: halfMade)),
        (text, .notAHistory(path: text)), (empty, .notAHistory(path: empty)),
        (none, .missing(path: none)),
      ]
      for (path, error) in expected {
        let before = FileManager.default.contents(atPath: path)
        #expect(throws: error) { _ = try HistorySnapshot(of: path) }
        #expect(FileManager.default.contents(atPath: path) == before)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()).count == 5)
    }
  }

  @Test("A damaged history is refused before anything of it goes in")
  func refusesDamage() throws {
    try withTemporaryFolder { folder in
      let path = Self.file("o.sqlite", in: folder)
      try MergeRandomHistory.write(to: path, seed: 1)
      var bytes = try Data(contentsOf: URL(filePath: path))
      for index in stride(from: 8192, to: bytes.count, by: 97) { bytes[index] = 0xA5 }
      try bytes.write(to: URL(filePath: path))
      let error = #expect(throws: StorageError.self) { _ = try HistorySnapshot(of: path) }
      guard case .corrupt(path, _) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test("A history that lacks a column that this version reads is refused")
  func refusesForgery() throws {
    try withTemporaryFolder { folder in
      let path = Self.file("o.sqlite", in: folder)
      try MergeRandomHistory.write(to: path, seed: 1)
      try DatabaseQueue(path: path).write {
        try $0.execute(sql: "ALTER TABLE timing RENAME COLUMN item TO things")
      }
      let store = try HistoryStore(writingTo: Self.file("h.sqlite", in: folder))
      #expect(throws: StorageError.corrupt(path: path, reason: "it has no timing.item")) {
        _ = try store.merge(HistorySnapshot(of: path))
      }
      #expect(try content(of: store.path).isEmpty)
    }
  }

  @Test("A history that may not be written, in a folder that may not either, merges")
  func mergesReadOnly() throws {
    try withTemporaryFolder { folder in
      let media = folder.appending(path: "media")
      try FileManager.default.createDirectory(at: media, withIntermediateDirectories: false)
      let path = Self.file("o.sqlite", in: media)
      try MergeRandomHistory.write(to: path, seed: 2)
      chmod(path, 0o444)
      chmod(media.path(percentEncoded: false), 0o555)
      defer { chmod(media.path(percentEncoded: false), 0o755) }
      let store = try HistoryStore(writingTo: Self.file("h.sqlite", in: folder))
      _ = try store.merge(HistorySnapshot(of: path))
      // Nothing beside it, although whoever runs the tests might be allowed to.
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: media.path(percentEncoded: false))
          == ["o.sqlite"]
      )
      chmod(media.path(percentEncoded: false), 0o755)
      #expect(try content(of: store.path) == content(of: path))
    }
  }

  @Test("What is only in the write-ahead log of a history merges, while it is open elsewhere")
  func mergesLog() throws {
    try withTemporaryFolder { folder in
      let path = Self.file("o.sqlite", in: folder)
      try MergeRandomHistory.write(to: path, seed: 3)
      let queue = try DatabaseQueue(path: path)
      try queue.write {
        try $0.execute(sql: "UPDATE job_run SET runner = 'log'")
      }
      #expect(try !Data(contentsOf: URL(filePath: path + "-wal")).isEmpty)
      let store = try HistoryStore(writingTo: Self.file("h.sqlite", in: folder))
      _ = try store.merge(HistorySnapshot(of: path))
      let expected = try content(of: path)
      #expect(try content(of: store.path) == expected)
      #expect(expected.contains { $0.contains("log") })
      try queue.close()
    }
  }

  @Test("A snapshot is removed when it is no longer needed")
  func cleansUp() throws {
    try withTemporaryFolder { folder in
      let path = Self.file("o.sqlite", in: folder)
      try MergeRandomHistory.write(to: path, seed: 4)
      var copy = ""
      do {
        let snapshot = try HistorySnapshot(of: path)
        copy = snapshot.copy
        #expect(FileManager.default.fileExists(atPath: copy))
      }
      #expect(!FileManager.default.fileExists(atPath: copy))
    }
  }
}
