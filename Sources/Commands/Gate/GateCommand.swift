import ArgumentParser
import Foundation
import Ingester
import Reporter
import StatisticsCore
import TestModel

struct GateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Run a command, and pass when all that failed is in quarantine.",
    discussion: """
      The command is run as it stands, without a shell; its input and output are untouched, and \
      signals are passed on to it. It is safe to go on, and the status is 0, where the command \
      succeeded and no report says otherwise, or where every failed test is in quarantine, fails as \
      it is known to, and nothing else is wrong. Otherwise the status is the command's own, 128 and \
      its number where a signal ended it, and 1 where finished reports are read or the command's \
      own is 0.

      What is decided is said on standard error after a command, so that its output stays its own, \
      and on standard output where finished reports are read; --json goes to standard output, in \
      one line. Reports that are older than the command are not read.
      """
  )

  @Option(
    parsing: .upToNextOption,
    help: "Reports that say what failed: files, folders or quoted patterns."
  )
  var junit: [String] = []
  @OptionGroup(title: "What is demanded") var demands: GateDemands
  @OptionGroup(title: "The job") var job: GatedJob
  @Flag(help: "Print the decision as JSON.") var json = false
  @Option(help: ArgumentHelp("What counts as now (ISO 8601).", valueName: "time"))
  var asOf: MomentArgument?
  @Option(name: .shortAndLong, help: "Write the decision to this file.") var output: String?
  @OptionGroup var common: CommonOptions
  @Argument(
    parsing: .postTerminator,
    help: "After --, the command that runs the tests, with its arguments."
  )
  var command: [String] = []

  func validate() throws {
    if command.isEmpty, junit.isEmpty {
      throw ValidationError("Name a command after --, or finished reports with --junit.")
    }
    if !command.isEmpty, junit.contains("-") {
      throw ValidationError("A command's reports are files; leave out --junit -.")
    }
  }

  func run() throws {
    let status: Int32
    do {
      status = try run(in: .ofProcess())
    } catch {
      throw ExitCode(complain(of: error, in: .ofProcess()).rawValue)
    }
    if status != 0 { throw ExitCode(status) }
  }

  /// - Returns: the exit status.
  private func run(in surroundings: Surroundings) throws -> Int32 {
    let before = ReportStamps(of: command.isEmpty ? [] : junit, in: surroundings)
    let end = command.isEmpty ? nil : GatedRun(arguments: command).run(surroundings.variables)
    do {
      let run = try gateCase(end, before, in: surroundings)
      let judgment = GateJudgment(run)
      let status = exitStatus(judgment, end)
      try tell(judgment, run, status: status, in: surroundings)
      return status
    } catch {
      // What goes wrong here must not turn a failed command into another one.
      let status = complain(of: error, in: surroundings)
      guard let end, end.status != 0 else { return status.rawValue }
      return end.status
    }
  }

  private func gateCase(
    _ end: GatedCommand?,
    _ before: ReportStamps,
    in surroundings: Surroundings
  ) throws -> GateCase {
    let now = end == nil ? surroundings.now : Surroundings.ofProcess().now
    let moment = asOf?.moment ?? now
    let told = job.jobRun(in: surroundings)
    let reading = try GateReading(
      junit,
      olderThan: end == nil ? nil : before,
      repo: told.repo,
      in: surroundings
    )
    let knowledge = GateKnowledge(
      reading.failures,
      of: told,
      asOf: moment,
      opening: { try common.openForReading(in: surroundings) }
    )
    return GateCase(
      command: end,
      runner: GateRunner(commandLine: command),
      reports: reading.reports,
      failures: knowledge.failures,
      retried: reading.retried,
      list: knowledge.list,
      expectations: demands.expectations(usual: knowledge.usualTests),
      asOf: moment
    )
  }

  private func exitStatus(_ judgment: GateJudgment, _ end: GatedCommand?) -> Int32 {
    if judgment.isSafe { return 0 }
    guard let end, end.status != 0 else { return CommandStatus.finding.rawValue }
    return end.status
  }

  /// Says what was decided.
  private func tell(
    _ judgment: GateJudgment,
    _ run: GateCase,
    status: Int32,
    in surroundings: Surroundings
  ) throws {
    let document = GateDocument(judgment, of: run, status: status)
    if json, output == nil {
      let text = try jsonText(document, pretty: false)
      return try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    }
    if output != nil {
      let text = json ? try jsonText(document) : gateScreen(judgment, of: run)
      _ = try surroundings.deliver(text, to: output)
    }
    if common.quiet, judgment.isSafe { return }
    let handle = run.command == nil ? FileHandle.standardOutput : .standardError
    let screen = screen(judgment, run, to: StreamEnd(of: handle), in: surroundings)
    try handle.write(contentsOf: Data(screen.utf8))
  }

  /// The screen as the log of the job gets it, where it is one.
  private func screen(
    _ judgment: GateJudgment,
    _ run: GateCase,
    to end: StreamEnd,
    in surroundings: Surroundings
  ) -> String {
    guard let syntax = common.ciLog(in: surroundings),
      run.command == nil || syntax.readsStandardError
    else { return end.text(gateScreen(judgment, of: run)) }
    let files = CheckoutFiles(run.failures.map(\.testID.file), in: surroundings)
    return gateScreen(judgment, of: run, log: CILog(syntax: syntax, now: run.asOf, files: files))
  }

  /// Says what went wrong with the gate itself.
  private func complain(of error: any Error, in surroundings: Surroundings) -> CommandStatus {
    let output = CommandOutput(failingBy: error)
    let text = output.diagnostics(
      in: common.ciLog(in: surroundings),
      to: StreamEnd(of: .standardError)
    )
    writeError(text)
    return output.status
  }
}
