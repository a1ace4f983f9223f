import Foundation
import GRDB
import Storage
import TestSupport
import Testing

@Suite("Work queue files")
struct QueueFileTests {
  @Test("A file that is no queue is refused and stays as it is")
  func refusesForeignFiles() throws {
    try withTemporaryFolder { folder in
      let history = folder.appending(path: "history.sqlite").path()
      _ = try HistoryStore(writingTo: history)
      let other = folder.appending(path: "other.sqlite").path()
      try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE run (id)") }
      let text = try folder.write(String(repeating: "no database ", count: 500), to: "notes.db")
      for path in [history, other, text] {
        let before = try Data(contentsOf: URL(filePath: path))
        #expect(throws: WorkQueueError.notAQueue(path: path)) { try SQLiteWorkQueue(path: path) }
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
      }
    }
  }

  @Test("A queue of a later version is refused")
  func refusesTheFuture() throws {
    try withQueue { queue in
      try DatabaseQueue(path: queue.path).write { try $0.execute(sql: "PRAGMA user_version = 2") }
      #expect(throws: WorkQueueError.fromTheFuture(path: queue.path)) {
        try SQLiteWorkQueue(path: queue.path)
      }
    }
  }

  @Test("The journal is one that works where no memory is shared, and each call is on the disk")
  func keepsARollbackJournal() throws {
    try withQueue { queue in
      _ = try queue.join(queueWork([["a"]]), as: 0)
      let files = try FileManager.default.contentsOfDirectory(
        atPath: URL(filePath: queue.path).deletingLastPathComponent().path()
      )
      #expect(files == ["queue.sqlite"])
      let mode = try DatabaseQueue(path: queue.path).read {
        try String.fetchOne($0, sql: "PRAGMA journal_mode")
      }
      #expect(mode == "delete")
    }
  }

  @Test("What a process had half written when it was killed is undone by the next one")
  func undoesHalfAWrite() throws {
    try withQueue { queue in
      let work = queueWork((0..<200).map { ["t\($0)"] }, nodes: 2)
      let session = try queue.join(work, as: 0).session
      let batch = try #require(try queue.take(session).batch)
      let killed = URL(filePath: queue.path + ".killed")
      let connection = try DatabaseQueue(path: queue.path)
      try connection.writeWithoutTransaction { database in
        // Changed pages go to the file before the commit, as they do when memory is short.
        try database.execute(sql: "PRAGMA cache_size = 1")
        try database.execute(sql: "BEGIN IMMEDIATE")
        try database.execute(sql: "UPDATE chunk SET state = 2, weight = 999999")
        try database.execute(sql: "UPDATE lease SET state = 1, status = 0")
        try database.execute(sql: "DELETE FROM item WHERE chunk % 2 = 0")
        for ending in ["", "-journal"] {
          try FileManager.default.copyItem(
            atPath: queue.path + ending,
            toPath: killed.path() + ending
          )
        }
        try database.execute(sql: "ROLLBACK")
      }
      let journal = try Data(contentsOf: URL(filePath: killed.path() + "-journal"))
      // A journal whose header is on the disk: it begins with SQLite's eight bytes for one.
      #expect(journal.prefix(4) == Data([0xD9, 0xD5, 0x05, 0xF9]))
      #expect(try Data(contentsOf: killed) != Data(contentsOf: URL(filePath: queue.path)))
      let reopened = try SQLiteWorkQueue(path: killed.path())
      try reopened.finish(batch, passed, session)
      #expect(try reopened.runAll(session).count == 199)
      #expect(try reopened.ask("SELECT count(*) FROM item") == [200])
    }
  }
}
