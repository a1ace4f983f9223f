/// `xcodebuild test`: an `-only-testing` for each item, `Target/Class/method` or `Target/Suite/test()`.
///
/// Source: xcodebuild(1). The identifiers are taken literally.
struct XcodebuildSyntax: RunnerSyntax {
  let runner = "xcodebuild"

  func reach(of kind: ItemKind) -> SelectionReach {
    .nested(separators: [UInt8(ascii: "/"), UInt8(ascii: ".")])
  }

  func arguments(for items: [String], kind: ItemKind) throws(SelectionError) -> [String] {
    guard kind != .filename else { throw unsupported(kind, "split by class or by test") }
    var arguments: [String] = []
    for item in items {
      guard let name = SwiftTestName(item), !name.path.isEmpty else {
        throw unnameable(item, "its target is missing, as in ShopTests/CartTests/testTotal")
      }
      let path = ([name.module] + name.path).joined(separator: "/")
      arguments.append("-only-testing:" + path)
    }
    return arguments
  }

  // Without -only-testing everything runs, and with a name that is not there it fails.
  func argumentsForNone(_ kind: ItemKind) -> [String]? { nil }
}
