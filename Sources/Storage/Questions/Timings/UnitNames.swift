import TestModel

/// The names of units, sorted, and which row has which one.
struct UnitNames {
  /// The units, each once.
  private(set) var units: [TimedUnit] = []
  /// By row, the position in `units`; negative for none.
  private(set) var positions: [Int32]

  /// Creates room for the names of rows that are used.
  ///
  /// - Parameter used: by row, whether it has a name.
  init(of used: [Bool]) {
    positions = [Int32](repeating: -1, count: used.count)
    units.reserveCapacity(used.count { $0 })
  }

  /// Adds the name of a row, which comes after all that were added.
  mutating func append(_ unit: TimedUnit, row: Int) {
    positions[row] = Int32(truncatingIfNeeded: units.count)
    units.append(unit)
  }

  /// Sorts the names; rows of one name are one from then on.
  mutating func sort() {
    let keyed = units.indices.sorted { UnitNames.isBefore(units[$0], units[$1]) }
    var sorted: [TimedUnit] = []
    sorted.reserveCapacity(units.count)
    var places = [Int32](repeating: 0, count: units.count)
    for position in keyed {
      if sorted.last != units[position] { sorted.append(units[position]) }
      places[position] = Int32(truncatingIfNeeded: sorted.count - 1)
    }
    units = sorted
    for row in positions.indices where positions[row] >= 0 {
      positions[row] = places[Int(positions[row])]
    }
  }

  /// By the bytes of file, class and name.
  private static func isBefore(_ left: TimedUnit, _ right: TimedUnit) -> Bool {
    switch compare(left.file, right.file) {
    case 0: break
    case let order: return order < 0
    }
    switch compare(left.classname, right.classname) {
    case 0: return compare(left.name, right.name) < 0
    case let order: return order < 0
    }
  }

  private static func compare(_ left: String, _ right: String) -> Int {
    var left = left
    var right = right
    return left.withUTF8 { left in
      right.withUTF8 { right in
        for position in 0..<min(left.count, right.count) where left[position] != right[position] {
          return Int(left[position]) - Int(right[position])
        }
        return left.count - right.count
      }
    }
  }
}
