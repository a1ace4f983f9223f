/// `dotnet test`: all items in one filter of VSTest.
///
/// Source: "Run selected unit tests" in .NET's documentation: the characters that are operators have a
/// backslash in front, a comma is `%2C`, and upper and lower case are alike.
struct DotnetSyntax: RunnerSyntax {
  let runner = "dotnet test"

  func reach(of kind: ItemKind) -> SelectionReach {
    kind == .classname ? .anywhereAnyCase(end: ".") : .anyCase
  }

  func arguments(for items: [String], kind: ItemKind) throws(SelectionError) -> [String] {
    guard kind != .filename else { throw unsupported(kind, "split by class or by test") }
    for item in items where item.unicodeScalars.contains(where: { ["%", ";", "\""].contains($0) }) {
      throw unnameable(item, "MSBuild gives % ; and quotes a meaning")
    }
    let terms = items.map { item in
      // No property is the class in every framework; the dot ends the class's name.
      kind == .classname
        ? "FullyQualifiedName~\(DotnetSyntax.escaped(item))."
        : "FullyQualifiedName=\(DotnetSyntax.escaped(item))"
    }
    return ["--filter", terms.joined(separator: "|")]
  }

  func argumentsForNone(_ kind: ItemKind) -> [String]? {
    ["--filter", "FullyQualifiedName=\(emptyShardName)"]
  }

  /// A value of a filter.
  static func escaped(_ name: String) -> String {
    var escaped = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\\", "(", ")", "&", "|", "=", "!", "~": escaped += "\\\(scalar)"
      case ",": escaped += "%2C"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
