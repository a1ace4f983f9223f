/// pytest: a file of arguments, one a line, that it reads as `pytest @FILE` from 8.2 on.
///
/// Source: pytest's changelog of 8.2, and Python's argparse, which splits the file with
/// `str.splitlines`: at more characters than line feeds.
struct PytestSyntax: RunnerSyntax {
  let runner = "pytest"

  func arguments(for items: [String], kind: ItemKind) throws(SelectionError) -> [String] {
    guard kind != .classname else {
      throw unsupported(kind, "split by file, or by test with node IDs")
    }
    for item in items {
      if item.unicodeScalars.contains(where: PytestSyntax.endsLine) {
        throw unnameable(item, "its name has a character at which Python ends a line")
      }
      // A bare name might be a folder's, and then all tests in it ran.
      if kind == .testname, !item.contains("::") {
        throw unnameable(item, "it is no node ID, such as tests/test_cart.py::test_total")
      }
    }
    return items.map(pathArgument)
  }

  // No test is collected, and pytest exits with 0; --version in a file of arguments runs all tests,
  // and a filter that nothing passes exits with 5.
  func argumentsForNone(_ kind: ItemKind) -> [String]? { ["--cache-show=\(emptyShardName)"] }

  /// Whether Python's `str.splitlines` ends a line at the character.
  static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{0A}"..."\u{0D}", "\u{1C}"..."\u{1E}", "\u{85}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }
}
