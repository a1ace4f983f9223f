import GRDB

extension SQLiteWorkQueue {
  /// Makes a session its node's latest, and gives a node that comes again what it has to run again.
  func enter(_ session: QueueSession, _ database: Database) throws -> JoinedQueue.Return? {
    let hadLeft = try Bool.fetchOne(
      database,
      sql: "SELECT has_left FROM node WHERE run = ? AND node = ?",
      arguments: [session.run, session.node]
    )
    try database.execute(
      sql: """
        INSERT INTO node (run, node, token, has_left) VALUES (?, ?, ?, 0)
        ON CONFLICT (run, node) DO UPDATE SET token = excluded.token, has_left = 0
        """,
      arguments: [session.run, session.node, session.token]
    )
    guard let hadLeft else { return nil }
    try endEarlierLeases(session, database)
    try reopenFinished(session, all: hadLeft, database)
    try reopenGivenUp(session, database)
    return JoinedQueue.Return(hadLeft: hadLeft, itemsKept: try itemsKept(session, database))
  }

  // What has an earlier process of this node begun and not finished? It is the node's own again.
  private func endEarlierLeases(_ session: QueueSession, _ database: Database) throws {
    try database.execute(
      sql: """
        UPDATE chunk SET state = \(ChunkState.open.rawValue), owner = :node, begun_on = :node,
          fate = \(QueueBatch.BegunBefore.Fate.lost.rawValue), lease = NULL
        WHERE lease IN (
          SELECT id FROM lease
          WHERE run = :run AND node = :node AND state = \(LeaseState.running.rawValue)
        )
        """,
      arguments: ["run": session.run, "node": session.node]
    )
    try database.execute(
      sql: """
        UPDATE lease SET state = \(LeaseState.lost.rawValue)
        WHERE run = ? AND node = ? AND state = \(LeaseState.running.rawValue)
        """,
      arguments: [session.run, session.node]
    )
    try database.execute(
      sql: """
        UPDATE run SET waiting_node = NULL, waiting_token = NULL WHERE id = ? AND waiting_node = ?
        """,
      arguments: [session.run, session.node]
    )
  }

  // What has this node finished that it is to run again: what failed, or all?
  private func reopenFinished(
    _ session: QueueSession,
    all: Bool,
    _ database: Database
  ) throws {
    try database.execute(
      sql: """
        UPDATE chunk SET state = \(ChunkState.open.rawValue), owner = :node, begun_on = :node,
          fate = \(QueueBatch.BegunBefore.Fate.finished.rawValue), lease = NULL
        WHERE run = :run AND state = \(ChunkState.finished.rawValue) AND lease IN (
          SELECT id FROM lease WHERE run = :run AND node = :node AND (:all OR status <> 0)
        )
        """,
      arguments: ["run": session.run, "node": session.node, "all": all]
    )
  }

  /// Who retries a node wants another try at what several nodes were lost on.
  private func reopenGivenUp(_ session: QueueSession, _ database: Database) throws {
    try database.execute(
      sql: """
        UPDATE chunk SET state = \(ChunkState.open.rawValue), losses = 0
        WHERE run = ? AND state = \(ChunkState.givenUp.rawValue)
        """,
      arguments: [session.run]
    )
  }

  // How many items has this node finished that stay so?
  private func itemsKept(_ session: QueueSession, _ database: Database) throws -> Int {
    try Int.fetchOne(
      database,
      sql: """
        SELECT count(*)
        FROM lease
        JOIN chunk ON chunk.lease = lease.id
        JOIN item ON item.run = chunk.run AND item.chunk = chunk.number
        WHERE lease.run = ? AND lease.node = ? AND chunk.state = \(ChunkState.finished.rawValue)
        """,
      arguments: [session.run, session.node]
    ) ?? 0
  }
}
