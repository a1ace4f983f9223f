import Foundation
import GRDB

/// A queue in a SQLite file that all nodes can open: on one machine, or on a filesystem that they
/// share and that keeps POSIX locks (NFS version 4, SMB, most cluster filesystems).
///
/// A rollback journal, because a write-ahead log needs memory that all processes share. Each call is
/// one transaction that is on the disk when the call returns; one that a killed process was in the
/// midst of is undone by whoever opens the file next.
public struct SQLiteWorkQueue: WorkQueue {
  /// The seconds that a call waits for those of other nodes.
  static let patience = 60.0
  /// The finished runs that are kept, so that a node that is retried finds its own.
  static let finishedRunsKept = 100
  /// How many nodes may be lost on a chunk before it is not given to another one.
  static let mostLosses = 3

  /// Where the file is.
  public let path: String
  let queue: DatabaseQueue

  /// Opens the queue, and makes it where there is none.
  ///
  /// - Throws: `WorkQueueError`.
  public init(path: String) throws(WorkQueueError) {
    self.path = path
    queue = try WorkQueueError.translating(path) {
      let folder = URL(filePath: path).deletingLastPathComponent()
      try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      var configuration = Configuration()
      configuration.busyMode = .timeout(SQLiteWorkQueue.patience)
      configuration.label = "evenkeel.queue"
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA synchronous = FULL")
        try database.inTransaction(.immediate) {
          try SQLiteWorkQueue.makeOrRefuse(database, path: path)
          return .commit
        }
      }
      return queue
    }
  }

  private static func makeOrRefuse(_ database: Database, path: String) throws {
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    let mark = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    if tables == 0, mark == 0 {
      try QueueSchema.make(database)
      return
    }
    guard mark == QueueSchema.applicationID else { throw WorkQueueError.notAQueue(path: path) }
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard version == QueueSchema.version else { throw WorkQueueError.fromTheFuture(path: path) }
  }

  /// Makes a change in one transaction, for a session that is still its node's latest.
  func change<Answer>(
    _ session: QueueSession,
    _ body: (Database) throws -> Answer
  ) throws(WorkQueueError) -> Answer {
    try WorkQueueError.translating(path) {
      try queue.write { database in
        try check(session, database)
        return try body(database)
      }
    }
  }

  // Which process is the node now?
  private func check(_ session: QueueSession, _ database: Database) throws {
    let token = try String.fetchOne(
      database,
      sql: "SELECT token FROM node WHERE run = ? AND node = ?",
      arguments: [session.run, session.node]
    )
    guard let token else { throw WorkQueueError.noRun(path: path) }
    guard token == session.token else { throw WorkQueueError.superseded(node: session.node) }
  }
}

extension WorkQueueError {
  /// Runs `body`, and says in this type what SQLite throws.
  static func translating<Answer>(
    _ path: String,
    _ body: () throws -> Answer
  ) throws(WorkQueueError) -> Answer {
    do {
      return try body()
    } catch let error as WorkQueueError {
      throw error
    } catch let error as DatabaseError {
      throw WorkQueueError(error, path: path)
    } catch {
      throw WorkQueueError.sqlite(path: path, reason: "\(error)")
    }
  }

  private init(_ error: DatabaseError, path: String) {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_CORRUPT: self = .corrupt(path: path, reason: error.message ?? "malformed")
    case .SQLITE_NOTADB: self = .notAQueue(path: path)
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: self = .readOnly(path: path)
    default: self = .sqlite(path: path, reason: error.message ?? "error \(error.resultCode)")
    }
  }
}
