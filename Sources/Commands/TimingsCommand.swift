import ArgumentParser
import Reporter
import StatisticsCore
import Storage
import TestModel

struct TimingsCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "timings",
    abstract: "Show what is slow, what became slow and since which commit, and how well splits do.",
    discussion: """
      A suite is a job on a leg of the matrix. Times are those of its runs in the window; changes \
      are looked for on the default branch, or on that of --branch, with the speed of the machines \
      taken out and 5 % false ones at most.
      """
  )

  enum Listed: String, ExpressibleByArgument, CaseIterable {
    case file, `class`, test, suite

    var kind: TimedKind {
      switch self {
      case .file: .file
      case .class: .class
      case .test: .test
      case .suite: .suite
      }
    }
  }

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv, markdown, html
  }

  @Option(help: "What to list.") var by = Listed.file
  @Option(help: "List this many at most.") var slowest = 20
  @Flag(help: "Only what became slower or faster.") var changed = false
  @OptionGroup var analysis: AnalysisOptions
  @Option(help: "Only this job.") var job: String?
  @Option(help: "Only this leg of the matrix.") var variant: String?
  @Option(help: "Only the runs of this branch.") var branch: String?
  @Option(help: "How to print it.") var format = Format.table
  @Option(name: .shortAndLong, help: "Write to this file.") var output: String?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if slowest < 1 { throw ValidationError("--slowest is 1 or more.") }
  }

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let store = try common.openForReading(in: surroundings)
    let window = analysis.range(until: analysis.asOf(surroundings))
    let reading = TimingsReading(store: store, window: window, kind: by.kind, branch: branch)
    let suites = try reading.suites(
      of: TimingStream(repo: analysis.repo, job: job, variant: variant)
    )
    let report = TimingsReport(suites, by: by.kind, in: window, branch: branch)
    return try surroundings.deliver(try text(report), to: output)
  }

  private func text(_ report: TimingsReport) throws -> String {
    switch format {
    case .table: timingsTable(report, slowest: slowest, onlyChanges: changed)
    case .json: try jsonText(TimingsDocument(report, slowest: slowest, onlyChanges: changed))
    case .csv: timingsCSV(report, slowest: slowest, onlyChanges: changed)
    case .markdown: timingsMarkdown(report, slowest: slowest, onlyChanges: changed)
    case .html:
      timingsHTML(report, slowest: slowest, onlyChanges: changed, repo: analysis.repo)
    }
  }
}
