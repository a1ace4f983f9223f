public import TestModel

/// Finds the item of a split that timings belong to, though both may write its name differently.
///
/// In this order: the same name; the file of a dotted class (`tests.cart.test_totals.TestTotals` is in
/// `tests/cart/test_totals.py`); a path that ends alike (`app/spec/a_spec.rb` and `spec/a_spec.rb`);
/// a file of the same name that is nowhere else (it moved). Where several fit as well, none is taken.
public struct ItemMatcher: Sendable {
  /// What the items are.
  public let kind: ReportedTiming.Kind
  private let keys: [String]
  private let exact: NameIndex

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

  // MARK: Classes and tests

  /// A class within another one belongs to that: `com.acme.CartTest$Discounts`.
  private func position(ofClass name: String) -> Int {
    if let found = exact.position(of: name) { return found }
    guard let inner = name.firstIndex(of: "$") else { return -1 }
    return exact.position(of: String(name[..<inner])) ?? -1
  }

  private func matchTests(_ units: [TimedUnit]) -> [Int32] {
    let parts = keys.contains { $0.contains("::") } ? NameIndex(keys.map(dottedTest)) : nil
    return units.map { unit in
      let found =
        exact.position(of: unit.name) ?? exact.position(of: "\(unit.classname)::\(unit.name)")
        ?? exact.position(of: "\(unit.classname).\(unit.name)")
        ?? exact.position(of: "\(unit.classname)#\(unit.name)")
        ?? exact.position(of: "\(unit.file)::\(unit.name)")
        ?? parts?.position(of: "\(unit.classname)::\(unit.name)")
      return Int32(found ?? -1)
    }
  }

  /// pytest names a test by its file and reports it by its module: of
  /// `tests/test_a.py::TestA::test_x[1::2]`, `tests.test_a.TestA::test_x[1::2]`.
  private func dottedTest(_ key: String) -> String {
    let plain = key.prefix { $0 != "[" }
    let parts = plain.split(separator: "::", omittingEmptySubsequences: false)
    guard parts.count > 1, let last = parts.last, let file = parts.first else { return key }
    let folder = file.split(separator: "/").dropLast()
    let module = folder + [StemIndex.stem(of: String(file))]
    let dotted = (module + parts.dropFirst().dropLast()).joined(separator: ".")
    return "\(dotted)::\(last)\(key[plain.endIndex...])"
  }

  // MARK: Files

  private func matchFiles(_ units: [TimedUnit]) -> ItemMatch {
    var match = ItemMatch(itemOfUnit: units.map { Int32(exact.position(of: $0.file) ?? -1) })
    guard match.itemOfUnit.contains(-1), !keys.isEmpty else { return match }
    let stems = StemIndex(keys)
    matchClasses(units, stems, &match)
    var isTaken = Array(repeating: false, count: keys.count)
    for item in match.itemOfUnit where item >= 0 { isTaken[Int(item)] = true }
    guard isTaken.contains(false) else { return match }
    matchEndings(units, stems, &isTaken, &match)
    matchMoved(units, stems, isTaken, &match)
    return match
  }

  private func matchClasses(_ units: [TimedUnit], _ stems: StemIndex, _ match: inout ItemMatch) {
    for (position, unit) in units.enumerated()
    where match.itemOfUnit[position] < 0 && unit.file.isEmpty {
      match.itemOfUnit[position] = Int32(fileOfClass(unit.classname, stems) ?? -1)
    }
  }

  /// The file of a dotted class: its parts are folders, file and what is within the file.
  private func fileOfClass(_ classname: String, _ stems: StemIndex) -> Int? {
    var parts = classname.split { $0 == "." || $0 == "$" || $0 == "\\" }
    while let stem = parts.last {
      let fitting = stems.positions(ofStem: String(stem)).map { item in
        (item: item, path: keys[item].split(separator: "/").dropLast())
      }
      let folders = parts.dropLast()
      // One part alone says too little, unless it is the whole path.
      let whole = fitting.filter { $0.path.elementsEqual(folders) }
      if whole.count == 1 { return whole[0].item }
      let ending = fitting.filter { entry in
        !folders.isEmpty && !entry.path.isEmpty
          && commonEnding(Array(entry.path), Array(folders)) == min(entry.path.count, folders.count)
      }
      if ending.count == 1 { return ending[0].item }
      guard ending.isEmpty else { return nil }
      parts.removeLast()
    }
    return nil
  }

  /// Paths of which one is the end of the other, with a folder at least.
  private func matchEndings(
    _ units: [TimedUnit],
    _ stems: StemIndex,
    _ isTaken: inout [Bool],
    _ match: inout ItemMatch
  ) {
    for (position, unit) in units.enumerated()
    where match.itemOfUnit[position] < 0 && unit.file.contains("/") {
      let fitting = sameFiles(unit.file, stems).filter { item in
        !isTaken[item] && keys[item].contains("/")
          && (keys[item].hasSuffix("/" + unit.file) || unit.file.hasSuffix("/" + keys[item]))
      }
      guard fitting.count == 1 else { continue }
      match.itemOfUnit[position] = Int32(fitting[0])
      match.byEnding.append(ItemMatch.Pair(unit: position, item: fitting[0]))
    }
    for pair in match.byEnding { isTaken[pair.item] = true }
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
    var filesOfName: [String: Set<String>] = [:]
    for position in left {
      filesOfName[name(of: units[position].file), default: []].insert(units[position].file)
    }
    for position in left where filesOfName[name(of: units[position].file)]?.count == 1 {
      let fitting = sameFiles(units[position].file, stems)
      guard fitting.count == 1, !isTaken[fitting[0]] else { continue }
      match.itemOfUnit[position] = Int32(fitting[0])
      match.moved.append(ItemMatch.Pair(unit: position, item: fitting[0]))
    }
  }

  /// The items whose file has the name of this one.
  private func sameFiles(_ file: String, _ stems: StemIndex) -> [Int] {
    let name = name(of: file)
    return stems.positions(ofStem: String(StemIndex.stem(of: file))).filter {
      isSame(self.name(of: keys[$0]), name)
    }
  }

  private func name(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return path }
    return String(path[path.index(after: slash)...])
  }
}

/// How many of the last elements are alike.
private func commonEnding(_ left: [Substring], _ right: [Substring]) -> Int {
  zip(left.reversed(), right.reversed()).prefix { $0 == $1 }.count
}
