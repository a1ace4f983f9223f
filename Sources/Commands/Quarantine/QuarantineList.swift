import ArgumentParser
import Reporter
import Storage
import TestModel

struct QuarantineList: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Show the tests in quarantine."
  )

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  @Option(help: "How to print it.") var format = Format.table
  @Option(help: ArgumentHelp("What counts as now (ISO 8601).", valueName: "time"))
  var asOf: MomentArgument?
  @Option(name: .shortAndLong, help: "Write to this file.") var output: String?
  @OptionGroup var common: CommonOptions

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let entries = try common.openForReading(in: surroundings).quarantine()
    let moment = asOf?.moment ?? surroundings.now
    let text =
      switch format {
      case .table: quarantineTable(entries, asOf: moment)
      case .json: try jsonText(QuarantineDocument(entries, asOf: moment))
      }
    return try surroundings.deliver(text, to: output)
  }
}
