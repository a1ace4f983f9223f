import ArgumentParser
import Reporter
import Storage
import TestModel

struct QuarantineList: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Show the tests in quarantine, and those that are watched."
  )

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  @Option(help: "How to print it.") var format = Format.table
  @Flag(help: "List those that are not in quarantine, too, in the table; JSON always has them.")
  var all = false
  @Option(help: ArgumentHelp("What counts as now (ISO 8601).", valueName: "time"))
  var asOf: MomentArgument?
  @Option(name: .shortAndLong, help: "Write to this file.") var output: String?
  @OptionGroup var common: CommonOptions

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let moment = asOf?.moment ?? surroundings.now
    let records = try common.openForReading(in: surroundings).quarantineRecords(asOf: moment)
    let text =
      switch format {
      case .table: quarantineTable(records, listsAll: all, asOf: moment)
      case .json: try jsonText(QuarantineDocument(records, asOf: moment))
      }
    return try surroundings.deliver(text, to: output)
  }
}
