/// `swift test`: a `--filter` for each item, an anchored regular expression.
///
/// Seen with Swift 6.3: XCTest matches it against `Module.Class/method`, Swift Testing against
/// `Module.Suite/function()/File.swift:1:2` for a test and `Module.Suite` for a suite, which takes all
/// that is in it. A class's expression therefore names tests directly in it, not suites nested in it,
/// which reports tell apart.
struct SwiftSyntax: RunnerSyntax {
  let runner = "swift test"

  func arguments(for items: [String], kind: ItemKind) throws(SelectionError) -> [String] {
    guard kind != .filename else { throw unsupported(kind, "split by class or by test") }
    var arguments: [String] = []
    for item in items {
      guard let name = SwiftTestName(item), kind == .classname || !name.path.isEmpty else {
        throw unnameable(item, "its module is missing, as in ShopTests.CartTests/testTotal")
      }
      arguments.append(
        "--filter=" + (kind == .classname ? members(of: name) : SwiftSyntax.test(name))
      )
    }
    return arguments
  }

  // Swift Testing and XCTest both report that nothing ran, and succeed.
  func argumentsForNone(_ kind: ItemKind) -> [String]? { ["--filter=^$"] }

  /// What matches the test and no other one.
  static func test(_ name: SwiftTestName) -> String {
    let path = name.path.map { regexText($0) }.joined(separator: "/")
    // A function of Swift Testing is followed by its place in the source, a method by nothing.
    let end = path.hasSuffix(")") ? "(?:/|$)" : "$"
    return "^\(regexText(name.module))\\.\(path)\(end)"
  }

  private func members(of name: SwiftTestName) -> String {
    let function = "(?:[^/`]|`[^`]*`)+\\)(?:/|$)"
    guard !name.path.isEmpty else { return "^\(regexText(name.module))\\.\(function)" }
    let path = name.path.map { regexText($0) }.joined(separator: "/")
    return "^\(regexText(name.module))\\.\(path)/(?:test[^/(]*$|\(function))"
  }
}
