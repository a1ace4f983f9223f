/// Playwright: files as regular expressions over absolute paths, tests as lines of a `--test-list`.
///
/// Source: Playwright's `forceRegExp`, which reads `/…/` as an expression that minds upper and lower
/// case, and `loadTestList`, which splits a line at every `›`, takes `[…]` in front for a project and
/// a `#` for a comment.
struct PlaywrightSyntax: RunnerSyntax {
  let runner = "Playwright"

  func reach(of kind: ItemKind) -> SelectionReach {
    kind == .filename ? .endings(after: UInt8(ascii: "/")) : .exact
  }

  func arguments(for items: [String], kind: ItemKind) throws(SelectionError) -> [String] {
    switch kind {
    case .filename:
      var expressions: [String] = []
      for item in items { expressions.append(try expression(item)) }
      return expressions
    case .classname: throw unsupported(kind, "split by file or by test")
    case .testname:
      var lines: [String] = []
      for item in items { lines.append(try line(item)) }
      return lines
    }
  }

  func argumentsForNone(_ kind: ItemKind) -> [String]? {
    kind == .testname ? ["# no tests"] : ["--pass-with-no-tests", "/(?!)/"]
  }

  private func expression(_ item: String) throws(SelectionError) -> String {
    guard let path = plainPath(item) else {
      throw unnameable(item, "its path is part of no absolute path")
    }
    if endsInLineNumber(item) {
      throw unnameable(item, "what follows its last colon is read as a line")
    }
    let start = path.hasPrefix("/") ? "^" : "(?:^|\\/)"
    return "/\(start)\(regexText(path, delimiter: "/"))$/"
  }

  /// `a.spec.ts › cart › adds` as `--list` prints it, or `a.spec.ts::cart › adds`, as reports have it.
  private func line(_ item: String) throws(SelectionError) -> String {
    var line = item
    if let mark = item.firstRange(of: "::") { line.replaceSubrange(mark, with: " › ") }
    let parts = line.split(separator: "›", omittingEmptySubsequences: false)
    guard parts.count > 1, !parts.contains(where: { $0.allSatisfy(\.isWhitespace) }) else {
      throw unnameable(item, "its file is missing, as in cart.spec.ts › adds")
    }
    if line.hasPrefix("#") { throw unnameable(item, "its line would be a comment") }
    if line.hasPrefix("["), !parts[0].trimmingSpaces.hasSuffix("]") {
      throw unnameable(item, "what is in brackets in front is read as a project")
    }
    return line
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    var trimmed = self
    while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
    return trimmed
  }
}
