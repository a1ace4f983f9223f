import TestModel

/// GoogleTest: a file of flags, `--gtest_flagfile=FILE`, with the tests behind the `-` of a filter.
///
/// Source: GoogleTest's guide; `:` is between patterns, `*` and `?` are wildcards, nothing has an
/// escape, and no name of a test can have any of them.
struct GoogleTestList: QuarantineListSyntax {
  let runner = "GoogleTest"
  let languages: Set<SourceLanguage> = [.c]

  func names(of test: TestID) throws(Unlistable) -> [ListedName] {
    guard !test.classname.isEmpty else { throw Unlistable("its suite is not known") }
    return [ListedName(text: "\(test.classname).\(test.name)")]
  }

  func check(_ name: ListedName) throws(Unlistable) {
    try refuseLineBreaks(name.text)
    if name.text.unicodeScalars.contains(where: { "*?:".unicodeScalars.contains($0) }) {
      throw Unlistable("a filter gives * ? and : a meaning, and has no escape for them")
    }
  }

  func text(_ names: [ListedName]) -> String {
    names.isEmpty ? "" : "--gtest_filter=-\(names.map(\.text).joined(separator: ":"))\n"
  }
}

/// Catch2: one argument of names in quotes, each with a `~` in front.
///
/// Source: `TestSpecParser` and `WildcardPattern` in Catch2: upper and lower case are alike, a `*` at
/// either end is a wildcard, and spaces between patterns mean that all of them hold.
struct Catch2List: QuarantineListSyntax {
  let runner = "Catch2"
  let reach = ListReach.nested(after: [UInt8(ascii: "/")])
  let languages: Set<SourceLanguage> = [.c]
  let mostBytes: Int? = mostBytesOfOneArgument

  func names(of test: TestID) throws(Unlistable) -> [ListedName] { [ListedName(text: test.name)] }

  func check(_ name: ListedName) throws(Unlistable) {
    if hasControlCharacter(name.text) { throw Unlistable("its name has a control character") }
    if name.text.hasPrefix("*") || name.text.hasSuffix("*") {
      throw Unlistable("a * at the end of a name is a wildcard, and has no escape")
    }
  }

  func key(_ name: ListedName) -> String { name.text.lowercased() }

  func text(_ names: [ListedName]) -> String {
    names.isEmpty ? "" : names.map { "~\"\(escaped($0.text))\"" }.joined(separator: " ") + "\n"
  }

  private func escaped(_ name: String) -> String {
    var escaped = ""
    for scalar in name.unicodeScalars {
      if ["\\", "\"", ",", "["].contains(scalar) { escaped += "\\" }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }
}
