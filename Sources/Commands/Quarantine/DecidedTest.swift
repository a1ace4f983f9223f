import ArgumentParser
import Reporter
import Storage
import TestModel

/// The test that a person decides about, and who decides.
struct DecidedTest: ParsableArguments {
  @Argument(help: "The test: its id, its name as reports show it, or its pytest node ID.")
  var test: String
  @Option(help: "Who decides. Default: $USER.") var author: String?

  /// Who decides: never the policy.
  func author(in surroundings: Surroundings) throws -> String {
    let author = author ?? surroundings.variables["USER"] ?? "unknown"
    guard author != QuarantineTransition.policy else {
      throw CommandFailure("\"policy\" decides by itself; name a person with --author", .usage)
    }
    return author
  }

  /// What was decided about the test so far; none where nothing was.
  func record(_ found: RecordedTest, in store: HistoryStore, at moment: Timestamp) throws
    -> QuarantineRecord?
  {
    let log = try store.quarantineLog(ofTest: found.id)
    return QuarantineRecord.records(of: log, asOf: moment).first
  }

  /// The test's record where it has one, or what is said instead.
  func record(
    in store: HistoryStore,
    at moment: Timestamp,
    where isMeant: (QuarantineRecord) -> Bool,
    otherwise sentence: String
  ) throws -> QuarantineRecord {
    let found = try store.test(named: test)
    guard let record = try record(found, in: store, at: moment), isMeant(record) else {
      throw CommandFailure("\(terminalText(test)) \(sentence)", .usage)
    }
    return record
  }
}

extension HistoryStore {
  /// The one test of a name.
  func test(named name: String) throws -> RecordedTest {
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

  /// Adds a person's decision to the log, and shows it.
  func carryOut(_ transition: QuarantineTransition) throws -> CommandOutput {
    try apply([transition])
    return CommandOutput(transitionLines([transition]))
  }
}
