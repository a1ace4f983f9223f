import TestModel

/// Where tests were in the life of a quarantine at each moment of its log.
struct QuarantineCalendar {
  /// What a test is from a moment on.
  struct Stage {
    var from: Timestamp
    var record: QuarantineRecord
  }

  /// By row of a test, its stages by time.
  let stages: [Int64: [Stage]]

  /// Replays a log; what is later than `end` does not count.
  init(_ log: [QuarantineTransition], until end: Timestamp) {
    let lines = Dictionary(grouping: log.filter { $0.at <= end }) { $0.entry.test.id }
    stages = lines.mapValues { lines in
      Set(lines.map(\.at)).sorted().compactMap { moment in
        QuarantineRecord.records(of: lines, asOf: moment).first
          .map { Stage(from: moment, record: $0) }
      }
    }
  }

  /// Whether a test's failures were excused at a moment.
  func isExcused(_ test: Int64, at moment: Timestamp) -> Bool {
    stages[test]?.last { $0.from <= moment }?.record.state.isExcused ?? false
  }
}
