import Foundation
import GRDB

/// The history of one or more repositories: a SQLite file in WAL mode.
///
/// Readers and one writer work at the same time; a second writer waits its turn.
public struct HistoryStore: Sendable {
  /// The seconds that a writer waits for another one before it gives up.
  static let patience = 30.0

  /// Where the file is.
  public let path: String
  let queue: DatabaseQueue

  /// Opens the history for writing, and makes it where there is none.
  ///
  /// - Throws: `StorageError`.
  public init(writingTo path: String) throws(StorageError) {
    self.path = path
    queue = try StorageError.translating(path) {
      let folder = URL(filePath: path).deletingLastPathComponent()
      try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      return try HistoryStore.whileOthersSetUp { isLast in
        try HistoryStore.openForWriting(path, finishesHalfMade: isLast)
      }
    }
  }

  private static func openForWriting(
    _ path: String,
    finishesHalfMade: Bool
  ) throws -> DatabaseQueue {
    let queue = try DatabaseQueue(path: path, configuration: configuration())
    try queue.writeWithoutTransaction { database in
      do {
        // In one view of the file, which another process may be making at this moment.
        try database.inTransaction(.deferred) {
          try refuseForeignFile(database, path: path)
          return .commit
        }
      } catch StorageError.halfMade where finishesHalfMade {
        // Whoever began to make it was killed.
      }
      try database.execute(sql: "PRAGMA journal_mode = WAL")
      // A power cut may cost the last job runs, never the file: they can be ingested again.
      try database.execute(sql: "PRAGMA synchronous = NORMAL")
      // In KiB: what a transaction changes again and again stays in memory.
      try database.execute(sql: "PRAGMA cache_size = -16384")
    }
    try migrator.migrate(queue)
    return queue
  }

  /// Tries again when several processes make one history at the same moment: SQLite's own patience
  /// does not cover the change to WAL, nor a schema that another process is half through making.
  ///
  /// - Parameter open: opens the history, and is told whether it is for the last time.
  private static func whileOthersSetUp<Answer>(
    _ open: (_ isLast: Bool) throws -> Answer
  ) throws -> Answer {
    for _ in 0..<40 {
      do {
        return try open(false)
      } catch let error as DatabaseError where isOfSetUp(error) {
        usleep(50_000)
      } catch StorageError.halfMade {
        usleep(50_000)
      }
    }
    return try open(true)
  }

  private static func isOfSetUp(_ error: DatabaseError) -> Bool {
    let words = [
      "already exists", "duplicate column name", "no such table",
      "UNIQUE constraint failed: grdb_migrations",
    ]
    return error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_LOCKED
      || words.contains { error.message?.contains($0) == true }
  }

  /// Opens the history for reading; it is never made or changed.
  ///
  /// - Throws: `StorageError`.
  public init(readingFrom path: String) throws(StorageError) {
    self.path = path
    guard FileManager.default.fileExists(atPath: path) else {
      throw StorageError.missing(path: path)
    }
    queue = try StorageError.translating(path) {
      do {
        return try HistoryStore.openForReading(path)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
        // A writer that was killed has left work to be taken back, which takes a file that may be
        // written.
        guard takeBackAbandonedWork(path) else { throw error }
        return try HistoryStore.openForReading(path)
      }
    }
  }

  private static func openForReading(_ path: String) throws -> DatabaseQueue {
    var configuration = HistoryStore.configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.read { database in
      guard !isOfThisVersion(database) else { return }
      do {
        try HistoryStore.refuseForeignFile(database, path: path)
      } catch StorageError.halfMade {
        throw StorageError.notAHistory(path: path)
      }
      guard try HistoryStore.migrator.hasCompletedMigrations(database) else {
        // A file without any table is nobody's.
        throw try database.tableExists("job_run")
          ? StorageError.fromThePast(path: path) : StorageError.notAHistory(path: path)
      }
    }
    return queue
  }

  /// Opens a history in memory that ends with the value.
  ///
  /// - Throws: `StorageError`.
  public init(inMemory name: String) throws(StorageError) {
    path = name
    queue = try StorageError.translating(name) {
      let queue = try DatabaseQueue(configuration: HistoryStore.configuration())
      try HistoryStore.migrator.migrate(queue)
      return queue
    }
  }

  /// Asks a question in one consistent view of the history.
  func read<Answer>(_ question: (Database) throws -> Answer) throws(StorageError) -> Answer {
    try StorageError.translating(path) { try queue.read(question) }
  }

  /// Makes a change in one transaction.
  func write<Answer>(_ change: (Database) throws -> Answer) throws(StorageError) -> Answer {
    try StorageError.translating(path) { try queue.write(change) }
  }

  /// Makes the changes of an ingest in one transaction.
  ///
  /// SQLite does not look up what each row refers to: the rows are made in the same transaction, and
  /// the lookups would read the whole history again. The tests check that all that is referred to is
  /// there.
  func inIngestTransaction(
    _ change: (Database) throws -> Database.TransactionCompletion
  ) throws {
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF")
      defer { try? database.execute(sql: "PRAGMA foreign_keys = ON") }
      try database.inTransaction(.immediate) { try change(database) }
    }
  }

  static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(patience)
    configuration.label = "evenkeel.history"
    return configuration
  }

  /// Whether the database has all migrations and no others: one question, where the reasons for a
  /// refusal take several.
  private static func isOfThisVersion(_ database: Database) -> Bool {
    let applied = try? String.fetchSet(database, sql: "SELECT identifier FROM grdb_migrations")
    return applied == Set(migrator.migrations)
  }

  /// Refuses a database of another program, and one of a later version.
  static func refuseForeignFile(_ database: Database, path: String) throws {
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    guard tables > 0 else { return }
    guard try database.tableExists("grdb_migrations") else {
      throw StorageError.notAHistory(path: path)
    }
    let known = Set(migrator.migrations)
    let applied = try migrator.appliedIdentifiers(database)
    guard try database.tableExists("job_run") else {
      // The table of the migrations and its index are the first things of a history.
      throw applied.isEmpty && tables <= 2
        ? StorageError.halfMade(path: path) : StorageError.notAHistory(path: path)
    }
    if let unknown = applied.subtracting(known).min() {
      throw StorageError.fromTheFuture(path: path, unknown: unknown)
    }
  }
}

extension StorageError {
  /// Runs `body`, and says in this type what SQLite throws; other errors keep their own words.
  static func translating<Answer>(
    _ path: String,
    _ body: () throws -> Answer
  ) throws(StorageError) -> Answer {
    do {
      return try body()
    } catch let error as StorageError {
      throw error
    } catch let error as DatabaseError {
      throw StorageError(error, path: path)
    } catch {
      throw StorageError.sqlite(path: path, reason: "\(error)")
    }
  }

  init(_ error: DatabaseError, path: String) {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_CORRUPT:
      self = .corrupt(path: path, reason: error.message ?? "malformed")
    case .SQLITE_NOTADB: self = .notAHistory(path: path)
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: self = .readOnly(path: path)
    default: self = .sqlite(path: path, reason: error.message ?? "error \(error.resultCode)")
    }
  }
}
