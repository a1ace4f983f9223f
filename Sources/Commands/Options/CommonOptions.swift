import ArgumentParser
import Storage

/// The options of all commands.
struct CommonOptions: ParsableArguments {
  @Option(help: "The history. Default: $EVENKEEL_DB, else .evenkeel/history.sqlite.")
  var db: String?

  @Option(
    help: ArgumentHelp(
      "The settings. Default: evenkeel.yml in this folder, or above it in the checkout.",
      valueName: "path"
    )
  )
  var config: String?

  @Flag(name: .shortAndLong, help: "Say nothing but errors on standard error.")
  var quiet = false

  @Option(
    help: ArgumentHelp(
      "The CI in whose log warnings and failures are annotated.",
      valueName: "ci"
    )
  )
  var ciLog = CILogChoice.auto

  /// Where the history is.
  func historyPath(in surroundings: Surroundings) -> String {
    let named = db ?? surroundings.variables["EVENKEEL_DB"].flatMap { $0.isEmpty ? nil : $0 }
    return named ?? ".evenkeel/history.sqlite"
  }

  /// Opens the history for reading.
  func openForReading(in surroundings: Surroundings) throws -> HistoryStore {
    let path = surroundings.absolute(historyPath(in: surroundings))
    return try HistoryStore(readingFrom: path)
  }

  /// Opens the history for writing, and makes it where there is none.
  func openForWriting(in surroundings: Surroundings) throws -> HistoryStore {
    let path = surroundings.absolute(historyPath(in: surroundings))
    return try HistoryStore(writingTo: path)
  }
}
