/// A test or a suite in Swift: its module or target, and what is within it.
struct SwiftTestName {
  let module: String
  /// The suites, the outermost first, and the test where the item is one.
  let path: [String]

  /// Reads `Module.Suite/test()` as `swift test list` writes it, `Target/Suite/test()` as Xcode does,
  /// and `Module.Suite.test()` or `Module.Suite::test()` as reports have it.
  ///
  /// A name between backticks, and what is between parentheses, is one part whatever it holds.
  init?(_ item: String) {
    var parts = [""]
    var isQuoted = false
    var depth = 0
    for character in item.replacing("::", with: "/") {
      switch character {
      case "`": isQuoted.toggle()
      case "(" where !isQuoted: depth += 1
      case ")" where !isQuoted: depth -= 1
      case ".", "/":
        guard isQuoted || depth > 0 else {
          parts.append("")
          continue
        }
      default: break
      }
      parts[parts.count - 1].append(character)
    }
    guard !parts.contains(""), let first = parts.first else { return nil }
    module = first
    path = Array(parts.dropFirst())
  }
}
