/// Why the history cannot be read or written.
public enum StorageError: Error, Sendable, Hashable {
  /// There is no file at the path.
  case missing(path: String)
  /// The file is no history of Evenkeel's.
  case notAHistory(path: String)
  /// The file's schema is not whole: another process is making it, or was stopped while it did.
  case halfMade(path: String)
  /// The file was written by an earlier version, and is only read: a writer brings it forward.
  case fromThePast(path: String)
  /// The file was written by a later version.
  case fromTheFuture(path: String, unknown: String)
  /// Another process holds the write lock for too long.
  case busy(path: String)
  /// The file is damaged.
  case corrupt(path: String, reason: String)
  /// The disk is full.
  case diskFull(path: String)
  /// The file or its folder cannot be written.
  case readOnly(path: String)
  /// Something else that SQLite says.
  case sqlite(path: String, reason: String)
}

extension StorageError {
  /// The file that it is about.
  public var path: String {
    switch self {
    case .missing(let path), .notAHistory(let path), .halfMade(let path),
      .fromThePast(let path), .fromTheFuture(let path, _), .busy(let path), .corrupt(let path, _),
      .diskFull(let path),
      .readOnly(let path), .sqlite(let path, _):
      path
    }
  }
}

extension StorageError: CustomStringConvertible {
  /// One sentence: what, where, and what to do.
  public var description: String {
    switch self {
    case .missing(let path):
      "there is no history at \(path); `evenkeel ingest` makes it, `--db` names another place"
    case .notAHistory(let path):
      "\(path) is not a history of Evenkeel's; `--db` names the right file"
    case .halfMade(let path): "\(path) is just being made by another process; try again"
    case .fromThePast(let path):
      "\(path) was written by an earlier version of evenkeel; the next `evenkeel ingest` or "
        + "`evenkeel merge` brings it forward"
    case .fromTheFuture(let path, let unknown):
      "\(path) was written by a later version of evenkeel (it has “\(unknown)”); update evenkeel"
    case .busy(let path):
      "\(path) is locked by another process; try again when it is done"
    case .corrupt(let path, let reason):
      "\(path) is damaged (\(reason)); restore a copy, or ingest the reports again"
    case .diskFull(let path):
      "the disk that holds \(path) is full; nothing of this job run was kept, so make room and "
        + "ingest it again"
    case .readOnly(let path):
      "\(path) or its folder cannot be written; check the permissions"
    case .sqlite(let path, let reason): "SQLite cannot use \(path): \(reason)"
    }
  }
}
