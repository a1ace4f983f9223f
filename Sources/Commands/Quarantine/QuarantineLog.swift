import ArgumentParser
import Reporter
import Storage
import TestModel

struct QuarantineLog: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show what was decided about a test, or about all."
  )

  @Argument(help: "The test: its id, its name as reports show it, or its pytest node ID.")
  var test: String?
  @Option(help: ArgumentHelp("What counts as now (ISO 8601).", valueName: "time"))
  var asOf: MomentArgument?
  @OptionGroup var common: CommonOptions

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let store = try common.openForReading(in: surroundings)
    let log =
      if let test { try store.quarantineLog(ofTest: try store.test(named: test).id) } else {
        try store.quarantineLog()
      }
    let lines = log.filter { line in asOf.map { line.at <= $0.moment } ?? true }.map { line in
      let name = test == nil ? "\(terminalText(line.entry.test.testID.displayName)) " : ""
      let end = line.until.map { ", until \($0.iso8601)" } ?? ""
      let commit = line.commit.map { ", by commit \(terminalText($0))" } ?? ""
      return "\(line.at.iso8601)  \(name)\(line.kind.rawValue)  by \(terminalText(line.author)): "
        + "\(terminalText(line.reason))\(commit)\(end)\n"
    }
    let nothing = "Nothing was decided about \(test.map(terminalText) ?? "any test").\n"
    return CommandOutput(lines.isEmpty ? nothing : lines.joined())
  }
}
