import Reporter
import Storage
import TestModel

/// What a merge did, history by history.
struct MergeReport {
  /// A history that could not be merged.
  struct Rejected {
    var file: String
    var failure: CommandFailure
  }

  var rejected: [Rejected] = []
  var remarks: [String] = []
  private var histories = 0
  private var summary = MergeSummary()

  init(rejected: [Rejected]) { self.rejected = rejected }

  mutating func add(_ merged: MergeSummary) {
    histories += 1
    summary = summary + merged
  }

  mutating func reject(_ file: String, _ error: StorageError) {
    var failure = CommandFailure(describing: error)
    // The sentences of the store are about the history that `--db` names.
    switch error {
    case .missing: failure.description = "there is no history at \(file) to merge"
    case .notAHistory: failure.description = "\(file) is not a history of Evenkeel's"
    case .corrupt(_, let reason):
      failure.description = "\(file) is damaged (\(reason)); ingest its reports again"
    default: break
    }
    rejected.append(Rejected(file: file, failure: failure))
  }

  func output(json: Bool, elapsed: Duration) throws -> CommandOutput {
    var status = CommandStatus.done
    if let first = rejected.first {
      let nothingWentIn = histories == 0 && remarks.isEmpty
      status = nothingWentIn ? first.failure.status : .finding
    }
    return CommandOutput(
      json ? try jsonText(document(elapsed), pretty: false) : sentence(elapsed),
      remarks: rejected.map(\.failure.description) + remarks,
      status: status
    )
  }

  private func document(_ elapsed: Duration) -> MergeDocument {
    MergeDocument(
      histories: histories,
      jobRuns: summary.jobRuns,
      knownJobRuns: summary.knownJobRuns,
      results: summary.results,
      newTests: summary.newTests,
      unitedTests: summary.unitedTests,
      rejected: rejected.map { .init(file: $0.file, reason: $0.failure.description) },
      seconds: elapsed.seconds
    )
  }

  private func sentence(_ elapsed: Duration) -> String {
    var text =
      "\(plural(histories, "history", "histories")) merged: \(plural(summary.jobRuns, "job run")) "
      + "(\(grouped(summary.knownJobRuns)) known before), \(plural(summary.results, "new result")), "
      + plural(summary.newTests, "new test")
    if summary.unitedTests > 0 {
      text += "; \(plural(summary.unitedTests, "test")) found to be another one renamed"
    }
    if !rejected.isEmpty {
      text += "; \(plural(rejected.count, "history", "histories")) rejected"
    }
    return text + " (\(humanDuration(Microseconds(seconds: elapsed.seconds) ?? .zero)))\n"
  }
}

/// The JSON of `evenkeel merge --json`; its keys are public interface.
private struct MergeDocument: Encodable {
  struct Rejected: Encodable {
    var file: String
    var reason: String
  }

  let schemaVersion = 1
  let histories, jobRuns, knownJobRuns, results, newTests, unitedTests: Int
  let rejected: [Rejected]
  let seconds: Double
}
