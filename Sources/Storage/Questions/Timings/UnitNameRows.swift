import GRDB
import TestModel

/// Finds what units are called.
struct UnitNameRows {
  private let database: Database

  init(_ database: Database) { self.database = database }

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
    var names = UnitNames(highestRow: used.count - 1)
    var isSorted = repo != nil && others.isEmpty
    let rows = try RawStatement(database, repo == nil ? SQL.all : SQL.ofRepo)
    if let repo { rows.bind(copying: repo, at: 1) }
    try rows.forEachRow {
      guard let row = Int(exactly: rows.integer(0)), used.indices.contains(row), used[row]
      else { return }
      var file = rows.text(1)
      if file.isEmpty, !rows.isNull(3) {
        file = rows.text(3)
        isSorted = false
      }
      names.append(TimedUnit(file: file, classname: rows.text(2)), row: row)
    }
    for (row, unit) in others where used[row] { names.append(unit, row: row) }
    if !isSorted { names.sort() }
    return names
  }

  private enum SQL {
    // What are the units of this repository called? In the order of the table, which is that of names.
    static let ofRepo = """
      SELECT id, file, classname, source_file
      FROM timed_unit
      WHERE repo = ?
      ORDER BY file, classname
      """

    // What are all units called?
    static let all = """
      SELECT id, file, classname, source_file
      FROM timed_unit
      """
  }
}
