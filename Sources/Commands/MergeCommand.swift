import ArgumentParser
import Foundation
import Reporter
import Storage
import TestModel

struct MergeCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Fold other histories into the history.",
    discussion: """
      For what the jobs of a pipeline ingested into databases of their own. The other histories are
      only read. Merging them again changes nothing, and their order does not matter.
      """
  )

  @Argument(help: "Other histories: files, folders of .sqlite files, or quoted patterns.")
  var others: [String]
  @Flag(help: "Print what was done as JSON.") var json = false
  @OptionGroup var common: CommonOptions

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let clock = ContinuousClock.now
    let found = HistoriesOnCommandLine(others, in: surroundings)
    var report = MergeReport(rejected: found.rejected)
    let own = surroundings.absolute(common.historyPath(in: surroundings))
    var store: HistoryStore?
    for (number, path) in found.files.enumerated() {
      guard !isSameFile(surroundings.absolute(path), own) else {
        report.remarks.append("\(path) is the history itself; there is nothing to merge")
        continue
      }
      if ContinuousClock.now - clock > .seconds(1) {
        surroundings.progress("merging history \(number + 1) of \(found.files.count)")
      }
      do {
        let other = try HistorySnapshot(of: surroundings.absolute(path))
        // The history is made once there is something to fold in.
        let history = try store ?? common.openForWriting(in: surroundings)
        store = history
        report.add(try history.merge(other))
      } catch let error as StorageError where error.path != own {
        report.reject(path, error)
      }
    }
    surroundings.progress("")
    if let remark = store?.keepEstimates() { report.remarks.append(remark) }
    return try report.output(json: json, elapsed: ContinuousClock.now - clock)
  }

  private func isSameFile(_ first: String, _ second: String) -> Bool {
    var states = (stat(), stat())
    guard stat(first, &states.0) == 0, stat(second, &states.1) == 0 else { return false }
    return states.0.st_ino == states.1.st_ino && states.0.st_dev == states.1.st_dev
  }
}
