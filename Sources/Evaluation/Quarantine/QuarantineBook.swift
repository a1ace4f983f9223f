import TestModel

/// The log of the quarantine of a simulated history, from which all else follows.
struct QuarantineBook {
  private(set) var log: [QuarantineTransition] = []

  mutating func apply(_ transitions: [QuarantineTransition]) { log += transitions }

  /// What was decided about each test as of a moment.
  func records(asOf moment: Timestamp) -> [QuarantineRecord] {
    QuarantineRecord.records(of: log, asOf: moment)
  }

  /// The rows of the tests of which something was decided.
  var rows: Set<Int64> { Set(log.map(\.entry.test.id)) }

  /// By test of the truth, the entries of those whose failures are excused.
  func excused(asOf moment: Timestamp) -> [Int: QuarantineEntry] {
    byTest(asOf: moment).filter { $0.value.state.isExcused }.mapValues(\.entry)
  }

  /// By test of the truth, what was decided about it.
  func byTest(asOf moment: Timestamp) -> [Int: QuarantineRecord] {
    Dictionary(uniqueKeysWithValues: records(asOf: moment).map { (Int($0.test.id - 1), $0) })
  }
}
