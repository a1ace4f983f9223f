/// `go test`: packages as they are, tests in one regular expression.
///
/// Source: `splitRegexp` in Go's testing/match.go. The expression is split at every `/` that is in no
/// brackets, and since Go 1.18 first at every `|`, so a subtest is a chain of expressions of its own.
struct GoSyntax: RunnerSyntax {
  let runner = "go test"

  func reach(of kind: ItemKind) -> SelectionReach {
    // A package names itself alone.
    kind == .testname ? .nested(separators: [UInt8(ascii: "/")]) : .exact
  }

  func arguments(for items: [String], kind: ItemKind) throws(SelectionError) -> [String] {
    switch kind {
    case .filename:
      throw unsupported(kind, "split by class, which are packages in Go, or by test")
    case .classname:
      for item in items where item.utf8.first == UInt8(ascii: "-") || item.hasSuffix("...") {
        throw unnameable(item, "it is not the path of one package")
      }
      return items
    case .testname:
      for item in items { try check(item) }
      return ["-run=" + GoSyntax.expression(items)]
    }
  }

  // `unsafe` is a package that is everywhere, and has no tests.
  func argumentsForNone(_ kind: ItemKind) -> [String]? {
    kind == .classname ? ["unsafe"] : ["-run=^$"]
  }

  private func check(_ item: String) throws(SelectionError) {
    guard GoSyntax.isName(item) else {
      throw unnameable(item, "-run takes names such as TestTotal/empty_cart, without packages")
    }
    if hasControlCharacter(item) { throw unnameable(item, "its name has a control character") }
  }

  /// Whether the text is the name of a test or a subtest.
  static func isName(_ item: String) -> Bool {
    let name = item.prefix { $0 != "/" }
    return ["Test", "Example", "Fuzz"].contains { name.hasPrefix($0) }
      && name.unicodeScalars.allSatisfy(isInIdentifier)
  }

  private static func isInIdentifier(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// What matches the tests and no others; the subtests of one that is named are among it.
  static func expression(_ items: [String]) -> String {
    let whole = items.filter { !$0.utf8.contains(UInt8(ascii: "/")) }
    let subtests = items.filter { $0.utf8.contains(UInt8(ascii: "/")) }
    let group =
      whole.isEmpty ? [] : ["^(?:" + whole.map { regexText($0) }.joined(separator: "|") + ")$"]
    return (group + subtests.map(chain)).joined(separator: "|")
  }

  private static func chain(_ subtest: String) -> String {
    subtest.split(separator: "/", omittingEmptySubsequences: false)
      .map { "^" + regexText(withUnderscores($0)) + "$" }.joined(separator: "/")
  }

  /// Go writes every space in the name of a subtest as `_`.
  private static func withUnderscores(_ name: Substring) -> String {
    var rewritten = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      rewritten.append(scalar.properties.isWhitespace ? "_" : scalar)
    }
    return String(rewritten)
  }
}
