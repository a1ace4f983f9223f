import TestModel

/// `go test`: one regular expression for `-skip`, from Go 1.20 on.
///
/// Source: Go's testing/match.go; `-skip` goes to all packages, and a name may be in several.
struct GoList: QuarantineListSyntax {
  let runner = "go test"
  let reach = ListReach.nested(after: [UInt8(ascii: "/")])
  let languages: Set<SourceLanguage> = [.go]
  let mostBytes: Int? = mostBytesOfOneArgument

  func names(of test: TestID) throws(Unlistable) -> [ListedName] {
    guard GoSyntax.isName(test.name) else {
      throw Unlistable("-skip takes names such as TestTotal/empty_cart")
    }
    return [ListedName(text: test.name)]
  }

  func check(_ name: ListedName) throws(Unlistable) {
    if hasControlCharacter(name.text) { throw Unlistable("its name has a control character") }
  }

  func text(_ names: [ListedName]) -> String {
    names.isEmpty ? "" : "-skip=\(GoSyntax.expression(names.map(\.text)))\n"
  }
}
