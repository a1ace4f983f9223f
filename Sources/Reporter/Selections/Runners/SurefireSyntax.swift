/// Maven Surefire: all items in one `-Dtest`.
///
/// Source: Surefire's "Running a Single Test" and its `TestListResolver`: items are apart by commas,
/// a method comes after `#`, several methods of a class are apart by `+`; `*` and `?` are wildcards,
/// `!` excludes, `%regex[` is an expression, and nothing has an escape. A class also names those whose
/// package ends alike.
struct SurefireSyntax: RunnerSyntax {
  let runner = "Surefire"

  func reach(of kind: ItemKind) -> SelectionReach { .endings(after: UInt8(ascii: ".")) }

  func arguments(for items: [String], kind: ItemKind) throws(SelectionError) -> [String] {
    switch kind {
    case .filename: throw unsupported(kind, "split by class or by test")
    case .classname:
      for item in items { try check(item, of: item) }
      return ["-Dtest=" + items.joined(separator: ",")]
    case .testname: return ["-Dtest=" + (try methodsByClass(items)).joined(separator: ",")]
    }
  }

  func argumentsForNone(_ kind: ItemKind) -> [String]? { ["-DskipTests"] }

  private func methodsByClass(_ items: [String]) throws(SelectionError) -> [String] {
    var order: [String] = []
    var methods: [String: [String]] = [:]
    for item in items {
      guard let name = JVMTestName(item) else {
        throw unnameable(item, "its class is missing, as in com.acme.CartTest.adds")
      }
      guard !name.isParameterizedCase else {
        throw unnameable(item, "it is one case of a parameterized test; split by class")
      }
      try check(name.className, of: item)
      try check(name.method, of: item)
      if methods[name.className] == nil { order.append(name.className) }
      methods[name.className, default: []].append(name.method)
    }
    return order.map { $0 + "#" + (methods[$0] ?? []).joined(separator: "+") }
  }

  private func check(_ name: String, of item: String) throws(SelectionError) {
    if let mark = name.unicodeScalars.first(where: { ",#+*?!%/\\".unicodeScalars.contains($0) }) {
      throw unnameable(item, "-Dtest gives \(mark) a meaning, and has no escape for it")
    }
    if name.first?.isWhitespace == true || name.last?.isWhitespace == true {
      throw unnameable(item, "-Dtest drops the spaces around a name")
    }
  }
}
