import ArgumentParser
import Reporter
import Storage
import TestModel

struct QuarantineAdd: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Put a test in quarantine by hand; only people take it out again."
  )

  @Argument(help: "The test: its id, its name as reports show it, or its pytest node ID.")
  var test: String
  @Option(help: "Why.") var reason: String
  @Option(help: "The day to look at it again (ISO 8601).") var expires: MomentArgument?
  @Option(help: "Who mends it.") var owner: String?
  @Option(help: "Where it is worked on.") var issue: String?
  @Option(help: "Who decides. Default: $USER.") var author: String?
  @OptionGroup var common: CommonOptions

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let store = try common.openForWriting(in: surroundings)
    let found = try store.test(named: test)
    guard try !store.quarantine().contains(where: { $0.test.id == found.id }) else {
      throw CommandFailure("\(terminalText(test)) is in quarantine already", .usage)
    }
    let author = author ?? surroundings.variables["USER"] ?? "unknown"
    let entry = QuarantineEntry(
      test: found,
      reason: reason,
      author: author,
      since: surroundings.now,
      expires: expires?.moment,
      owner: owner,
      issue: issue,
      isManual: true
    )
    return try store.carryOut(.entered, entry, author, reason, at: surroundings.now)
  }
}

struct QuarantineRemove: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Take a test out of quarantine."
  )

  @Argument(help: "The test: its id, its name as reports show it, or its pytest node ID.")
  var test: String
  @Option(help: "Why.") var reason = "taken out by hand"
  @Option(help: "Who decides. Default: $USER.") var author: String?
  @OptionGroup var common: CommonOptions

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let store = try common.openForWriting(in: surroundings)
    let found = try store.test(named: test)
    guard let entry = try store.quarantine().first(where: { $0.test.id == found.id }) else {
      throw CommandFailure("\(terminalText(test)) is not in quarantine", .usage)
    }
    let author = author ?? surroundings.variables["USER"] ?? "unknown"
    return try store.carryOut(.removed, entry, author, reason, at: surroundings.now)
  }
}

struct QuarantineLog: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show what was decided about a test."
  )

  @Argument(help: "The test: its id, its name as reports show it, or its pytest node ID.")
  var test: String
  @OptionGroup var common: CommonOptions

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let store = try common.openForReading(in: surroundings)
    let found = try store.test(named: test)
    let lines = try store.quarantineLog(ofTest: found.id).map { line in
      "\(line.at.iso8601)  \(line.transition)  by \(terminalText(line.author)): "
        + "\(terminalText(line.reason))\n"
    }
    let nothing = "Nothing was decided about \(terminalText(test)).\n"
    return CommandOutput(lines.isEmpty ? nothing : lines.joined())
  }
}

extension HistoryStore {
  /// The one test of a name.
  fileprivate func test(named name: String) throws -> RecordedTest {
    let matches = try allTests().filter { test in
      test.stableID == name || test.testID.displayName == name || test.testID.name == name
        || pytestNodeID(test.testID) == name
    }
    guard let match = matches.first else {
      throw CommandFailure(
        "no test in the history is called \(terminalText(name)); `evenkeel flaky --all --format "
          + "json` shows the names and ids",
        .unusableInput
      )
    }
    guard matches.count == 1 else {
      let ids = matches.prefix(5).map { "\($0.stableID) in \(terminalText($0.testID.file))" }
      throw CommandFailure(
        "\(matches.count) tests are called \(terminalText(name)); use an id: "
          + ids.joined(separator: ", "),
        .unusableInput
      )
    }
    return match
  }

  fileprivate func carryOut(
    _ kind: QuarantineTransition.Kind,
    _ entry: QuarantineEntry,
    _ author: String,
    _ reason: String,
    at moment: Timestamp
  ) throws -> CommandOutput {
    let transition = QuarantineTransition(
      kind: kind,
      entry: entry,
      at: moment,
      author: author,
      reason: reason
    )
    try apply([transition])
    return CommandOutput(transitionLines([transition]))
  }
}
