public import TestModel

/// Finds the item of a split that timings belong to, though both may write its name differently.
///
/// In this order: the same name; the file of a dotted class (`tests.cart.test_totals.TestTotals` is in
/// `tests/cart/test_totals.py`); a path that ends alike (`app/spec/a_spec.rb` and `spec/a_spec.rb`);
/// a file of the same name that is nowhere else (it moved). Where several fit as well, none is taken.
public struct ItemMatcher: Sendable {
  /// What the items are.
  public let kind: ReportedTiming.Kind
  let keys: [String]
  let exact: NameIndex

  /// Prepares for items.
  ///
  /// - Parameters:
  ///   - keys: the items' names; of files, the paths relative to the checkout, with `/`.
  ///   - kind: what the items are.
  public init(keys: [String], kind: ReportedTiming.Kind) {
    self.kind = kind
    self.keys = keys
    exact = NameIndex(keys)
  }

  /// The position of the item of this very name.
  public func position(of name: String) -> Int? { exact.position(of: name) }

  /// Matches the units of a history.
  public func match(_ units: [TimedUnit]) -> ItemMatch {
    switch kind {
    case .file: matchFiles(units)
    case .classname: ItemMatch(itemOfUnit: units.map { Int32(position(ofClass: $0.classname)) })
    case .testname: ItemMatch(itemOfUnit: matchTests(units))
    }
  }

  /// A class within another one belongs to that: `com.acme.CartTest$Discounts$Summer`.
  func position(ofClass name: String) -> Int {
    var name = name[...]
    while true {
      if let found = exact.position(of: String(name)) { return found }
      guard let inner = name.lastIndex(of: "$") else { return -1 }
      name = name[..<inner]
    }
  }

  // MARK: Files

  private func matchFiles(_ units: [TimedUnit]) -> ItemMatch {
    var match = ItemMatch(
      itemOfUnit: units.indices.map { Int32(exact.position(of: units[$0].file) ?? -1) }
    )
    guard match.itemOfUnit.contains(-1), !keys.isEmpty else { return match }
    let stems = StemIndex(keys)
    for (position, unit) in units.enumerated()
    where match.itemOfUnit[position] < 0 && unit.file.isEmpty {
      match.itemOfUnit[position] = Int32(fileOfClass(unit.classname, stems) ?? -1)
    }
    var isTaken = Array(repeating: false, count: keys.count)
    for item in match.itemOfUnit where item >= 0 { isTaken[Int(item)] = true }
    guard isTaken.contains(false) else { return match }
    matchEndings(units, stems, &isTaken, &match)
    matchMoved(units, stems, isTaken, &match)
    return match
  }

  /// Paths of which one is the end of the other, with a folder at least.
  private func matchEndings(
    _ units: [TimedUnit],
    _ stems: StemIndex,
    _ isTaken: inout [Bool],
    _ match: inout ItemMatch
  ) {
    var found: [ItemMatch.Pair] = []
    for (position, unit) in units.enumerated()
    where match.itemOfUnit[position] < 0 && unit.file.contains("/") {
      let fitting = sameFiles(unit.file, stems).filter { item in
        !isTaken[item] && keys[item].contains("/")
          && (keys[item].hasSuffix("/" + unit.file) || unit.file.hasSuffix("/" + keys[item]))
      }
      if fitting.count == 1 { found.append(ItemMatch.Pair(unit: position, item: fitting[0])) }
    }
    let rivals = rivals(among: found, units)
    for pair in found where !rivals.contains(pair.item) {
      match.itemOfUnit[pair.unit] = Int32(pair.item)
      match.byEnding.append(pair)
      isTaken[pair.item] = true
    }
  }

  /// The items whose end several files of the checkout have.
  ///
  /// One file may have several absolute paths: each machine has its own folder.
  private func rivals(among pairs: [ItemMatch.Pair], _ units: [TimedUnit]) -> Set<Int> {
    var files: [Int: [UInt8]] = [:]
    var rivals: Set<Int> = []
    for pair in pairs where !units[pair.unit].file.hasPrefix("/") {
      let file = Array(units[pair.unit].file.utf8)
      if files.updateValue(file, forKey: pair.item).map({ $0 != file }) == true {
        rivals.insert(pair.item)
      }
    }
    return rivals
  }

  /// A file whose name is left once on either side.
  private func matchMoved(
    _ units: [TimedUnit],
    _ stems: StemIndex,
    _ isTaken: [Bool],
    _ match: inout ItemMatch
  ) {
    let left = units.indices.filter { match.itemOfUnit[$0] < 0 && !units[$0].file.isEmpty }
    guard !left.isEmpty else { return }
    var filesOfName: [[UInt8]: Set<[UInt8]>] = [:]
    for position in left {
      let file = units[position].file
      filesOfName[Array(fileName(of: file).utf8), default: []].insert(Array(file.utf8))
    }
    for position in left
    where filesOfName[Array(fileName(of: units[position].file).utf8)]?.count == 1 {
      let fitting = sameFiles(units[position].file, stems)
      guard fitting.count == 1, !isTaken[fitting[0]] else { continue }
      match.itemOfUnit[position] = Int32(fitting[0])
      match.moved.append(ItemMatch.Pair(unit: position, item: fitting[0]))
    }
  }

  /// The items whose file has the name of this one.
  func sameFiles(_ file: String, _ stems: StemIndex) -> [Int] {
    let name = fileName(of: file)
    return stems.positions(ofStem: String(StemIndex.stem(of: file))).filter {
      isSame(fileName(of: keys[$0]), name)
    }
  }
}

/// The last part of a path.
func fileName(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return path }
  return String(path[path.index(after: slash)...])
}
