import Formats
import TestModel

/// Reports that hold an attempt each, until all attempts of a case are there: the names of their files
/// say nothing of the order in which they ran.
struct HeldAttempts {
  /// A report as it was read.
  struct Report {
    var path: String
    var digest: String
    /// What was read after the report's beginning, up to its end.
    var messages: [ReportMessage]
    /// Whether a report before it holds the same case, by the identity and by the producer's own ID.
    var isOfKnownCase = false

    /// When the attempt began; the moment of the report's end stands for what is not known.
    fileprivate var start: Timestamp {
      guard case .end(let summary)? = messages.last else { return Timestamp(milliseconds: .max) }
      return summary.startedAt ?? Timestamp(milliseconds: .max)
    }

    /// The cases of the report and their IDs.
    fileprivate var cases: [(hash: UInt64, id: String?)] {
      messages.flatMap { message -> [(hash: UInt64, id: String?)] in
        guard case .event(.cases(let batch)) = message else { return [] }
        return batch.indices.map { position in
          let id = batch[position].properties.first { $0.name == "historyId" }
          return (batch.identityHash(at: position), id?.value)
        }
      }
    }
  }

  /// The bytes after which reports are written, although more may come.
  private static let full = 24 << 20
  /// The cases whose IDs are kept; those beyond are told as in any other format.
  private static let mostIDs = 200_000
  /// What a report takes beside its cases, about.
  private static let overhead = 2048

  private var reports: [Report] = []
  private var size = 0
  /// The producer's ID of each case, for as long as the job run is written.
  private var ids: [UInt64: String?] = [:]

  /// Whether the reports are to be written before more are added.
  var isFull: Bool { size >= HeldAttempts.full }

  /// Takes a report up to its end.
  mutating func add(path: String, digest: String, next: () -> ReportMessage) {
    var messages: [ReportMessage] = []
    size += HeldAttempts.overhead
    while true {
      let message = next()
      messages.append(message)
      switch message {
      case .event(.cases(let batch)): size += batch.size
      case .end, .rejected, .endOfFile:
        reports.append(Report(path: path, digest: digest, messages: messages))
        return
      case .event, .begin, .known, .passedOver: break
      }
    }
  }

  /// Hands the reports over, by the moment when they began; those that began together, as they came.
  mutating func takeInOrder() -> [Report] {
    var taken: [Report] = []
    swap(&taken, &reports)
    size = 0
    let order = taken.enumerated().sorted {
      ($0.element.start, $0.offset) < ($1.element.start, $1.offset)
    }
    return order.map { _, report in
      var report = report
      let cases = report.cases
      report.isOfKnownCase = !cases.isEmpty && cases.allSatisfy { ids[$0.hash] == .some($0.id) }
      for testCase in cases where ids[testCase.hash] == nil && ids.count < HeldAttempts.mostIDs {
        ids[testCase.hash] = .some(testCase.id)
      }
      return report
    }
  }
}
