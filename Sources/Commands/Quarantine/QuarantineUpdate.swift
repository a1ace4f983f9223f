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
    let asOf = analysis.asOf(surroundings)
    let store = try common.openForReading(in: surroundings)
    let records = try store.quarantineRecords(asOf: asOf)
    let owners = Owners(in: surroundings)
    let analyzed = try Analysis(
      store,
      window: analysis.range(until: asOf),
      repo: analysis.repo,
      including: records.filter { $0.state != .cleared }.map(\.test.id),
      owners: { owners.owners(of: $0.testID) }
    )
    let transitions = rules.policy.transitions(
      analyzed.assessment,
      // Of candidates of other repositories nothing was looked at.
      records: records.filter {
        $0.state != .candidate || analysis.repo == nil || $0.test.repo == analysis.repo
      },
      suiteSizes: suiteSizes(of: analyzed.jobRuns)
    )
    if !dryRun {
      try common.openForWriting(in: surroundings).apply(transitions, update: asOf)
    }
    let remarks = dryRun ? ["a dry run: nothing was changed"] : []
    var output = CommandOutput(transitionLines(transitions), remarks: owners.remarks + remarks)
    output.title = "Quarantine: \(plural(transitions.count, "transition"))"
    return output
  }
}
