import GRDB
import TestModel

extension SQLiteWorkQueue {
  /// Beats once; see `WorkQueue`.
  ///
  /// - Throws: `WorkQueueError`.
  public func renew(
    _ batch: QueueBatch,
    _ session: QueueSession
  ) throws(WorkQueueError) -> [QueueBeat] {
    try change(session) { database in
      try database.execute(
        sql: """
          UPDATE lease SET beat = beat + 1
          WHERE id = ? AND token = ? AND state = \(LeaseState.running.rawValue)
          """,
        arguments: [batch.lease, session.token]
      )
      guard database.changesCount == 1 else { throw WorkQueueError.lost(batch: batch.number) }
      return try beats(ofOthersThan: session, database)
    }
  }

  /// Says that a batch was run to its end; see `WorkQueue`.
  ///
  /// - Throws: `WorkQueueError`.
  public func finish(
    _ batch: QueueBatch,
    _ outcome: BatchOutcome,
    _ session: QueueSession
  ) throws(WorkQueueError) {
    try change(session) { database in
      try database.execute(
        sql: """
          UPDATE lease SET state = \(LeaseState.finished.rawValue), status = ?, duration_us = ?
          WHERE id = ? AND token = ? AND state = \(LeaseState.running.rawValue)
          """,
        arguments: [outcome.status, outcome.duration.count, batch.lease, session.token]
      )
      guard database.changesCount == 1 else { throw WorkQueueError.lost(batch: batch.number) }
      try database.execute(
        sql: "UPDATE chunk SET state = \(ChunkState.finished.rawValue) WHERE lease = ?",
        arguments: [batch.lease]
      )
    }
  }

  /// Gives a batch back; see `WorkQueue`.
  ///
  /// - Throws: `WorkQueueError`.
  public func giveBack(
    _ batch: QueueBatch,
    _ session: QueueSession
  ) throws(WorkQueueError) {
    try change(session) { database in
      try end(batch.lease, as: .givenBack, where: "token = ?", session.token, database)
      // To stop in order is no fault of the items: it is not counted among the losses.
      try database.execute(
        sql: """
          UPDATE chunk SET state = \(ChunkState.open.rawValue), owner = NULL, begun_on = ?,
            fate = \(QueueBatch.BegunBefore.Fate.stopped.rawValue), lease = NULL
          WHERE lease = ? AND state = \(ChunkState.held.rawValue)
            AND lease IN (SELECT id FROM lease WHERE state = \(LeaseState.givenBack.rawValue))
          """,
        arguments: [session.node, batch.lease]
      )
    }
  }

  /// Takes a lease from a lost holder; see `WorkQueue`.
  ///
  /// - Throws: `WorkQueueError`.
  public func reclaim(_ beat: QueueBeat, _ session: QueueSession) throws(WorkQueueError) {
    try change(session) { database in
      try end(beat.lease, as: .lost, where: "beat = ?", beat.count, database)
      try database.execute(
        sql: """
          UPDATE chunk SET owner = NULL, begun_on = ?, lease = NULL, losses = losses + 1,
            state = CASE WHEN losses + 1 < \(SQLiteWorkQueue.mostLosses)
              THEN \(ChunkState.open.rawValue) ELSE \(ChunkState.givenUp.rawValue) END,
            fate = \(QueueBatch.BegunBefore.Fate.lost.rawValue)
          WHERE lease = ? AND state = \(ChunkState.held.rawValue)
            AND lease IN (SELECT id FROM lease WHERE state = \(LeaseState.lost.rawValue))
          """,
        arguments: [beat.node, beat.lease]
      )
    }
  }

  /// Ends a lease that is still as it was seen; another one stays as it is.
  private func end(
    _ lease: Int64,
    as state: LeaseState,
    where condition: String,
    _ value: some DatabaseValueConvertible,
    _ database: Database
  ) throws {
    try database.execute(
      sql: """
        UPDATE lease SET state = ?
        WHERE id = ? AND state = \(LeaseState.running.rawValue) AND \(condition)
        """,
      arguments: [state.rawValue, lease, value]
    )
  }

  // Which leases of other processes are out?
  func beats(ofOthersThan session: QueueSession, _ database: Database) throws -> [QueueBeat] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT id, node, beat, items FROM lease
        WHERE run = ? AND state = \(LeaseState.running.rawValue) AND token <> ?
        ORDER BY id
        """,
      arguments: [session.run, session.token]
    ).map { QueueBeat(lease: $0[0], node: $0[1], count: $0[2], items: $0[3]) }
  }
}
