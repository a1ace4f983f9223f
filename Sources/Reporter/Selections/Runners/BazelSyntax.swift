/// Bazel: labels, as lines of a `--target_pattern_file`.
///
/// Source: Bazel's guide to target patterns: `-` in front takes away, `...`, `:all` and `:*` are
/// patterns, and `#` starts a comment in the file.
struct BazelSyntax: RunnerSyntax {
  let runner = "Bazel"

  func arguments(for items: [String], kind: ItemKind) throws(SelectionError) -> [String] {
    guard kind != .filename else {
      throw unsupported(kind, "split labels such as //cart:cart_test, by test")
    }
    for item in items {
      guard item.hasPrefix("//") || item.hasPrefix("@") else {
        throw unnameable(item, "it is no label, such as //cart:cart_test")
      }
      if item.hasSuffix("...") || [":all", ":*", ":all-targets"].contains(where: item.hasSuffix) {
        throw unnameable(item, "it is a pattern of labels")
      }
      if item.unicodeScalars.contains(where: { $0 == "#" || $0.properties.isWhitespace }) {
        throw unnameable(item, "a file of patterns can't hold its characters")
      }
    }
    return items
  }

  // Bazel takes an empty file for a mistake, and has no target that is nothing.
  func argumentsForNone(_ kind: ItemKind) -> [String]? { nil }
}
