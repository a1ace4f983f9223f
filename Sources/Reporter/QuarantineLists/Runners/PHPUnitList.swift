import TestModel

/// PHPUnit: a regular expression of all tests but these, over `Class::method with data set "name"`.
struct PHPUnitList: QuarantineListSyntax {
  let runner = "PHPUnit"
  let languages: Set<SourceLanguage> = [.php]
  /// What PCRE makes of it must fit in 65,535 bytes, at two a character.
  let mostBytes: Int? = 28_000

  func names(of test: TestID) throws(Unlistable) -> [ListedName] {
    guard !test.classname.isEmpty else { throw Unlistable("its class is not known") }
    // Reports write namespaces with dots, which no name in PHP can have.
    return [ListedName(text: "\(test.classname.replacing(".", with: "\\"))::\(test.name)")]
  }

  func text(_ names: [ListedName]) -> String {
    guard !names.isEmpty else { return "" }
    let expressions = names.map { regexText($0.text, delimiter: "/") }
    return "--filter=/\\A(?!(?:\(expressions.joined(separator: "|")))\\z)/\n"
  }
}
