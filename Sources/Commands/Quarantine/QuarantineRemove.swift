import ArgumentParser
import Storage
import TestModel

struct QuarantineRemove: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Take a test out of quarantine; it comes back only for a flake since."
  )

  @OptionGroup var decided: DecidedTest
  @Option(help: "Why.") var reason = "taken out by hand"
  @OptionGroup var common: CommonOptions

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let store = try common.openForWriting(in: surroundings)
    let record = try decided.record(
      in: store,
      at: surroundings.now,
      where: \.state.isExcused,
      otherwise: "is not in quarantine"
    )
    return try store.carryOut(
      QuarantineTransition(
        kind: .removed,
        entry: record.entry,
        at: surroundings.now,
        author: try decided.author(in: surroundings),
        reason: reason
      )
    )
  }
}
