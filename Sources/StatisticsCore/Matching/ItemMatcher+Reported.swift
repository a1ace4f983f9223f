public import TestModel

extension ItemMatcher {
  /// Matches the units of reports of a run of these very items.
  ///
  /// Unlike a history, such a run has no file that moved since: a file of the same name in another
  /// folder is another file. And what one unit belongs to does not depend on what the others took,
  /// so that an item which ran twice is found twice.
  public func matchReported(_ units: [TimedUnit]) -> ItemMatch {
    guard kind == .file else { return match(units) }
    var match = ItemMatch(itemOfUnit: units.map { Int32(position(ofFile: $0) ?? -1) })
    guard match.itemOfUnit.contains(-1), !keys.isEmpty else { return match }
    let stems = StemIndex(keys)
    let left = units.indices.filter { match.itemOfUnit[$0] < 0 }
    var roots = PathRoots(exact: Set(match.itemOfUnit.filter { $0 >= 0 }).count)
    var fits: [(unit: Int, items: [Int])] = []
    for position in left {
      let unit = units[position]
      if unit.file.isEmpty {
        match.itemOfUnit[position] = Int32(fileOfClass(unit.classname, stems) ?? -1)
        continue
      }
      let items = sameFiles(unit.file, stems).filter {
        PathRoots.root(of: unit.file, and: keys[$0]) != nil
      }
      if items.count == 1 { roots.add(unit.file, keys[items[0]], item: items[0]) }
      if !items.isEmpty { fits.append((position, items)) }
    }
    for fit in fits { settle(fit.unit, among: fit.items, units[fit.unit], roots, stems, &match) }
    return match
  }

  private func settle(
    _ position: Int,
    among items: [Int],
    _ unit: TimedUnit,
    _ roots: PathRoots,
    _ stems: StemIndex,
    _ match: inout ItemMatch
  ) {
    let backed = items.filter { roots.isBacked(unit.file, keys[$0]) }
    let named = unit.classname.isEmpty ? nil : fileOfClass(unit.classname, stems)
    guard let item = backed.count == 1 ? backed[0] : backed.first(where: { $0 == named }) else {
      if backed.count > 1 { match.ambiguous.append(position) }
      return
    }
    match.itemOfUnit[position] = Int32(item)
    match.byEnding.append(ItemMatch.Pair(unit: position, item: item))
  }

  /// The item of the very file; some runners write the path into the class.
  private func position(ofFile unit: TimedUnit) -> Int? {
    exact.position(of: unit.file.isEmpty ? unit.classname : unit.file)
  }
}
