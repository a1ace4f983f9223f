import ArgumentParser
import Foundation
import Reporter
import Storage

struct TestsRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a command with the tests of this node on its standard input.",
    discussion: """
      The command is run by the shell and gets the names a line each, as in --command "xargs pytest"; \
      its output is passed through, signals are passed on to it, and its exit status is that of this \
      command. Without names it is not run at all, and the status is 0.

      With --queue the names are shared out while the nodes run: each first gets the larger part of \
      its own, then batches of what is left. The command is run once a batch, with a number of its \
      own in EVENKEEL_BATCH, for reports that do not write over each other; EVENKEEL_NODE_INDEX and \
      EVENKEEL_NODE_TOTAL are set as well. The status is 0 where all batches had 0, else the first \
      other one, when all are run. What a lost node had begun is named and run again.
      """
  )

  @Option(help: "The command, such as \"xargs pytest\".") var command: String
  @OptionGroup(title: "Queue") var queue: QueueOptions
  @Flag(name: .shortAndLong, help: "Name what is run.") var verbose = false
  @OptionGroup var split: SplitRequest

  func validate() throws {
    let constraints = split.constraints
    let keepsGroups =
      !constraints.keepTogether.isEmpty || !constraints.isolate.isEmpty || constraints.byFile
    guard queue.queue == nil || !keepsGroups else {
      throw ValidationError(
        "--queue hands names out one by one, and keeps none together or apart; leave out "
          + "--keep-together, --isolate and --by-file, or --queue."
      )
    }
  }

  func run() throws {
    let surroundings = Surroundings.ofProcess()
    let status: Int32
    do {
      status = try run(in: surroundings)
    } catch {
      let failure = CommandFailure(describingRun: error)
      telling.warn(failure.description)
      throw ExitCode(failure.status.rawValue)
    }
    if status != 0 { throw ExitCode(status) }
  }

  private var telling: RunTelling { RunTelling(quiet: split.common.quiet) }

  /// - Returns: the exit status.
  private func run(in surroundings: Surroundings) throws -> Int32 {
    let plan = try RunPlan(split, in: surroundings)
    for remark in plan.remarks { telling.remark(remark) }
    let signals = ChildSignals()
    let sources = signals.sources()
    defer { for source in sources { source.cancel() } }
    let shell = ShellCommand(
      command: command,
      variables: surroundings.variables.merging(plan.variables) { _, new in new },
      nul: split.items.nul,
      signals: signals
    )
    guard let named = queue.queue else { return try runPart(plan, shell) }
    return try runQueue(named, plan, shell, in: surroundings)
  }

  private func runPart(_ plan: RunPlan, _ shell: ShellCommand) throws -> Int32 {
    let names = plan.mine
    guard !names.isEmpty else {
      telling.remark(
        "node \(plan.node) of \(plan.total) has nothing to run; the command is not run"
      )
      return 0
    }
    if verbose { telling.remark("runs \(plural(names.count, "name")):\(list(names))") }
    return try shell.run(names, adding: [:]).status
  }

  private func runQueue(
    _ named: String,
    _ plan: RunPlan,
    _ shell: ShellCommand,
    in surroundings: Surroundings
  ) throws -> Int32 {
    guard !plan.items.isEmpty else { return 0 }
    let path = queue.path(of: named, in: surroundings)
    let work = plan.work(
      key: queue.key(of: plan, in: surroundings),
      lease: queue.lease.span,
      minimum: queue.minBatch.span
    )
    let store = try SQLiteWorkQueue(path: path)
    let joined = try store.join(work, as: plan.node)
    var node = QueueNode(
      queue: store,
      joined: joined,
      shell: shell,
      words: QueueWords(areTimes: plan.areTimes, isVerbose: verbose),
      telling: telling
    )
    return try node.run()
  }
}

extension RunPlan {
  /// What the command is told of the node, in the words in which evenkeel itself is told.
  fileprivate var variables: [String: String] {
    ["EVENKEEL_NODE_INDEX": String(node), "EVENKEEL_NODE_TOTAL": String(total)]
  }
}

/// Names, a line each.
func list(_ names: [String]) -> String { names.map { "\n  " + terminalText($0) }.joined() }
