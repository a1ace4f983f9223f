import ArgumentParser
import Reporter
import StatisticsCore
import Storage
import TestModel

struct QuarantineAdd: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Put a test in quarantine by hand; only people take it out again."
  )

  @OptionGroup var decided: DecidedTest
  @Option(help: "Why.") var reason: String
  @Option(help: "The day to look at it again (ISO 8601).") var expires: MomentArgument?
  @Option(help: "Who mends it. Default: who owns its file, as CODEOWNERS says.")
  var owner: String?
  @Option(help: "Where it is worked on.") var issue: String?
  @Option(
    help: """
      Whether lists for runners leave it out (skip), or the gate alone excuses it (verdict). Default: as \
      the policy has it.
      """
  )
  var mode: QuarantineMode?
  @OptionGroup(title: "The policy") var modes: ModeOptions
  @OptionGroup var common: CommonOptions

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let store = try common.openForWriting(in: surroundings)
    let found = try store.test(named: decided.test)
    let author = try decided.author(in: surroundings)
    let record = try decided.record(found, in: store, at: surroundings.now)
    if let record { try refuse(record) }
    let owners = Owners(in: surroundings).owners(of: found.testID)
    var policy = QuarantinePolicy()
    modes.set(in: &policy)
    let entry = QuarantineEntry(
      test: found,
      reason: reason,
      author: author,
      since: surroundings.now,
      expires: expires?.moment,
      owner: owner ?? (owners.isEmpty ? nil : owners.joined(separator: " ")),
      issue: issue,
      mode: mode ?? policy.mode(of: found, owners: owners),
      isManual: true
    )
    return try store.carryOut(
      QuarantineTransition(
        kind: .entered,
        entry: entry,
        at: surroundings.now,
        author: author,
        reason: reason
      )
    )
  }

  private func refuse(_ record: QuarantineRecord) throws {
    let test = terminalText(decided.test)
    if record.state.isExcused { throw CommandFailure("\(test) is in quarantine already", .usage) }
    if record.state == .held {
      throw CommandFailure(
        "\(terminalText(record.decision.author)) holds \(test) out: "
          + "\(terminalText(record.decision.reason)); `evenkeel quarantine release` ends that",
        .usage
      )
    }
  }
}
