import TestModel

/// `dotnet test`: one filter of VSTest that all other tests pass.
///
/// xUnit's and MSTest's full name ends at the method, so the cases of a test have one name.
struct DotnetList: QuarantineListSyntax {
  let runner = "dotnet test"
  let reach = ListReach.anyCase
  let languages: Set<SourceLanguage> = [.dotnet]
  let mostBytes: Int? = mostBytesOfOneArgument

  func names(of test: TestID) throws(Unlistable) -> [ListedName] {
    let name = test.name.prefix { $0 != "(" }
    guard !name.isEmpty, !test.classname.isEmpty else { throw Unlistable("its class is not known") }
    // xUnit.net writes the class in front of the name as well.
    let isQualified = name.hasPrefix(test.classname + ".")
    return [ListedName(text: isQualified ? String(name) : "\(test.classname).\(name)")]
  }

  func check(_ name: ListedName) throws(Unlistable) {
    if name.text.unicodeScalars.contains(where: { ["%", ";", "\""].contains($0) })
      || hasControlCharacter(name.text)
    {
      throw Unlistable("MSBuild gives % ; and quotes a meaning")
    }
  }

  func text(_ names: [ListedName]) -> String {
    guard !names.isEmpty else { return "" }
    let terms = names.map { "FullyQualifiedName!=\(DotnetSyntax.escaped($0.text))" }
    return "--filter\n\(terms.joined(separator: "&"))\n"
  }
}

/// NUnit's console and `dotnet test` with NUnit's adapter: one expression of its test selection
/// language that all other tests pass.
///
/// Source: NUnit's documentation, "Test Selection Language": `test` is the full name with its arguments,
/// compared whole; quotes and backslashes in a value are escaped by a backslash.
struct NUnitList: QuarantineListSyntax {
  let runner = "NUnit"
  let languages: Set<SourceLanguage> = [.dotnet]
  let mostBytes: Int? = mostBytesOfOneArgument

  func names(of test: TestID) throws(Unlistable) -> [ListedName] {
    guard !test.classname.isEmpty else { throw Unlistable("its class is not known") }
    let isQualified = test.name.hasPrefix(test.classname + ".")
    return [ListedName(text: isQualified ? test.name : "\(test.classname).\(test.name)")]
  }

  func check(_ name: ListedName) throws(Unlistable) {
    if hasControlCharacter(name.text) { throw Unlistable("its name has a control character") }
  }

  func text(_ names: [ListedName]) -> String {
    guard !names.isEmpty else { return "" }
    let terms = names.map { name in
      let value = name.text.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
      return "test != '\(value)'"
    }
    return "--where=\(terms.joined(separator: " and "))\n"
  }
}

/// xUnit.net v3's own runner: a `-method-` for each method.
///
/// Source: the help of xUnit.net v3's runner and its `XunitFilters.AddExcludedMethodFilter`: `-method-`
/// excludes a method by its full name, in which `*` is a wildcard. The cases of a theory are its
/// method's.
struct XUnitList: QuarantineListSyntax {
  let runner = "xUnit.net"
  let reach = ListReach.anyCase
  let languages: Set<SourceLanguage> = [.dotnet]
  let mostBytes: Int? = mostBytesOfArguments

  func names(of test: TestID) throws(Unlistable) -> [ListedName] {
    try DotnetList().names(of: test)
  }

  func check(_ name: ListedName) throws(Unlistable) {
    try refuseLineBreaks(name.text)
    if name.text.contains("*") { throw Unlistable("a * is a wildcard, and has no escape") }
  }

  func text(_ names: [ListedName]) -> String {
    names.map { "-method-\n\($0.text)\n" }.joined()
  }
}
