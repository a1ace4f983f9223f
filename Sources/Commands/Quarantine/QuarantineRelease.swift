import ArgumentParser
import Storage
import TestModel

struct QuarantineRelease: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Say that a test is mended, or end the hold that keeps it out.",
    discussion: """
      A test that is said to be mended leaves quarantine, and its failures count. It is watched until \
      its runs show the same: a flake before that puts it back.
      """
  )

  @OptionGroup var decided: DecidedTest
  @Option(help: "Why.") var reason: String
  @Option(help: "The commit that mended it.") var fixedBy: String?
  @Option(help: "Where it was worked on.") var issue: String?
  @OptionGroup var common: CommonOptions

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let store = try common.openForWriting(in: surroundings)
    let record = try decided.record(
      in: store,
      at: surroundings.now,
      where: { $0.state.isExcused || $0.state == .held || $0.state == .probation },
      otherwise: "is neither in quarantine nor held out of it"
    )
    let author = try decided.author(in: surroundings)
    var transition = QuarantineTransition(
      kind: record.state == .held ? .lifted : .fixed,
      entry: record.entry,
      at: surroundings.now,
      author: author,
      reason: reason,
      commit: fixedBy
    )
    if let issue {
      transition.entry.issue = issue
      transition.changes = QuarantineTransition.Changes(issue: issue)
    }
    return try store.carryOut(transition)
  }
}
