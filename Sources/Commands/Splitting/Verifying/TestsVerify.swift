import ArgumentParser
import Formats
import Ingester
import Reporter
import StatisticsCore

struct TestsVerify: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Prove from a plan and the reports of its run that every name ran exactly once.",
    discussion: """
      RESULTS are the reports of all nodes: files, folders, quoted patterns, archives. 3=PATH says that \
      what is at PATH is from node 3; otherwise a report is of the node that most of its names were \
      planned on. Several reports of a node add up, and a name that its own node ran again, as after a \
      retry, is no finding where the reports tell the nodes for sure. Exits with 0 where all is proved, \
      and with 1 where a name is missing, ran twice or elsewhere, where something else ran, or where a \
      report is not whole.
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  @Option(help: ArgumentHelp("The plan that the nodes followed.", valueName: "file or ID"))
  var plan: String
  @Argument(help: "Reports, or N=reports of node N, from 0.") var results: [String]
  @Flag(
    inversion: .prefixedNo,
    help: "Node 0 ran what is not in the plan, as with `tests split --catch-all`."
  )
  var catchAll = false
  @Option(
    help: ArgumentHelp(
      "A name that has no tests, and so is in no report; with * at the end, all that begin so.",
      valueName: "name"
    )
  )
  var expectEmpty: [String] = []
  @Option(help: "How to print it.") var format = Format.table
  @Option(name: .shortAndLong, help: "Write to this file.") var output: String?
  @OptionGroup var common: CommonOptions

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    guard let frozen = try PlanStore(common, in: surroundings).plan(plan) else {
      throw CommandFailure(
        "there is no plan at \(terminalText(plan)); name the file or the ID that `evenkeel tests plan` "
          + "gave",
        .missingFile
      )
    }
    let found = try ReportsOfNodes(results, nodes: frozen.nodes.count, in: surroundings)
    defer { found.removeSpooledInput() }
    let folders = [surroundings.folder] + checkoutFolders(in: surroundings.variables)
    let reader = RunReportReader(byCase: frozen.isOfTests, checkoutFolders: folders)
    let result = verify(
      frozen,
      reports: try reader.reports(of: found),
      keys: frozen.isOfFiles
        ? frozen.items.map { normalizedPath($0.name, checkoutFolders: folders) } : nil,
      rules: VerificationRules(takesNewNames: catchAll, emptyNames: expectEmpty)
    )
    return try surroundings.deliver(
      format == .json ? try jsonText(VerificationDocument(result)) : verificationText(result),
      to: output,
      remarks: output == nil ? [] : [verificationVerdict(result)],
      status: result.isProved ? .done : .finding
    )
  }
}

extension SplitPlan {
  /// Whether its names are tests.
  fileprivate var isOfTests: Bool { kind == TimingsType.testname.rawValue }
  /// Whether its names are files.
  fileprivate var isOfFiles: Bool { kind == TimingsType.filename.rawValue }
}
