import ArgumentParser
import Reporter
import Storage
import TestModel

struct QuarantineEdit: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Change who mends a test in quarantine, where, until when, or how it is treated."
  )

  @OptionGroup var decided: DecidedTest
  @Option(help: "Why; it must be said where the test is to stay for longer.") var reason: String?
  @Option(help: "The day to look at it again (ISO 8601).") var expires: MomentArgument?
  @Option(help: "Who mends it.") var owner: String?
  @Option(help: "Where it is worked on.") var issue: String?
  @Option(help: "Whether lists for runners leave it out (skip), or the gate alone excuses it.")
  var mode: QuarantineMode?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if expires == nil, owner == nil, issue == nil, mode == nil {
      throw ValidationError("Say what changes: --expires, --owner, --issue or --mode.")
    }
    if expires != nil, reason == nil {
      throw ValidationError("Say with --reason why the test may stay until then.")
    }
  }

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let store = try common.openForWriting(in: surroundings)
    let record = try decided.record(
      in: store,
      at: surroundings.now,
      where: { $0.state.isExcused || $0.isWatched },
      otherwise: "is not in quarantine"
    )
    let told = [
      expires.map { "look again on \($0.moment.isoDate)" }, owner.map { "\($0) mends it" },
      issue.map { "it is worked on at \($0)" }, mode.map { "its mode is \($0.rawValue)" },
    ]
    let news = told.compactMap { $0 }.joined(separator: ", ")
    return try store.carryOut(
      QuarantineTransition(
        kind: .changed,
        entry: record.entry,
        at: surroundings.now,
        author: try decided.author(in: surroundings),
        reason: reason.map { "\($0) (\(news))" } ?? news,
        changes: QuarantineTransition.Changes(
          expires: expires?.moment,
          owner: owner,
          issue: issue,
          mode: mode
        )
      )
    )
  }
}
