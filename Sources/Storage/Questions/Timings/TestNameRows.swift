import GRDB
import TestModel

/// Finds what tests are called.
struct TestNameRows {
  private let database: Database

  init(_ database: Database) { self.database = database }

  /// The names of tests.
  ///
  /// - Parameter used: by row, whether the test is asked for.
  func names(of used: [Bool]) throws -> UnitNames {
    var names = UnitNames(of: used)
    let rows = try RawStatement(database, SQL.name)
    for row in used.indices where used[row] {
      rows.bind(Int64(row), at: 1)
      try rows.forEachRow {
        let file = rows.text(0)
        let unit = TimedUnit(
          file: file.isEmpty ? rows.text(1) : file,
          classname: rows.text(2),
          name: rows.text(3)
        )
        names.append(unit, row: row)
      }
    }
    names.sort()
    return names
  }

  private enum SQL {
    // What is this test called, and in which file is it?
    static let name = """
      SELECT file, source_file, classname, name
      FROM test
      WHERE id = ?
      """
  }
}
