/// PHPUnit: files as lines of a `--test-files-file`, from PHPUnit 13 on, classes and tests in one
/// regular expression over `Class::method with data set "name"`.
///
/// Several files as arguments are no way: PHPUnit 9 and 10 run the first and say nothing of the others.
struct PHPUnitSyntax: RunnerSyntax {
  let runner = "PHPUnit"

  /// What PCRE makes of an expression must fit in 65,535 bytes (LINK_SIZE 2), or it matches nothing.
  private static let mostCompiledBytes = 60_000

  func arguments(for items: [String], kind: ItemKind) throws(SelectionError) -> [String] {
    guard kind != .filename else { return items }
    if kind == .testname, let item = items.first(where: { !$0.contains("::") }) {
      throw unnameable(item, "its class is missing, as in CartTest::testTotal")
    }
    let names = items.map { regexText($0, delimiter: "/") }
    // A character takes two bytes, an alternative three.
    guard names.reduce(0, { $0 + 2 * $1.utf8.count + 3 }) <= PHPUnitSyntax.mostCompiledBytes else {
      throw .tooLong(
        runner: runner,
        reason: "\(plural(items.count, "name")) are more than one --filter of PCRE holds; "
          + "use more nodes, or split by \(kind == .testname ? "class" : "file")"
      )
    }
    let end = kind == .classname ? "::" : "\\z"
    return ["--filter=/\\A(?:\(names.joined(separator: "|")))\(end)/"]
  }

  func argumentsForNone(_ kind: ItemKind) -> [String]? {
    kind == .filename ? nil : ["--filter=/(?!)/"]
  }
}
