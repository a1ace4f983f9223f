import Foundation
import GRDB

/// A copy of a history in a temporary folder, in this version's schema.
///
/// The history itself is never opened: SQLite would leave files beside it, and cannot read a history
/// in WAL mode at all where it may not write. What a stranger wrote is checked before it is used.
public struct HistorySnapshot: ~Copyable {
  /// The history that was copied.
  public let path: String
  /// The copy.
  let copy: String
  private let folder: URL

  /// How often a history is copied that another process changes meanwhile, a tenth of a second apart.
  private static let attempts = 100
  /// What SQLite keeps beside a history that belongs to it.
  private static let companions = ["", "-wal", "-journal"]

  /// Copies a history.
  ///
  /// - Throws: `StorageError`.
  public init(of path: String) throws(StorageError) {
    guard FileManager.default.fileExists(atPath: path) else {
      throw StorageError.missing(path: path)
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "evenkeel-\(UUID())")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    } catch {
      throw StorageError.readOnly(path: folder.path(percentEncoded: false))
    }
    let copy = folder.appending(path: "history.sqlite").path(percentEncoded: false)
    do {
      try HistorySnapshot.copy(path, to: copy)
      try StorageError.translating(path) { try HistorySnapshot.prepare(copy, of: path) }
    } catch {
      try? FileManager.default.removeItem(at: folder)
      throw error
    }
    self.path = path
    self.copy = copy
    self.folder = folder
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  // MARK: Copying

  /// Copies the files until none of them changes meanwhile.
  private static func copy(_ path: String, to copy: String) throws(StorageError) {
    for _ in 0..<attempts {
      let before = states(of: path)
      for companion in companions {
        try? FileManager.default.removeItem(atPath: copy + companion)
        // An empty companion says nothing.
        guard companion.isEmpty || before[companion].map({ $0.size > 0 }) == true else { continue }
        do {
          try FileManager.default.copyItem(atPath: path + companion, toPath: copy + companion)
        } catch let error as CocoaError where error.code == .fileWriteOutOfSpace {
          throw StorageError.diskFull(path: copy)
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
          // It went away since, which the states tell.
        } catch {
          throw StorageError.sqlite(path: path, reason: "it cannot be read")
        }
      }
      if states(of: path) == before { return }
      usleep(100_000)
    }
    throw StorageError.busy(path: path)
  }

  private struct FileState: Equatable {
    var file: UInt64
    var size: Int64
    var seconds: Int
    var nanoseconds: Int
  }

  private static func states(of path: String) -> [String: FileState] {
    var states: [String: FileState] = [:]
    for companion in companions {
      var status = stat()
      guard stat(path + companion, &status) == 0 else { continue }
      #if canImport(Darwin)
      let changed = status.st_mtimespec
      #else
      let changed = status.st_mtim
      #endif
      states[companion] = FileState(
        file: UInt64(status.st_ino),
        size: Int64(status.st_size),
        seconds: changed.tv_sec,
        nanoseconds: changed.tv_nsec
      )
    }
    return states
  }

  // MARK: Preparing

  /// Checks the copy, and brings it to this version's schema.
  private static func prepare(_ copy: String, of path: String) throws {
    chmod(copy, 0o600)
    let queue = try DatabaseQueue(path: copy, configuration: HistoryStore.configuration())
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA trusted_schema = OFF")
      guard try database.tableExists("grdb_migrations") else {
        throw StorageError.notAHistory(path: path)
      }
      do {
        try HistoryStore.refuseForeignFile(database, path: path)
      } catch StorageError.halfMade {
        throw StorageError.notAHistory(path: path)
      }
      let finding = try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
      if let finding, finding != "ok" { throw StorageError.corrupt(path: path, reason: finding) }
    }
    try HistoryStore.migrator.migrate(queue)
    try queue.close()
  }
}
