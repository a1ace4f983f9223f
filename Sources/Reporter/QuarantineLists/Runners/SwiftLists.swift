import TestModel

/// `swift test`: a `--skip` for each test, an anchored regular expression.
struct SwiftList: QuarantineListSyntax {
  let runner = "swift test"
  let languages: Set<SourceLanguage> = [.swift]
  let mostBytes: Int? = mostBytesOfArguments

  func names(of test: TestID) throws(Unlistable) -> [ListedName] { [try swiftName(of: test)] }

  func text(_ names: [ListedName]) -> String {
    names.compactMap { SwiftTestName("\($0.scope)/\($0.text)") }
      .map { "--skip=\(SwiftSyntax.test($0))\n" }.joined()
  }
}

/// `xcodebuild test`: a `-skip-testing` for each test.
///
/// Source: xcodebuild(1). The identifiers are taken literally, and one of a suite takes what is in it.
struct XcodebuildList: QuarantineListSyntax {
  let runner = "xcodebuild"
  let reach = ListReach.nested(after: [UInt8(ascii: "/")])
  let languages: Set<SourceLanguage> = [.swift, .c]
  let mostBytes: Int? = mostBytesOfArguments

  func names(of test: TestID) throws(Unlistable) -> [ListedName] { [try swiftName(of: test)] }

  func check(_ name: ListedName) throws(Unlistable) { try refuseLineBreaks(name.text) }

  func text(_ names: [ListedName]) -> String {
    names.map { "-skip-testing:\($0.scope)/\($0.text)\n" }.joined()
  }
}

/// A test plan of Xcode: its `testTargets`, with the tests to skip, to be put into a plan.
///
/// Xcode writes `CartTests/testAdds()` for a method of XCTest, too.
struct XCTestPlanList: QuarantineListSyntax {
  let runner = "a test plan"
  let reach = ListReach.nested(after: [UInt8(ascii: "/")])
  let languages: Set<SourceLanguage> = [.swift, .c]

  func names(of test: TestID) throws(Unlistable) -> [ListedName] { [try swiftName(of: test)] }

  func text(_ names: [ListedName]) -> String {
    let targets = Dictionary(grouping: names, by: \.scope).sorted { $0.key < $1.key }
    let plan = Plan(
      testTargets: targets.map { target, names in
        Plan.TestTarget(
          skippedTests: names.map { $0.text.hasSuffix(")") ? $0.text : $0.text + "()" },
          target: Plan.Target(name: target)
        )
      }
    )
    // Strings alone can't fail to be written.
    return (try? camelCaseJSON(plan)) ?? ""
  }

  private struct Plan: Encodable {
    struct Target: Encodable { var name: String }
    struct TestTarget: Encodable {
      var skippedTests: [String]
      var target: Target
    }
    var testTargets: [TestTarget]
    var version = 1
  }
}

/// The target as the scope, and the path in it.
private func swiftName(of test: TestID) throws(Unlistable) -> ListedName {
  guard !test.classname.isEmpty, let name = SwiftTestName("\(test.classname)/\(test.name)"),
    !name.path.isEmpty
  else { throw Unlistable("its module is missing, as in ShopTests.CartTests/testTotal") }
  return ListedName(scope: name.module, text: name.path.joined(separator: "/"))
}
