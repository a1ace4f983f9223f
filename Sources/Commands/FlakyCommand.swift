import ArgumentParser
import Reporter
import StatisticsCore
import Storage
import TestModel

struct FlakyCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "flaky",
    abstract: "List the flaky tests, how sure that is, and what they cost."
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv, markdown, html
  }

  @OptionGroup var analysis: AnalysisOptions
  @Option(help: "Only the job runs of this branch.") var branch: String?
  @Option(help: "The probability from which a test is listed, 0 to 1.") var minProbability = 0.5
  @Flag(help: "List every test that failed at least once in the window.") var all = false
  @Option(help: "List this many tests at most.") var limit: Int?
  @Option(help: "How to print it.") var format = Format.table
  @Option(name: .shortAndLong, help: "Write to this file.") var output: String?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (0...1).contains(minProbability) else {
      throw ValidationError("--min-probability is a number from 0 to 1.")
    }
    if let limit, limit < 1 { throw ValidationError("--limit is 1 or more.") }
  }

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let store = try common.openForReading(in: surroundings)
    let window = analysis.range(until: analysis.asOf(surroundings))
    let analyzed = try Analysis(store, window: window, repo: analysis.repo, branch: branch)
    let assessment = analyzed.assessment
    let candidates =
      all
      ? assessment.tests.filter { $0.failures > 0 }
      : assessment.flakyTests(minimumProbability: minProbability)
    let listed = Array(candidates.prefix(limit ?? candidates.count))
    let text =
      switch format {
      case .table: flakyTable(assessment, tests: listed, showsVerdict: all)
      case .json: try jsonText(FlakyDocument(assessment, tests: listed))
      case .csv: flakyCSV(tests: listed)
      case .markdown: flakyReportMarkdown(assessment, tests: listed)
      case .html:
        flakyReportHTML(
          assessment,
          tests: listed,
          jobRuns: analyzed.jobRuns,
          quarantine: try store.quarantine(),
          repo: analysis.repo
        )
      }
    return try surroundings.deliver(text, to: output)
  }
}
