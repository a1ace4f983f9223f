/// Jest: paths after `--runTestsByPath`, which takes them literally, or names in one regular
/// expression over the names of a test's blocks and its own, with spaces between.
///
/// Source: Jest's CLI reference, and `SearchSource`, which runs everything where no path follows.
struct JestSyntax: RunnerSyntax {
  let runner = "Jest"

  func reach(of kind: ItemKind) -> SelectionReach { kind == .testname ? .anyCase : .exact }

  func arguments(for items: [String], kind: ItemKind) throws(SelectionError) -> [String] {
    switch kind {
    case .filename: return ["--runTestsByPath"] + items.map(pathArgument)
    case .classname: throw unsupported(kind, "split by file or by test")
    case .testname:
      let names = items.map { regexText($0) }.joined(separator: "|")
      return ["--testNamePattern=^(?:\(names))$"]
    }
  }

  func argumentsForNone(_ kind: ItemKind) -> [String]? {
    ["--passWithNoTests", "--runTestsByPath", emptyShardName]
  }
}

/// Vitest: paths, which it looks for anywhere in the paths of its files, in upper or lower case.
///
/// Source: Vitest's guide, "Test filtering". How it joins the names of blocks and tests differs from
/// version to version, so tests are not named.
struct VitestSyntax: RunnerSyntax {
  let runner = "Vitest"

  func reach(of kind: ItemKind) -> SelectionReach { .anywhereAnyCase() }

  func arguments(for items: [String], kind: ItemKind) throws(SelectionError) -> [String] {
    guard kind == .filename else { throw unsupported(kind, "split by file") }
    var paths: [String] = []
    for item in items {
      guard let path = plainPath(item), path.utf8.first != UInt8(ascii: "-") else {
        throw unnameable(item, "its path is part of no path of Vitest's")
      }
      if endsInLineNumber(item) {
        throw unnameable(item, "what follows its last colon is read as a line")
      }
      paths.append(path)
    }
    return paths
  }

  func argumentsForNone(_ kind: ItemKind) -> [String]? { ["--passWithNoTests", emptyShardName] }
}
