import TestModel

/// The tests of a job run in the order of its reports, while those are read.
struct OrderBuffer {
  /// One executed test.
  struct Entry {
    var test: Int64
    /// As `OrderDigest.number` makes it.
    var identity: UInt64
  }

  private struct Part {
    var first: Int
    var startedAt: Timestamp?
  }

  private var entries: [Entry] = []
  /// The reports that were read, without the one that is being read.
  private var parts: [Part] = []
  private var firstOfReport = 0

  /// Whether there are more tests than an order may have.
  var isTooLong: Bool { entries.count > PackedOrder.mostTests }

  /// Whether no test was executed.
  var isEmpty: Bool { entries.isEmpty }

  /// Adds the test of a case, where it was executed and is no finding of a linter; once there are too
  /// many nothing is added.
  mutating func append(_ position: Int, of batch: CaseBatch, test: Int64) {
    guard !isTooLong, !batch.areChecks, batch.isExecuted(at: position) else { return }
    let identity = OrderDigest.number(
      ofIdentity: batch.identityHash(at: position),
      ordinal: batch.ordinal(at: position)
    )
    entries.append(Entry(test: test, identity: identity))
  }

  /// Ends a report.
  ///
  /// - Parameter startedAt: when its tests began to run.
  mutating func endReport(startedAt: Timestamp?) {
    // A job run may have very many reports without tests, of linters say.
    guard entries.count > firstOfReport else { return }
    parts.append(Part(first: firstOfReport, startedAt: startedAt))
    firstOfReport = entries.count
  }

  /// Forgets the tests of the report that is being read.
  mutating func takeReportBack() { entries.removeSubrange(firstOfReport...) }

  /// The tests in the order in which they ran, each once.
  ///
  /// Reports follow one another as they were read, where not all of them tell when they began: many
  /// programs write a report a class, and files are read by name. Reports that began at the same
  /// moment stay as they were read.
  ///
  /// - Parameter rows: the rows of tests that go on as other ones.
  func inOrder(renaming rows: [Int64: Int64]) -> [Entry] {
    var seen = TestSet()
    var ordered: [Entry] = []
    ordered.reserveCapacity(entries.count)
    for range in ranges {
      for var entry in entries[range] {
        if !rows.isEmpty, let row = rows[entry.test] { entry.test = row }
        guard !seen.contains(entry.test) else { continue }
        seen.insert(entry.test)
        ordered.append(entry)
      }
    }
    return ordered
  }

  private var ranges: [Range<Int>] {
    let ends = parts.dropFirst().map(\.first) + [entries.count]
    let ranges = zip(parts, ends).map { $0.first..<$1 }
    let starts = parts.compactMap(\.startedAt)
    guard starts.count == parts.count else { return ranges }
    return zip(starts, ranges)
      .sorted { ($0.0.milliseconds, $0.1.lowerBound) < ($1.0.milliseconds, $1.1.lowerBound) }
      .map(\.1)
  }
}

extension CaseBatch {
  /// Whether an attempt of a case is no skip.
  fileprivate func isExecuted(at position: Int) -> Bool {
    firstOutcome(at: position) != .skipped
      || tellingAttempts(at: position)?.contains { $0.outcome != .skipped } == true
  }
}
