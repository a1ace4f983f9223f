import GRDB
import TestModel

/// Finds the rows of units of one repository, and makes those that are missing, within a transaction.
struct UnitRows {
  private let database: Database
  private let repo: String
  private let find: RawStatement
  private let insert: RawStatement

  init(_ database: Database, repo: String) throws {
    self.database = database
    self.repo = repo
    find = try RawStatement(database, SQL.find)
    insert = try RawStatement(database, SQL.insert)
  }

  /// The rows of units, those that are missing made in the order of their names: what is read by row
  /// then is in the order of names, mostly.
  func rows(of entries: [TimingBuffer.Entry]) throws -> [Int64?] {
    let all = try allRows(for: entries.count)
    var rows = try entries.map { entry in
      if let all, entry.sourceFile == nil { return all[entry.hash] }
      return try found(
        file: entry.file,
        classname: entry.classname,
        sourceFile: entry.sourceFile
      )
    }
    let missing = rows.indices.filter { rows[$0] == nil }
    for position in missing.sorted(by: { entries[$0].isBefore(entries[$1]) }) {
      let entry = entries[position]
      rows[position] = try row(
        file: entry.file,
        classname: entry.classname,
        sourceFile: entry.sourceFile
      )
    }
    return rows
  }

  /// The rows of all units by their hashes, where so many are looked for that reading all is cheaper
  /// than looking each of them up.
  private func allRows(for count: Int) throws -> [UInt64: Int64]? {
    let last = try Int.fetchOne(try database.cachedStatement(sql: SQL.last)) ?? 0
    guard count > 500, count > last / 8 else { return nil }
    let all = try RawStatement(database, SQL.all)
    all.bind(copying: repo, at: 1)
    var rows: [UInt64: Int64] = [:]
    rows.reserveCapacity(count)
    try all.forEachRow {
      let hash = all.withText(1) { file in
        all.withText(2) { unitHash(file: file, classname: $0) }
      }
      rows[hash] = all.integer(0)
    }
    return rows
  }

  /// The row of a unit; none once there are more than timings can name.
  ///
  /// - Parameter sourceFile: the file that its class was found in, where that is known.
  func row(file: String, classname: String, sourceFile: String? = nil) throws -> Int64? {
    if let row = try found(file: file, classname: classname, sourceFile: sourceFile) { return row }
    let row = (try Int64.fetchOne(try database.cachedStatement(sql: SQL.last)) ?? 0) + 1
    guard row <= PackedTimings.highestUnit else { return nil }
    insert.bind(row, at: 1)
    insert.bind(copying: repo, at: 2)
    insert.bind(copying: file, at: 3)
    insert.bind(copying: classname, at: 4)
    insert.bind(copying: sourceFile, at: 5)
    try insert.run()
    return row
  }

  /// The row of a unit that is there; the file that its class was found in last stays.
  private func found(file: String, classname: String, sourceFile: String?) throws -> Int64? {
    find.bind(copying: repo, at: 1)
    find.bind(copying: file, at: 2)
    find.bind(copying: classname, at: 3)
    var row: Int64?
    var isSourceNew = false
    try find.forEachRow {
      row = find.integer(0)
      if let sourceFile { isSourceNew = find.text(1) != sourceFile }
    }
    if isSourceNew, let row {
      let update = try database.cachedStatement(sql: SQL.setSourceFile)
      try update.execute(arguments: [sourceFile, row])
    }
    return row
  }

  /// The row of the unit that a test is of.
  func row(ofTest test: Int64) throws -> Int64? {
    let found = try Row.fetchOne(
      try database.cachedStatement(sql: SQL.placeOfTest),
      arguments: [test]
    )
    guard let found else { return nil }
    return try row(file: found[0], classname: found[1], sourceFile: found[2])
  }

  /// Lets a unit be called otherwise from a moment on, unless it was renamed later.
  func rename(_ old: Int64, to new: Int64, at moment: Timestamp) throws {
    let rename = try database.cachedStatement(sql: SQL.rename)
    try rename.execute(arguments: [new, moment.milliseconds, old])
  }

  private enum SQL {
    // Which row is this unit?
    static let find = """
      SELECT id, source_file
      FROM timed_unit
      WHERE repo = ? AND file = ? AND classname = ?
      """

    // Which rows are the units of this repository?
    static let all = """
      SELECT id, file, classname
      FROM timed_unit
      WHERE repo = ?
      """

    // Which unit was made last?
    static let last = """
      SELECT max(id)
      FROM timed_unit
      """

    static let insert = """
      INSERT INTO timed_unit (id, repo, file, classname, source_file)
      VALUES (?, ?, ?, ?, ?)
      """

    static let setSourceFile = """
      UPDATE timed_unit
      SET source_file = ?
      WHERE id = ?
      """

    // In which file and class is this test?
    static let placeOfTest = """
      SELECT file, classname, source_file
      FROM test
      WHERE id = ?
      """

    static let rename = """
      UPDATE timed_unit
      SET renamed_to = ?1, renamed_at_ms = ?2
      WHERE id = ?3 AND id <> ?1 AND coalesce(renamed_at_ms, ?2) <= ?2
      """
  }
}
