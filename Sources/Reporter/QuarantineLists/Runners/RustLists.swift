import TestModel

/// `cargo test`: a `--skip` for each test, which libtest compares whole after `--exact`.
///
/// Source: `filter_tests` in libtest. The arguments go to the binaries of all crates.
struct CargoList: QuarantineListSyntax {
  let runner = "cargo test"
  let languages: Set<SourceLanguage> = [.rust]
  let mostBytes: Int? = mostBytesOfArguments

  func names(of test: TestID) throws(Unlistable) -> [ListedName] {
    // The class is the binary in reports of nextest, and the module in those of libtest.
    let qualified = ListedName(text: "\(test.classname)::\(test.name)")
    return [ListedName(text: test.name)] + (test.classname.isEmpty ? [] : [qualified])
  }

  func check(_ name: ListedName) throws(Unlistable) { try refuseLineBreaks(name.text) }

  func text(_ names: [ListedName]) -> String {
    names.isEmpty ? "" : "--exact\n" + names.map { "--skip=\($0.text)\n" }.joined()
  }
}

/// cargo-nextest: one filterset of all that is not in quarantine.
///
/// Source: nextest's filterset reference. Several filtersets would select what any of them does.
struct NextestList: QuarantineListSyntax {
  let runner = "cargo nextest"
  let languages: Set<SourceLanguage> = [.rust]
  let mostBytes: Int? = mostBytesOfOneArgument

  func names(of test: TestID) throws(Unlistable) -> [ListedName] {
    [ListedName(scope: test.classname, text: test.name)]
  }

  func check(_ name: ListedName) throws(Unlistable) {
    if hasControlCharacter(name.key.replacing("\0", with: "")) {
      throw Unlistable("its name has a control character")
    }
  }

  func text(_ names: [ListedName]) -> String {
    guard !names.isEmpty else { return "" }
    let sets = names.map { name in
      let test = "test(=\(NextestSyntax.escaped(name.text)))"
      guard !name.scope.isEmpty else { return test }
      return "(binary_id(=\(NextestSyntax.escaped(name.scope))) & \(test))"
    }
    return "-E=not (\(sets.joined(separator: " | ")))\n"
  }
}
