import ArgumentParser

struct TestsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tests",
    abstract: "List, split and run tests, in the place of `circleci tests`.",
    subcommands: [
      TestsGlob.self, TestsSplit.self, TestsRun.self, TestsPlan.self, TestsExplain.self,
      TestsVerify.self,
    ]
  )
}
