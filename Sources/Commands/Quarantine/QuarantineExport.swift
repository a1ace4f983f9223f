import ArgumentParser
import Reporter
import Storage
import TestModel

struct QuarantineExport: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the list in a test runner's own form.",
    discussion: """
      Matches are exact: an entry that would take another test of the history with it is left out, \
      and named, and the exit status is 1. So is one for which the runner has no words. Forms \
      without a file are one argument a line, for xargs, which hands each on whatever it holds.

      \(ExportForm.usages)

      A runner that isn't here has no way to leave out single tests exactly: TestNG is run by \
      Gradle or Surefire, and Cypress leaves out whole files.
      """
  )

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("The test runner, or a form for other programs.", valueName: "runner")
  )
  var form: ExportForm
  @Flag(help: "List entries that would take other tests with them, too.")
  var allowOvermatch = false
  @Option(help: "Only tests of this repository.") var repo: String?
  @Option(help: ArgumentHelp("What counts as now (ISO 8601).", valueName: "time"))
  var asOf: MomentArgument?
  @Option(name: .shortAndLong, help: "Write to this file.") var output: String?
  @OptionGroup var common: CommonOptions

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let store = try common.openForReading(in: surroundings)
    let entries = try store.quarantine().filter { repo == nil || $0.test.repo == repo }
    guard case .runner(let runner) = form else {
      let document = QuarantineDocument(entries, asOf: asOf?.moment ?? surroundings.now)
      return try surroundings.deliver(try jsonText(document), to: output)
    }
    let known = entries.isEmpty ? [] : try store.allTests()
    let list = runnerList(
      of: entries,
      known: known.filter { repo == nil || $0.repo == repo },
      for: runner,
      allowsOvermatch: allowOvermatch
    )
    var remarks = list.leftOut.map { "left out: \($0)" }
    if list.foreign > 0 {
      remarks.append("\(plural(list.foreign, "test")) of other languages not listed")
    }
    return try surroundings.deliver(
      list.text,
      to: output,
      remarks: remarks,
      status: list.leftOut.isEmpty ? .done : .finding
    )
  }
}

/// What a list is written for: a runner, or JSON for programs.
enum ExportForm: ExpressibleByArgument {
  case json
  case runner(QuarantineRunner)

  init?(argument: String) {
    if argument == "json" {
      self = .json
    } else if let runner = QuarantineRunner(rawValue: argument) {
      self = .runner(runner)
    } else {
      return nil
    }
  }

  static var allValueStrings: [String] { ["json"] + QuarantineRunner.allCases.map(\.rawValue) }

  /// A line for each form: what it is called, and how the list is used.
  static var usages: String {
    let width = QuarantineRunner.allCases.map(\.rawValue.count).max() ?? 0
    return QuarantineRunner.allCases.map { runner in
      let gap = String(repeating: " ", count: width - runner.rawValue.count)
      return "  \(runner.rawValue)\(gap)  \(runner.usage)"
    }
    .joined(separator: "\n")
  }
}
