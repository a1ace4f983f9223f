import TestModel

/// CTest: one regular expression for `-E`.
///
/// Source: CMake's `RegularExpression.cxx`: groups are all numbered, a program of 32,767 bytes is too
/// big for it, and a character that is escaped takes five.
struct CTestList: QuarantineListSyntax {
  let runner = "CTest"
  let languages: Set<SourceLanguage> = []
  let mostBytes: Int? = 12_000

  func names(of test: TestID) throws(Unlistable) -> [ListedName] { [ListedName(text: test.name)] }

  func check(_ name: ListedName) throws(Unlistable) {
    if hasControlCharacter(name.text) { throw Unlistable("its name has a control character") }
  }

  func text(_ names: [ListedName]) -> String {
    names.isEmpty
      ? "" : "-E\n^(\(names.map { regexText($0.text) }.joined(separator: "|")))$\n"
  }
}

/// CTest: a file of names for `--exclude-from-file`, from CMake 3.29 on.
///
/// Source: ctest(1): a name a line, compared whole; empty lines and lines that begin with `#` are none.
struct CTestFileList: QuarantineListSyntax {
  let runner = "CTest"
  let languages: Set<SourceLanguage> = []

  func names(of test: TestID) throws(Unlistable) -> [ListedName] { [ListedName(text: test.name)] }

  func check(_ name: ListedName) throws(Unlistable) {
    try refuseLineBreaks(name.text)
    let isTrimmed = name.text.first?.isWhitespace == true || name.text.last?.isWhitespace == true
    if isTrimmed || name.text.hasPrefix("#") {
      throw Unlistable("a line of the file drops the spaces around a name, and # begins a comment")
    }
  }

  func text(_ names: [ListedName]) -> String { names.map { $0.text + "\n" }.joined() }
}
