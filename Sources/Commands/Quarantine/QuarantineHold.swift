import ArgumentParser
import Reporter
import Storage
import TestModel

struct QuarantineHold: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold",
    abstract: "Keep a test out of quarantine, whatever the policy says.",
    discussion: "A test that is in quarantine leaves. `evenkeel quarantine release` ends the hold."
  )

  @OptionGroup var decided: DecidedTest
  @Option(help: "Why.") var reason: String
  @Option(help: "When the hold ends (ISO 8601). Default: when it is released.")
  var until: MomentArgument?
  @OptionGroup var common: CommonOptions

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let store = try common.openForWriting(in: surroundings)
    let found = try store.test(named: decided.test)
    let author = try decided.author(in: surroundings)
    if let until, until.moment <= surroundings.now {
      throw CommandFailure("--until is past; name a later moment", .usage)
    }
    let record = try decided.record(found, in: store, at: surroundings.now)
    let entry =
      record?.entry
      ?? QuarantineEntry(
        test: found,
        reason: reason,
        author: author,
        since: surroundings.now,
        isManual: true
      )
    return try store.carryOut(
      QuarantineTransition(
        kind: .held,
        entry: entry,
        at: surroundings.now,
        author: author,
        reason: reason,
        until: until?.moment
      )
    )
  }
}
