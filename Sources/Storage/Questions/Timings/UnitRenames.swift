import GRDB
import TestModel

/// What units were called later.
struct UnitRenames {
  private struct Rename {
    var unit: Int64
    var moment: Int64
  }

  private var renames: [Int64: Rename] = [:]

  /// Reads the renames.
  ///
  /// - Parameter before: what was renamed then or later was not known.
  init(_ database: Database, before: Timestamp) throws {
    let rows = try RawStatement(database, SQL.all)
    try rows.forEachRow {
      let moment = rows.integer(2)
      let unit = rows.integer(1)
      guard moment < before.milliseconds, (1...PackedTimings.highestUnit).contains(unit)
      else { return }
      renames[rows.integer(0)] = Rename(unit: unit, moment: moment)
    }
  }

  /// When the last of the renames was, in milliseconds; none where nothing was renamed.
  var last: Int64? { renames.values.map(\.moment).max() }

  /// Whether nothing was renamed.
  var isEmpty: Bool { renames.isEmpty }

  /// What a unit that ran at a moment is called now.
  ///
  /// A name that was given up may come again as another unit, so that each rename is about what ran
  /// before it, and renames follow one another in time: there is no way in a circle.
  func name(of unit: Int64, at start: Int64) -> Int64 {
    var unit = unit
    var moment = start
    while let rename = renames[unit], rename.moment > moment {
      unit = rename.unit
      moment = rename.moment
    }
    return unit
  }

  private enum SQL {
    // Which units were renamed, to what, and when?
    static let all = """
      SELECT id, renamed_to, renamed_at_ms
      FROM timed_unit INDEXED BY timed_unit_that_was_renamed
      WHERE renamed_to IS NOT NULL
      """
  }
}
