import ArgumentParser
import Reporter
import StatisticsCore
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

      What does not run shows nothing of how it heals. With --sample each test on the list has its \
      turn: at 10% it runs once in ten runs of the pipeline, on all nodes of the same, and the gate \
      excuses its failure. A share between, such as 30%, is rounded up to the next of 1/2, 1/3, 1/4 \
      and so on. Tests of mode verdict are not on the list: they run always, and the gate excuses \
      them. csv and json list all tests.

      pytest-plugin runs the tests itself and tells of each failure; with --mode skip it leaves out \
      those of mode skip, with --mode all each test is treated by its own mode. TestNG skips with a \
      test what depends on it.
      """
  )

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("The test runner, or a form for other programs.", valueName: "runner")
  )
  var form: ExportForm
  @Flag(help: "List entries that would take other tests with them, too.")
  var allowOvermatch = false
  @Option(help: "List the tests of this mode. Default: skip.") var mode: ExportedMode?
  @OptionGroup var sampling: SampleOptions
  @Option(help: "What releases a test, as in quarantine update, for what is said of the sample.")
  var releaseFactor = ReleaseRule().factor
  @Option(help: "Only tests of this repository.") var repo: String?
  @Option(help: ArgumentHelp("What counts as now (ISO 8601).", valueName: "time"))
  var asOf: MomentArgument?
  @Option(name: .shortAndLong, help: "Write to this file.") var output: String?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard releaseFactor > 1, releaseFactor.isFinite else {
      throw ValidationError("--release-factor is over 1.")
    }
  }

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let store = try common.openForReading(in: surroundings)
    let moment = asOf?.moment ?? surroundings.now
    let entries = try store.quarantine(asOf: moment).filter { repo == nil || $0.test.repo == repo }
    let rotation = sampling.rotation(asOf: moment, in: surroundings)
    let share = RunnerShare(entries, rotation: rotation, mode: runnerMode)
    let remarks = share.remarks(
      rotation,
      releaseFactor: releaseFactor,
      gateExcuses: form.runner != .pytestPlugin
    )
    guard case .runner(let runner) = form else {
      let document = QuarantineDocument(share.leftOut, asOf: moment)
      return try surroundings.deliver(try jsonText(document), to: output, remarks: remarks)
    }
    let list = runnerList(
      of: runner == .pytestPlugin ? toldToPlugin(share) : share.leftOut,
      known: try others(than: entries, in: store),
      for: runner,
      skipping: Set(share.leftOut.map(\.test.id)),
      allowsOvermatch: allowOvermatch
    )
    return try surroundings.deliver(
      list.text,
      to: output,
      remarks: remarks + list.remarks,
      status: list.leftOut.isEmpty ? .done : .finding
    ).exact
  }

  /// What the runner does with a test.
  private func runnerMode(of entry: QuarantineEntry) -> QuarantineMode {
    guard isListed(entry) else { return .verdict }
    // The plugin runs a test and excuses it where nobody asks for less.
    guard form.runner == .pytestPlugin else { return .skip }
    return mode == nil ? .verdict : entry.mode
  }

  private func isListed(_ entry: QuarantineEntry) -> Bool {
    switch mode {
    case nil: form.listsAll || entry.mode == .skip
    case .all: true
    case .skip: entry.mode == .skip
    case .verdict: entry.mode == .verdict
    }
  }

  /// The tests of which the plugin is told: those that run are on its list as well.
  private func toldToPlugin(_ share: RunnerShare) -> [QuarantineEntry] {
    share.leftOut + share.sampled + share.running.filter(isListed)
  }

  /// The tests that nobody wants left out.
  ///
  /// One in quarantine whose turn it is to run is none: it is no harm if it does not.
  private func others(
    than entries: [QuarantineEntry],
    in store: HistoryStore
  ) throws -> [RecordedTest] {
    guard !entries.isEmpty else { return [] }
    let quarantined = Set(entries.map(\.test.id))
    return try store.allTests().filter {
      (repo == nil || $0.repo == repo) && !quarantined.contains($0.id)
    }
  }
}

/// Which tests a list holds, by what quarantine does to them.
enum ExportedMode: String, ExpressibleByArgument, CaseIterable { case skip, verdict, all }

extension RunnerList {
  /// What is not on the list, for people.
  fileprivate var remarks: [String] {
    leftOut.map { "left out: \($0)" }
      + (foreign > 0 ? ["\(plural(foreign, "test")) of other languages not listed"] : [])
  }
}

extension RunnerShare {
  /// Who runs although in quarantine, for people.
  fileprivate func remarks(
    _ rotation: SampleRotation?,
    releaseFactor: Double,
    gateExcuses: Bool
  ) -> [String] {
    var remarks: [String] = []
    if !running.isEmpty, gateExcuses {
      remarks.append("\(plural(running.count, "test")) not listed: of mode verdict, for the gate")
    }
    if let rotation, leftOut.count + sampled.count > 0 {
      let whole = plural(leftOut.count + sampled.count, "test")
      remarks.append(
        "\(grouped(sampled.count)) of \(whole) \(sampled.count == 1 ? "runs" : "run") this time; "
          + "each does once in \(plural(rotation.interval, "run"))"
      )
      if let runs = runsUntilRelease(rotation, factor: releaseFactor) {
        let least = runs.lowerBound == runs.upperBound ? "" : "\(grouped(runs.lowerBound)) to "
        remarks.append(
          "a test that no longer fails is released after \(least)"
            + "\(plural(runs.upperBound, "run")) at the soonest, by the rate that it entered with"
        )
      }
    }
    return remarks
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

  /// The runner, or the form that is no runner's; none for JSON.
  var runner: QuarantineRunner? {
    guard case .runner(let runner) = self else { return nil }
    return runner
  }

  /// Whether the list is of all tests, whatever quarantine does to them.
  var listsAll: Bool { [nil, .csv, .pytestPlugin].contains(runner) }

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
