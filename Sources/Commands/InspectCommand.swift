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
    let inspected = found.files.map(inspect) + found.rejected.map { InspectedFile($0.rejection) }
    let hasFinding = inspected.contains { $0.rejected != nil || $0.isTruncated }
    let text =
      switch format {
      case .json: try jsonText(InspectDocument(files: inspected))
      case .table: inspected.map(\.text).joined()
      }
    return CommandOutput(text, status: hasFinding ? .finding : .done)
  }

  private func inspect(_ path: String) -> InspectedFile {
    var cases: [ReportedCase] = []
    var positions: [TestID: Int] = [:]
    do {
      let summary = try readReport(at: path) { event in
        switch event {
        case .testCase(let testCase):
          positions[testCase.id] = cases.count
          cases.append(testCase)
        case .retried(let retried):
          guard let position = positions[retried.id] else { return }
          if let first = retried.first { cases[position].attempts[0] = first }
          cases[position].attempts += retried.laterAttempts
        case .ambiguous(let id):
          if let position = positions[id] { cases[position].isAmbiguous = true }
        case .timing: break
        }
      }
      return InspectedFile(path: path, summary: summary, cases: cases)
    } catch let error as ReportError {
      return InspectedFile(
        RejectedFile(file: path, line: error.line, reason: error.description)
      )
    } catch {
      return InspectedFile(RejectedFile(file: path, line: nil, reason: "\(error)"))
    }
  }
}
