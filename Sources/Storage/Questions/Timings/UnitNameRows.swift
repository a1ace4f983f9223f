import GRDB
import TestModel

/// Finds what units are called.
struct UnitNameRows {
  private let database: Database

  init(_ database: Database) { self.database = database }

  /// The units of a table for which going through all of it takes as long as looking one up.
  private static let unitsPerLookup = 12

  /// The names of units.
  ///
  /// - Parameters:
  ///   - used: by row, whether the unit is asked for.
  ///   - repo: the repository, where all units are of one.
  ///   - others: the names of rows that the history does not have.
  func names(
    of used: [Bool],
    repo: String?,
    others: [(row: Int, unit: TimedUnit)]
  ) throws -> UnitNames {
    var names = UnitNames(of: used)
    var isSorted = try readUnits(used, repo: repo, into: &names)
    for (row, unit) in others where used[row] {
      names.append(unit, row: row)
      isSorted = false
    }
    if !isSorted { names.sort() }
    return names
  }

  /// Reads what is asked for, one by one where that is little of the table.
  ///
  /// - Returns: whether the names are sorted.
  private func readUnits(_ used: [Bool], repo: String?, into names: inout UnitNames) throws -> Bool
  {
    let last = try Int.fetchOne(database, sql: SQL.last) ?? 0
    if used.count(where: { $0 }) < last / UnitNameRows.unitsPerLookup {
      let rows = try RawStatement(database, SQL.one)
      for row in used.indices where used[row] {
        rows.bind(Int64(row), at: 1)
        try read(rows, used, into: &names)
      }
      return false
    }
    let rows = try RawStatement(database, repo == nil ? SQL.all : SQL.ofRepo)
    if let repo { rows.bind(copying: repo, at: 1) }
    let isInOrder = try read(rows, used, into: &names)
    return repo != nil && isInOrder
  }

  /// - Returns: whether the names are in the order of the table.
  @discardableResult
  private func read(
    _ rows: RawStatement,
    _ used: [Bool],
    into names: inout UnitNames
  ) throws -> Bool {
    var isInOrder = true
    try rows.forEachRow {
      guard let row = Int(exactly: rows.integer(0)), used.indices.contains(row), used[row]
      else { return }
      var file = rows.text(1)
      if file.isEmpty, !rows.isNull(3) {
        file = rows.text(3)
        isInOrder = false
      }
      names.append(TimedUnit(file: file, classname: rows.text(2)), row: row)
    }
    return isInOrder
  }

  private enum SQL {
    // What are the units of this repository called? In the order of the table, which is that of names.
    static let ofRepo = """
      SELECT id, file, classname, source_file
      FROM timed_unit
      WHERE repo = ?
      ORDER BY file, classname
      """

    // Which unit was made last?
    static let last = """
      SELECT max(id)
      FROM timed_unit
      """

    // What is this unit called?
    static let one = """
      SELECT id, file, classname, source_file
      FROM timed_unit
      WHERE id = ?
      """

    // What are all units called?
    static let all = """
      SELECT id, file, classname, source_file
      FROM timed_unit
      """
  }
}
