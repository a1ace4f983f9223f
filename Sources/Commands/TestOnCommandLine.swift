import Reporter
import StatisticsCore
import TestModel

extension FlakinessAssessment {
  /// The test that a user means: by its id or its name, with or without its class, or by how only
  /// one of them begins.
  func test(named name: String) throws(CommandFailure) -> TestAssessment {
    let names = { (test: TestAssessment) in [test.test.stableID, test.test.testID.displayName] }
    let exact = tests.filter { names($0).contains(name) }
    let bare = exact.isEmpty ? tests.filter { $0.test.testID.name == name } : exact
    let found = bare.isEmpty ? tests.filter { names($0).contains { $0.hasPrefix(name) } } : bare
    guard let first = found.first else {
      throw CommandFailure(
        "no test that failed in this window is called \(terminalText(name)); "
          + "`evenkeel flaky --all --format json` shows the names and ids",
        .unusableInput
      )
    }
    guard found.count == 1 else {
      let choices = found.prefix(5).map { choice in
        let repo = choice.test.repo.isEmpty ? "" : " of \(terminalText(choice.test.repo))"
        return "\(choice.test.stableID) \(terminalText(choice.test.testID.displayName))\(repo)"
      }
      throw CommandFailure(
        "\(found.count) tests are called \(terminalText(name)) or begin so; use an id, such as: "
          + choices.joined(separator: ", "),
        .unusableInput
      )
    }
    return first
  }
}
