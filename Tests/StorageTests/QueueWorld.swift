import Foundation
import GRDB
import Storage
import TestModel
import TestSupport

/// The work of a run: for each node a head of chunks, and a tail.
func queueWork(
  _ names: [[String]],
  heads: Int = 0,
  nodes: Int = 2,
  key: String = "run",
  plan: String = "plan"
) -> QueueWork {
  QueueWork(
    key: key,
    planID: plan,
    nodeTotal: nodes,
    lease: Microseconds(1_000_000),
    chunks: names.enumerated().map { number, names in
      QueueWork.Chunk(
        owner: number < heads ? number % nodes : nil,
        items: names.map { QueueWork.Item(name: $0, weight: Int64(number + 1)) }
      )
    }
  )
}

/// Calls `body` with a queue in a new folder.
func withQueue<Answer>(_ body: (SQLiteWorkQueue) throws -> Answer) throws -> Answer {
  try withTemporaryFolder { folder in
    try body(SQLiteWorkQueue(path: folder.appending(path: "queue.sqlite").path()))
  }
}

extension QueueAnswer {
  /// The batch; none where there is none.
  var batch: QueueBatch? {
    if case .batch(let batch) = self { batch } else { nil }
  }

  /// The beats of others; none where nothing is out.
  var beats: [QueueBeat] {
    if case .othersRun(let beats) = self { beats } else { [] }
  }
}

let passed = BatchOutcome(status: 0, duration: Microseconds(5))
let failed = BatchOutcome(status: 1, duration: Microseconds(5))

extension SQLiteWorkQueue {
  /// Runs all that is open for a session, and leaves.
  @discardableResult
  func runAll(_ session: QueueSession) throws -> [String] {
    var names: [String] = []
    while let batch = try take(session).batch {
      try finish(batch, passed, session)
      names += batch.items
    }
    _ = try leave(session)
    return names
  }

  /// The first column of the rows that a question of a test's own has.
  func ask(_ sql: String) throws -> [Int] {
    try DatabaseQueue(path: path).read { try Int.fetchAll($0, sql: sql) }
  }
}
