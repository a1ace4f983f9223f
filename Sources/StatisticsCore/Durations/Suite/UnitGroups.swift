import TestModel

/// The units of a suite by file, by class or by test: what is estimated as one.
///
/// In the order of their names, byte by byte.
struct UnitGroups {
  /// What the groups are called: of a file or a class, only that; of classes whose file nobody knows,
  /// the class.
  private(set) var names: [TimedUnit] = []
  /// By unit, the position of its group; −1 where it has no name of the kind.
  private(set) var groupOfUnit: [Int32]

  /// Groups units.
  ///
  /// - Parameters:
  ///   - units: each once, in any order.
  ///   - kind: what a group is.
  init(_ units: [TimedUnit], by kind: ReportedTiming.Kind) {
    groupOfUnit = Array(repeating: -1, count: units.count)
    for position in UnitGroups.sorted(units, by: kind) {
      guard let name = UnitGroups.name(of: units[position], kind) else { continue }
      if names.last.map({ UnitGroups.isSame($0, name) }) != true { names.append(name) }
      groupOfUnit[position] = Int32(names.count - 1)
    }
  }

  /// The positions of the units, those of a group next to each other.
  private static func sorted(_ units: [TimedUnit], by kind: ReportedTiming.Kind) -> [Int] {
    let isBefore: (Int, Int) -> Bool
    switch kind {
    case .file, .testname: isBefore = { precedes(units[$0], units[$1]) }
    case .classname: isBefore = { precedesInBytes(units[$0].classname, units[$1].classname) }
    }
    let isSorted = units.indices.dropFirst().allSatisfy { !isBefore($0, $0 - 1) }
    return isSorted ? Array(units.indices) : units.indices.sorted(by: isBefore)
  }

  private static func name(of unit: TimedUnit, _ kind: ReportedTiming.Kind) -> TimedUnit? {
    switch kind {
    case .file where !unit.file.isEmpty: TimedUnit(file: unit.file, classname: "")
    case .file, .classname:
      unit.classname.isEmpty ? nil : TimedUnit(file: "", classname: unit.classname)
    case .testname: unit
    }
  }

  private static func isSame(_ left: TimedUnit, _ right: TimedUnit) -> Bool {
    StatisticsCore.isSame(left.file, right.file)
      && StatisticsCore.isSame(left.classname, right.classname)
      && StatisticsCore.isSame(left.name, right.name)
  }

  private static func precedes(_ left: TimedUnit, _ right: TimedUnit) -> Bool {
    if !StatisticsCore.isSame(left.file, right.file) {
      return precedesInBytes(left.file, right.file)
    }
    return StatisticsCore.isSame(left.classname, right.classname)
      ? precedesInBytes(left.name, right.name)
      : precedesInBytes(left.classname, right.classname)
  }
}
