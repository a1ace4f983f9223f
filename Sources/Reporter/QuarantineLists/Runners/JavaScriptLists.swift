import Foundation
import TestModel

/// Jest: a regular expression of all names but these, over the names of blocks and test with spaces
/// between, in upper or lower case, in all files.
struct JestList: QuarantineListSyntax {
  let runner = "Jest"
  let reach = ListReach.anyCase
  let languages: Set<SourceLanguage> = [.javaScript]
  let mostBytes: Int? = mostBytesOfOneArgument

  func names(of test: TestID) throws(Unlistable) -> [ListedName] { fullNames(of: test) }

  func text(_ names: [ListedName]) -> String {
    guard !names.isEmpty else { return "" }
    return
      "--testNamePattern=^(?!(?:\(names.map { regexText($0.text) }.joined(separator: "|")))$)\n"
  }
}

/// Vitest: a regular expression of all names but these, in all files.
///
/// Blocks and test have a space between, ` > ` in some versions, and older ones begin with a space.
struct VitestList: QuarantineListSyntax {
  let runner = "Vitest"
  let languages: Set<SourceLanguage> = [.javaScript]
  let mostBytes: Int? = mostBytesOfOneArgument

  func names(of test: TestID) throws(Unlistable) -> [ListedName] { fullNames(of: test) }

  func text(_ names: [ListedName]) -> String {
    guard !names.isEmpty else { return "" }
    let expressions = names.map { regexText($0.text) }
    return "--testNamePattern=^(?! ?(?:\(expressions.joined(separator: "|")))$)\n"
  }
}

/// Mocha: a regular expression over full titles, with `--invert`.
struct MochaList: QuarantineListSyntax {
  let runner = "Mocha"
  let languages: Set<SourceLanguage> = [.javaScript]
  let mostBytes: Int? = mostBytesOfOneArgument

  func names(of test: TestID) throws(Unlistable) -> [ListedName] { fullNames(of: test) }

  func text(_ names: [ListedName]) -> String {
    guard !names.isEmpty else { return "" }
    let expressions = names.map { regexText($0.text) }
    return "--grep=^(?:\(expressions.joined(separator: "|")))$\n--invert\n"
  }
}

/// Node.js's own runner: a `--test-skip-pattern` for each test, over the names of suites and test with
/// spaces between.
///
/// Source: `testMatchesPattern` in Node's internal/test_runner/test.js, which looks at the test's own
/// name as well, and at its parents.
struct NodeList: QuarantineListSyntax {
  let runner = "node --test"
  let languages: Set<SourceLanguage> = [.javaScript]
  let mostBytes: Int? = mostBytesOfArguments

  func names(of test: TestID) throws(Unlistable) -> [ListedName] {
    let name = (suites(of: test) + [test.name]).joined(separator: " ")
    // Node's report escapes what is escaped already.
    let unescaped = name.replacing("&quot;", with: "\"").replacing("&lt;", with: "<")
      .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    return (unescaped == name ? [name] : [unescaped, name]).map { ListedName(text: $0) }
  }

  func exposedNames(of test: TestID) throws(Unlistable) -> [ListedName] {
    let path = suites(of: test) + [test.name]
    let whole = path.indices.map { path[...$0].joined(separator: " ") }
    return (whole + path).map { ListedName(text: $0) }
  }

  func text(_ names: [ListedName]) -> String {
    names.map { "--test-skip-pattern=^\(regexText($0.text))$\n" }.joined()
  }

  private func suites(of test: TestID) -> [String] {
    test.suite.components(separatedBy: " > ").filter { !$0.isEmpty }
  }
}

/// Playwright: a file of tests for `--test-list-invert`, each as `--list` prints it.
///
/// A line that ends at a block takes what is in it.
struct PlaywrightList: QuarantineListSyntax {
  let runner = "Playwright"
  let reach = ListReach.nested(after: [0x1F])
  let languages: Set<SourceLanguage> = [.javaScript]

  func names(of test: TestID) throws(Unlistable) -> [ListedName] {
    let file = isScriptPath(test.classname) ? test.classname : test.file
    guard !file.isEmpty else { throw Unlistable("its file is not known") }
    // Reports have the project in front of the file, where there is one.
    let project = test.suite.split(separator: " > ").first.map(String.init) ?? ""
    let isProject = !project.isEmpty && project != file && !isScriptPath(project)
    return [ListedName(scope: isProject ? project : "", text: "\(file) › \(test.name)")]
  }

  func check(_ name: ListedName) throws(Unlistable) {
    try refuseLineBreaks(name.text)
    if name.scope.contains("]") || name.text.hasPrefix("#") || name.text.hasPrefix("[") {
      throw Unlistable("its line would be read as another test's")
    }
  }

  func key(_ name: ListedName) -> String { name.key.replacing(" › ", with: "\u{1F}") }

  func text(_ names: [ListedName]) -> String {
    names.map { name in
      (name.scope.isEmpty ? "" : "[\(name.scope)] › ") + name.text + "\n"
    }
    .joined()
  }
}

/// The names of a test's blocks and its own, with spaces between, as far as its report tells them.
func fullNames(of test: TestID) -> [ListedName] {
  let name = test.name.replacing(" > ", with: " ")
  let names: [String]
  if test.classname.isEmpty {
    let blocks = test.suite.isEmpty ? [] : [test.suite.replacing(" > ", with: " ")]
    names = [(blocks + [name]).joined(separator: " ")]
  } else if isScriptPath(test.classname) {
    names = [name] + (name == test.name ? [] : [test.name])
  } else if test.name.hasSuffix(test.classname) {
    // jest-junit's way is to write the full name twice, mocha-junit-reporter's the title behind it.
    names = [test.name]
  } else {
    names = [test.name, "\(test.classname) \(test.name)"]
  }
  return names.map { ListedName(text: $0) }
}

private func isScriptPath(_ text: String) -> Bool {
  SourceLanguage(file: text) == .javaScript
}
