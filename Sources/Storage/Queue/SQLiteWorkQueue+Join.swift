import Foundation
import GRDB
import TestModel

extension SQLiteWorkQueue {
  /// Takes part in a run; see `WorkQueue`.
  ///
  /// - Throws: `WorkQueueError`.
  public func join(_ work: QueueWork, as node: Int) throws(WorkQueueError) -> JoinedQueue {
    try WorkQueueError.translating(path) {
      try queue.write { database in
        let known = try RunRow.fetchOne(database, sql: RunRow.sql, arguments: [work.key])
        let run = try known ?? insert(work, database)
        if run.plan != work.planID || run.nodeTotal != work.nodeTotal {
          try refuseOtherWork(work, run, database)
        }
        let session = QueueSession(run: run.id, node: node, token: UUID().uuidString)
        let back = try enter(session, database)
        return JoinedQueue(
          session: session,
          lease: run.lease,
          weighsOtherwise: run.plan != work.planID,
          back: back
        )
      }
    }
  }

  private func insert(_ work: QueueWork, _ database: Database) throws -> RunRow {
    try forgetFinishedRuns(database)
    try database.execute(
      sql: "INSERT INTO run (key, plan, node_total, lease_us) VALUES (?, ?, ?, ?)",
      arguments: [work.key, work.planID, work.nodeTotal, work.lease.count]
    )
    let run = database.lastInsertedRowID
    let insertChunk = try database.makeStatement(
      sql: "INSERT INTO chunk (run, number, owner, weight, state) VALUES (?, ?, ?, ?, ?)"
    )
    let insertItem = try database.makeStatement(
      sql: "INSERT INTO item (run, chunk, position, name) VALUES (?, ?, ?, ?)"
    )
    for (number, chunk) in work.chunks.enumerated() {
      let weight = chunk.items.reduce(0) { $0 + $1.weight }
      try insertChunk.execute(
        arguments: [run, number, chunk.owner, weight, ChunkState.open.rawValue]
      )
      for (position, item) in chunk.items.enumerated() {
        try insertItem.execute(arguments: [run, number, position, item.name])
      }
    }
    return RunRow(id: run, plan: work.planID, nodeTotal: work.nodeTotal, lease: work.lease)
  }

  // Which runs are finished, but for the latest ones?
  private func forgetFinishedRuns(_ database: Database) throws {
    try database.execute(
      sql: """
        DELETE FROM run WHERE id IN (
          SELECT id FROM run AS finished
          WHERE NOT EXISTS (
            SELECT 1 FROM chunk WHERE chunk.run = finished.id AND chunk.state IN (0, 1, 3)
          )
          ORDER BY id DESC
          LIMIT -1 OFFSET ?
        )
        """,
      arguments: [SQLiteWorkQueue.finishedRunsKept]
    )
  }

  /// Other weights do no harm, as the queue has its own; other items or nodes would lose some.
  private func refuseOtherWork(_ work: QueueWork, _ run: RunRow, _ database: Database) throws {
    let sql = "SELECT name FROM item WHERE run = ?"
    let there = Set(try String.fetchAll(database, sql: sql, arguments: [run.id]).map(ByteName.init))
    let here = Set(work.chunks.flatMap { $0.items.map { ByteName($0.name) } })
    let difference = QueueDifference(
      nodeTotalOfQueue: run.nodeTotal,
      itemsOfQueue: there.count,
      onlyHere: here.subtracting(there).sorted().map(\.name),
      onlyInQueue: there.subtracting(here).sorted().map(\.name)
    )
    guard here == there else {
      throw WorkQueueError.otherItems(path: path, here: here.count, difference: difference)
    }
    guard run.nodeTotal == work.nodeTotal else {
      throw WorkQueueError.otherNodeTotal(
        path: path,
        here: work.nodeTotal,
        difference: difference
      )
    }
  }
}

/// A name that is told apart byte by byte: `String` takes two writings of one letter for the same.
private struct ByteName: Hashable, Comparable {
  let name: String
  private let bytes: [UInt8]

  init(_ name: String) {
    self.name = name
    bytes = Array(name.utf8)
  }

  static func == (left: ByteName, right: ByteName) -> Bool { left.bytes == right.bytes }
  static func < (left: ByteName, right: ByteName) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
  func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
