import ArgumentParser

struct TestsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tests",
    abstract: "List and split tests, in the place of `circleci tests`.",
    subcommands: [TestsGlob.self, TestsSplit.self, TestsExplain.self]
  )
}
