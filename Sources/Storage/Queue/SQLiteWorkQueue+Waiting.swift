import GRDB

extension SQLiteWorkQueue {
  /// Sits down as the one node that waits; see `WorkQueue`.
  ///
  /// - Throws: `WorkQueueError`.
  public func wait(
    _ session: QueueSession,
    insteadOf lost: QueueBeat?
  ) throws(WorkQueueError) -> QueueBeat? {
    try change(session) { database in
      // Where nobody sits, this process sits, or the one that sits was seen to stand still.
      try database.execute(
        sql: """
          UPDATE run
          SET waiting_node = :node, waiting_token = :token, waiting_beat = waiting_beat + 1
          WHERE id = :run
            AND (waiting_token IS NULL OR waiting_token = :token OR waiting_beat = :lost)
          """,
        arguments: [
          "run": session.run, "node": session.node, "token": session.token, "lost": lost?.count,
        ]
      )
      guard database.changesCount == 0 else { return nil }
      return try Row.fetchOne(
        database,
        sql: "SELECT waiting_node, waiting_beat FROM run WHERE id = ?",
        arguments: [session.run]
      ).map { QueueBeat(lease: 0, node: $0[0], count: $0[1], items: 0) }
    }
  }

  /// Leaves the run in order; see `WorkQueue`.
  ///
  /// - Throws: `WorkQueueError`.
  public func leave(_ session: QueueSession) throws(WorkQueueError) -> QueueProgress {
    try change(session) { database in
      try standUp(session, database)
      try database.execute(
        sql: "UPDATE node SET has_left = 1 WHERE run = ? AND node = ?",
        arguments: [session.run, session.node]
      )
      return try progress(session, database)
    }
  }

  /// Gives the seat of the waiting node up, where this process has it.
  func standUp(_ session: QueueSession, _ database: Database) throws {
    try database.execute(
      sql: """
        UPDATE run SET waiting_node = NULL, waiting_token = NULL
        WHERE id = ? AND waiting_token = ?
        """,
      arguments: [session.run, session.token]
    )
  }

  private func progress(_ session: QueueSession, _ database: Database) throws -> QueueProgress {
    var progress = QueueProgress()
    progress.running = try beats(ofOthersThan: session, database)
    for row in try Row.fetchAll(database, sql: itemsByState, arguments: [session.run]) {
      let count: Int = row[1]
      progress.items += count
      switch ChunkState(rawValue: row[0]) {
      case .finished: progress.finished = count
      case .open: progress.open = count
      default: break
      }
    }
    progress.givenUp = try String.fetchAll(database, sql: itemsGivenUp, arguments: [session.run])
    return progress
  }
}

// How many items are in each state?
private let itemsByState = """
  SELECT chunk.state, count(*)
  FROM chunk
  JOIN item ON item.run = chunk.run AND item.chunk = chunk.number
  WHERE chunk.run = ?
  GROUP BY chunk.state
  """

// Which items are not run again?
private let itemsGivenUp = """
  SELECT item.name
  FROM chunk
  JOIN item ON item.run = chunk.run AND item.chunk = chunk.number
  WHERE chunk.run = ? AND chunk.state = \(ChunkState.givenUp.rawValue)
  ORDER BY item.name
  """
