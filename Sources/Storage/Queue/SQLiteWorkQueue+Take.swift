import GRDB

extension SQLiteWorkQueue {
  /// Asks for the next batch; see `WorkQueue`.
  ///
  /// - Throws: `WorkQueueError`.
  public func take(_ session: QueueSession) throws(WorkQueueError) -> QueueAnswer {
    try change(session) { database in
      let chunks = try nextChunks(session, database)
      guard !chunks.isEmpty else {
        let beats = try beats(ofOthersThan: session, database)
        return beats.isEmpty ? .nothingLeft : .othersRun(beats)
      }
      try standUp(session, database)
      return .batch(try lend(chunks, to: session, database))
    }
  }

  private func nextChunks(_ session: QueueSession, _ database: Database) throws -> [ChunkRow] {
    let own = try ChunkRow.fetchAll(
      database,
      sql: ChunkRow.own,
      arguments: [session.run, session.node]
    )
    guard own.isEmpty else { return own }
    let next =
      try ChunkRow.fetchOne(database, sql: ChunkRow.shared, arguments: [session.run])
      ?? ChunkRow.fetchOne(database, sql: ChunkRow.ofOthers, arguments: [session.run])
    return next.map { [$0] } ?? []
  }

  private func lend(
    _ chunks: [ChunkRow],
    to session: QueueSession,
    _ database: Database
  ) throws -> QueueBatch {
    let number =
      try Int.fetchOne(
        database,
        sql: "UPDATE run SET batches = batches + 1 WHERE id = ? RETURNING batches",
        arguments: [session.run]
      ) ?? 0
    let items = try chunks.map { try names(of: $0, session, database) }
    let weight = chunks.reduce(0) { $0 + $1.weight }
    try database.execute(
      sql: """
        INSERT INTO lease (run, number, node, token, state, weight, items)
        VALUES (?, ?, ?, ?, \(LeaseState.running.rawValue), ?, ?)
        """,
      arguments: [
        session.run, number, session.node, session.token, weight, items.joined().count,
      ]
    )
    let lease = database.lastInsertedRowID
    for chunk in chunks {
      try database.execute(
        sql: """
          UPDATE chunk SET state = \(ChunkState.held.rawValue), lease = ?
          WHERE run = ? AND number = ?
          """,
        arguments: [lease, session.run, chunk.number]
      )
    }
    return QueueBatch(
      lease: lease,
      number: number,
      items: items.joined().sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
      weight: weight,
      begunBefore: begunBefore(chunks, items)
    )
  }

  // Which items are in a chunk?
  private func names(
    of chunk: ChunkRow,
    _ session: QueueSession,
    _ database: Database
  ) throws -> [String] {
    try String.fetchAll(
      database,
      sql: "SELECT name FROM item WHERE run = ? AND chunk = ? ORDER BY position",
      arguments: [session.run, chunk.number]
    )
  }

  /// One entry for each node and fate, in the order of the chunks.
  private func begunBefore(
    _ chunks: [ChunkRow],
    _ items: [[String]]
  ) -> [QueueBatch.BegunBefore] {
    var before: [QueueBatch.BegunBefore] = []
    for (chunk, names) in zip(chunks, items) {
      guard let node = chunk.begunOn, let fate = chunk.fate else { continue }
      if let index = before.firstIndex(where: { $0.node == node && $0.fate == fate }) {
        before[index].items += names
      } else {
        before.append(QueueBatch.BegunBefore(node: node, fate: fate, items: names))
      }
    }
    return before
  }
}

/// A chunk that is open.
private struct ChunkRow: FetchableRecord {
  // What waits for this node?
  static let own = """
    SELECT number, weight, begun_on, fate FROM chunk
    WHERE run = ? AND state = \(ChunkState.open.rawValue) AND owner = ?
    ORDER BY number
    """
  // What may any node take: first what was begun before, as it is late, then the tail?
  static let shared = """
    SELECT number, weight, begun_on, fate FROM chunk
    WHERE run = ? AND state = \(ChunkState.open.rawValue) AND owner IS NULL
    ORDER BY begun_on IS NULL, number
    LIMIT 1
    """
  // What waits for nodes that have not come?
  static let ofOthers = """
    SELECT number, weight, begun_on, fate FROM chunk
    WHERE run = ? AND state = \(ChunkState.open.rawValue)
    ORDER BY weight DESC, number
    LIMIT 1
    """

  var number: Int
  var weight: Int64
  var begunOn: Int?
  var fate: QueueBatch.BegunBefore.Fate?

  init(row: Row) {
    number = row[0]
    weight = row[1]
    begunOn = row[2]
    let raw: Int? = row[3]
    fate = raw.flatMap(QueueBatch.BegunBefore.Fate.init)
  }
}
