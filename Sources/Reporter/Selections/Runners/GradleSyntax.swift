/// Gradle: a `--tests` for each item.
///
/// Source: Gradle's user guide, "Test filtering", and its `ClassTestSelectionMatcher`: `*` is the only
/// character with a meaning, it has no escape, and a pattern that starts in upper case is matched
/// against the class's name without its package.
struct GradleSyntax: RunnerSyntax {
  let runner = "Gradle"

  func reach(of kind: ItemKind) -> SelectionReach { .endings(after: UInt8(ascii: ".")) }

  func arguments(for items: [String], kind: ItemKind) throws(SelectionError) -> [String] {
    guard kind != .filename else { throw unsupported(kind, "split by class or by test") }
    var arguments: [String] = []
    for item in items {
      if item.utf8.contains(UInt8(ascii: "*")) {
        throw unnameable(item, "--tests takes * for any characters, and has no escape for it")
      }
      let name = kind == .classname ? (item, nil) : try test(item)
      guard name.0.first?.isUppercase != true || !name.0.utf8.contains(UInt8(ascii: ".")) else {
        throw unnameable(item, "--tests takes a name in upper case for a class without a package")
      }
      arguments.append("--tests=" + name.0 + (name.1.map { "." + $0 } ?? ""))
    }
    return arguments
  }

  // A filter that nothing passes is an error in Gradle, and no --tests runs everything.
  func argumentsForNone(_ kind: ItemKind) -> [String]? { ["--dry-run"] }

  private func test(_ item: String) throws(SelectionError) -> (String, String?) {
    guard let name = JVMTestName(item) else {
      throw unnameable(item, "its class is missing, as in com.acme.CartTest.adds")
    }
    guard !name.isParameterizedCase else {
      throw unnameable(item, "it is one case of a parameterized test; split by class")
    }
    return (name.className, name.method)
  }
}
