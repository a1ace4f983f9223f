import GRDBSQLite

/// Lets SQLite take back what a writer had begun that is no more; a file is never made.
///
/// - Returns: whether the file can be read now.
func takeBackAbandonedWork(_ path: String) -> Bool {
  var connection: OpaquePointer?
  defer { sqlite3_close(connection) }
  guard sqlite3_open_v2(path, &connection, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK else {
    return false
  }
  sqlite3_busy_timeout(connection, Int32(HistoryStore.patience * 1000))
  // What reads first takes back first.
  return sqlite3_exec(connection, "SELECT 1 FROM sqlite_schema", nil, nil, nil) == SQLITE_OK
}
