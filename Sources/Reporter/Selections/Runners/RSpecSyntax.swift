/// RSpec: paths, IDs of examples such as `./spec/cart_spec.rb[1:2]`, or full descriptions in one
/// regular expression.
///
/// Source: RSpec's command line; in Ruby `^` and `$` are the ends of a line, `\A` and `\z` those of
/// the text.
struct RSpecSyntax: RunnerSyntax {
  let runner = "RSpec"

  func arguments(for items: [String], kind: ItemKind) throws(SelectionError) -> [String] {
    switch kind {
    case .filename:
      // A path is taken from the last bracket or the first line number on for examples in it.
      for item in items where item.hasSuffix("]") || endsInLineNumber(item) {
        throw unnameable(item, "its end is read as that of an example's ID")
      }
      return items.map(pathArgument)
    case .classname: throw unsupported(kind, "split by file or by test")
    case .testname: return try examples(items)
    }
  }

  // An empty file has no examples, and RSpec succeeds; --dry-run would report every example as passed.
  func argumentsForNone(_ kind: ItemKind) -> [String]? { ["/dev/null"] }

  private func examples(_ items: [String]) throws(SelectionError) -> [String] {
    let ids = items.filter(isID)
    guard ids.isEmpty || ids.count == items.count else {
      // RSpec runs what is named by both, so one would take from the other.
      throw .unsupported(
        runner: "one run of RSpec",
        kind: .testname,
        instead: "name them all by ID or all by description"
      )
    }
    if !ids.isEmpty { return ids.map(pathArgument) }
    let names = items.map { regexText($0) }.joined(separator: "|")
    return ["--example-matches=\\A(?:\(names))\\z"]
  }

  /// Whether an item is an ID: a file, and in brackets numbers with colons between.
  private func isID(_ item: String) -> Bool {
    guard item.hasSuffix("]"), let open = item.lastIndex(of: "[") else { return false }
    let numbers = item[item.index(after: open)...].dropLast().split(
      separator: ":",
      omittingEmptySubsequences: false
    )
    return item[..<open].hasSuffix(".rb") && numbers.allSatisfy { Int($0) != nil }
  }
}
