import ArgumentParser
import Reporter
import Storage
import TestModel

struct QuarantineExport: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the list in a test runner's own form.",
    discussion: """
      For pytest the list is a file of arguments: pytest @FILE (pytest 8.2 and later). Matches are \
      exact: an entry that would take another test with it is left out, and named, and the exit \
      status is 1.
      """
  )

  enum Runner: String, ExpressibleByArgument, CaseIterable { case pytest, json }

  @Option(name: .customLong("for"), help: "The test runner, or json for other programs.")
  var runner: Runner
  @Flag(help: "List entries that would take other tests with them, too.")
  var allowOvermatch = false
  @Option(help: ArgumentHelp("What counts as now (ISO 8601).", valueName: "time"))
  var asOf: MomentArgument?
  @Option(name: .shortAndLong, help: "Write to this file.") var output: String?
  @OptionGroup var common: CommonOptions

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let store = try common.openForReading(in: surroundings)
    let entries = try store.quarantine()
    switch runner {
    case .json:
      let document = QuarantineDocument(entries, asOf: asOf?.moment ?? surroundings.now)
      return try surroundings.deliver(try jsonText(document), to: output)
    case .pytest:
      let known = entries.isEmpty ? [] : try store.allTests()
      let list = pytestArguments(entries, known: known, allowsOvermatch: allowOvermatch)
      return try surroundings.deliver(
        list.text,
        to: output,
        remarks: list.leftOut.map { "left out: \($0)" },
        status: list.leftOut.isEmpty ? .done : .finding
      )
    }
  }
}
