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
