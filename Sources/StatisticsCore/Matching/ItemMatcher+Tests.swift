import TestModel

extension ItemMatcher {
  /// By unit, the item of its test; a test with parameters belongs to the item without them where
  /// there is none with them.
  func matchTests(_ units: [TimedUnit]) -> [Int32] {
    let modules = keys.contains { $0.contains("::") } ? NameIndex(keys.map(testOfModule)) : nil
    return units.map { unit in
      if let found = position(ofTest: unit, modules) { return Int32(found) }
      guard let bracket = unit.name.firstIndex(of: "["), bracket != unit.name.startIndex else {
        return -1
      }
      var bare = unit
      bare.name = String(unit.name[..<bracket])
      return Int32(position(ofTest: bare, modules) ?? -1)
    }
  }

  private func position(ofTest unit: TimedUnit, _ modules: NameIndex?) -> Int? {
    exact.position(of: unit.name) ?? exact.position(of: "\(unit.classname)::\(unit.name)")
      ?? exact.position(of: "\(unit.classname).\(unit.name)")
      ?? exact.position(of: "\(unit.classname)#\(unit.name)")
      ?? modules?.position(of: "\(unit.classname)::\(unit.name)")
      ?? (isWithinClass(unit) ? nil : exact.position(of: "\(unit.file)::\(unit.name)"))
  }

  /// Whether pytest reports a class within the file, whose tests are other ones than the file's own.
  private func isWithinClass(_ unit: TimedUnit) -> Bool {
    unit.classname.hasPrefix(module(ofFile: unit.file[...]) + ".")
  }

  /// pytest names a test by its file and reports it by its module: of
  /// `tests/test_a.py::TestA::test_x[1::2]`, `tests.test_a.TestA::test_x[1::2]`.
  ///
  /// Source: pytest, `_pytest/junitxml.py`, `mangle_test_address`: what stands before the first `[` is
  /// cut at `::`, the slashes of the file become dots, and `.py` at its end is dropped.
  private func testOfModule(_ key: String) -> String {
    let plain = key.prefix { $0 != "[" }
    let parts = plain.split(separator: "::", omittingEmptySubsequences: false)
    guard parts.count > 1, let last = parts.last, let file = parts.first else { return key }
    let classes = parts.dropFirst().dropLast().map(String.init)
    let dotted = ([module(ofFile: file)] + classes).joined(separator: ".")
    return "\(dotted)::\(last)\(key[plain.endIndex...])"
  }

  private func module(ofFile path: Substring) -> String {
    var path = path
    if path.hasPrefix("./") { path.removeFirst(2) }
    if path.hasSuffix(".py") { path.removeLast(3) }
    return String(path.map { $0 == "/" ? "." : $0 })
  }
}
