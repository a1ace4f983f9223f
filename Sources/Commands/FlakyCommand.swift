import ArgumentParser
import Reporter
import StatisticsCore
import Storage
import TestModel

struct FlakyCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "flaky",
    abstract: "List the flaky tests, how sure that is, and what they cost.",
    discussion: """
      What the verdicts and figures mean stands in the README under "What the verdicts mean", at the \
      end of the HTML report, and in the JSON under "definitions". Owners are those of the \
      checkout's CODEOWNERS file.
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv, markdown, html
  }

  @OptionGroup var analysis: AnalysisOptions
  @Option(help: "Only the job runs of this branch.") var branch: String?
  @Option(help: "Only the tests of this owner, such as @acme/checkout.") var owner: String?
  @Option(help: "The probability from which a test is listed, 0 to 1.") var minProbability = 0.5
  @Flag(help: "List every test that failed at least once in the window.") var all = false
  @Option(help: "List this many tests at most.") var limit: Int?
  @Option(
    help: ArgumentHelp(
      "Say of one test why it has its verdict: its name or id, or how only one of them begins.",
      valueName: "test"
    )
  )
  var explain: String?
  @Option(help: "How to print it.") var format = Format.table
  @Option(name: .shortAndLong, help: "Write to this file.") var output: String?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (0...1).contains(minProbability) else {
      throw ValidationError("--min-probability is a number from 0 to 1.")
    }
    if let limit, limit < 1 { throw ValidationError("--limit is 1 or more.") }
    if explain != nil, ![.table, .json].contains(format) {
      throw ValidationError("--explain prints text or, with --format json, JSON.")
    }
  }

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let store = try common.openForReading(in: surroundings)
    let owners = Owners(in: surroundings)
    var analyzed = try Analysis(
      store,
      window: analysis.range(until: analysis.asOf(surroundings)),
      repo: analysis.repo,
      branch: branch,
      owners: { owners.owners(of: $0.testID) }
    )
    let known = try analyzed.addCauses(store, repo: analysis.repo)
    let asked = try explain.map { [try analyzed.assessment.test(named: $0)] } ?? tests(analyzed)
    let listed = try analyzed.countingPasses(of: asked, store)
    let text = try self.text(analyzed, listed, known, store)
    return try surroundings.deliver(text, to: output, remarks: remarks(owners))
  }

  /// The tests to list.
  private func tests(_ analyzed: Analysis) -> [TestAssessment] {
    let assessment = analyzed.assessment
    let candidates =
      all
      ? assessment.tests.filter { $0.failures > 0 }
      : assessment.flakyTests(minimumProbability: minProbability)
    let owned = candidates.filter { test in
      owner.map { owner in test.owners.contains { isSameOwner($0, owner) } } ?? true
    }
    return Array(owned.prefix(limit ?? owned.count))
  }

  private func text(
    _ analyzed: Analysis,
    _ listed: [TestAssessment],
    _ known: TestsByRow,
    _ store: HistoryStore
  ) throws -> String {
    let assessment = analyzed.assessment
    switch format {
    case .table where explain != nil: return listed.map(flakyExplanation).joined()
    case .table: return flakyTable(assessment, tests: listed, showsVerdict: all)
    case .json: return try jsonText(FlakyDocument(assessment, tests: listed, known: known))
    case .csv: return flakyCSV(tests: listed)
    case .markdown: return flakyReportMarkdown(assessment, tests: listed)
    case .html:
      return flakyReportHTML(
        assessment,
        tests: listed,
        history: analyzed.flakiness.history,
        jobRuns: analyzed.jobRuns,
        quarantine: try store.quarantineRecords(asOf: assessment.asOf),
        repo: analysis.repo
      )
    }
  }

  private func remarks(_ owners: Owners) -> [String] {
    guard owner != nil, owners.codeOwners == nil, owners.remarks.isEmpty else {
      return owners.remarks
    }
    return ["there is no CODEOWNERS file in this checkout; no test has an owner"]
  }
}

/// Whether two names are one owner's: code hosts do not tell capital letters apart, and people leave
/// the @ out.
private func isSameOwner(_ left: String, _ right: String) -> Bool {
  func folded(_ name: String) -> Substring {
    let name = name.lowercased()
    return name.hasPrefix("@") ? name.dropFirst() : Substring(name)
  }
  return folded(left) == folded(right)
}
