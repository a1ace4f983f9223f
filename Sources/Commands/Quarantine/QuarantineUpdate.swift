import ArgumentParser
import Reporter
import StatisticsCore
import Storage
import TestModel

struct QuarantineUpdate: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Apply the policy: who enters, who leaves, and why."
  )

  @Flag(help: "Say what would change, and change nothing.") var dryRun = false
  @OptionGroup var analysis: AnalysisOptions
  @OptionGroup(title: "The policy") var rules: PolicyOptions
  @OptionGroup var common: CommonOptions

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let readStore = try common.openForReading(in: surroundings)
    let entries = try readStore.quarantine()
    let analyzed = try Analysis(
      readStore,
      window: analysis.range(until: analysis.asOf(surroundings)),
      repo: analysis.repo,
      including: entries.map(\.test.id)
    )
    let transitions = rules.policy.transitions(analyzed.assessment, entries: entries)
    if !dryRun {
      try common.openForWriting(in: surroundings)
        .apply(transitions, update: analysis.asOf(surroundings))
    }
    let remarks = dryRun ? ["a dry run: nothing was changed"] : []
    return CommandOutput(transitionLines(transitions), remarks: remarks)
  }
}
