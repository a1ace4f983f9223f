import GRDB

/// Which rows of one table are which rows of another: 16 bytes a row.
struct RowMap {
  private var keys: [Int64] = []
  private var values: [Int64] = []

  /// Reads the map.
  ///
  /// - Parameter sql: tells the rows of the one table, from the lowest on, and those of the other.
  init(_ database: Database, sql: String) throws {
    let rows = try RawStatement(database, sql)
    try rows.forEachRow {
      keys.append(rows.integer(0))
      values.append(rows.integer(1))
    }
  }

  /// The other row of a row; none where it has none.
  subscript(_ key: Int64) -> Int64? {
    var range = keys.indices
    while let middle = range.isEmpty ? nil : range.lowerBound + range.count / 2 {
      if keys[middle] == key { return values[middle] }
      range = keys[middle] < key ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }
}
