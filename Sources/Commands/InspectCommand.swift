import ArgumentParser
import Formats
import Ingester
import Reporter
import TestModel

struct InspectCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what is understood of reports, without a history."
  )

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  @Argument(help: "Reports: files, folders, quoted patterns, or - for standard input.")
  var paths: [String]
  @Option(help: "How to print it.") var format = Format.table
  @OptionGroup var common: CommonOptions

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let found = try ReportsOnCommandLine(paths, in: surroundings)
    defer { found.removeSpooledInput() }
    if let failure = found.onlyFailure { throw failure }
    let inspected =
      try found.files.flatMap(inspect) + found.rejected.map { InspectedFile($0.rejection) }
    let hasFinding = inspected.contains { $0.rejected != nil || $0.isTruncated }
    let text =
      switch format {
      case .json: try jsonText(InspectDocument(files: inspected))
      case .table: inspected.map(\.text).joined()
      }
    return CommandOutput(text, status: hasFinding ? .finding : .done)
  }

  private func inspect(_ path: String) throws -> [InspectedFile] {
    var inspected: [InspectedFile] = []
    let rejected = try forEachReport(ofFile: path) { entry in
      inspected.append(inspect(entry))
    }
    return inspected + rejected.map { InspectedFile($0) }
  }

  private func inspect(_ entry: ReportEntry) -> InspectedFile {
    var collected = CollectedCases()
    do {
      let summary = try entry.read { collected.add($0) }
      return InspectedFile(path: entry.name, summary: summary, cases: collected.cases)
    } catch let error as ReportError {
      return InspectedFile(
        RejectedFile(file: entry.name, line: error.line, reason: error.description)
      )
    } catch {
      return InspectedFile(RejectedFile(file: entry.name, line: nil, reason: "\(error)"))
    }
  }
}
