import TestModel

/// One attempt that waits to be written.
struct PendingResult {
  var test: Int64
  var attempt: Int32
  var outcome: Int32
  /// In microseconds; negative for unknown.
  var duration: Int64
  /// 0 for none.
  var signature: Int64
}

/// The results of a report that wait to be written in the order of their tests.
///
/// The table is clustered by job run and test: written in that order its pages fill up one after the
/// other, written in the report's order they are split half full.
struct ResultBuffer {
  /// The results after which they are written, although the report goes on: 2 MB.
  private static let full = 65_536

  private(set) var results: [PendingResult] = []
  private var isSorted = true

  var isFull: Bool { results.count >= ResultBuffer.full }

  var isEmpty: Bool { results.isEmpty }

  mutating func append(_ result: PendingResult) {
    if let last = results.last, last.test > result.test { isSorted = false }
    results.append(result)
  }

  /// Hands over what waits, by test and attempt; the attempts of one test stay together.
  mutating func takeSorted() -> [PendingResult] {
    var taken: [PendingResult] = []
    swap(&taken, &results)
    if !isSorted { taken.sort { ($0.test, $0.attempt) < ($1.test, $1.attempt) } }
    isSorted = true
    results.reserveCapacity(min(taken.count, ResultBuffer.full))
    return taken
  }
}
