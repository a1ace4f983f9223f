import GRDB

/// The tables of a queue, and the marks by which its file is known.
enum QueueSchema {
  /// “EKQ1” in ASCII: what SQLite keeps in the file's header for the program that made it.
  static let applicationID = 0x454B_5131
  /// The version of the tables below.
  static let version = 1

  /// Makes the tables; in the transaction of the first use, so that they are there whole or not at
  /// all.
  static func make(_ database: Database) throws {
    try database.execute(sql: sql)
    try database.execute(sql: "PRAGMA application_id = \(applicationID)")
    try database.execute(sql: "PRAGMA user_version = \(version)")
  }

  /// The states are those of `ChunkState` and `LeaseState`; a chunk's `lease` is the one that holds
  /// it or has finished it, `begun_on` the node on which it was begun before, and `fate` that of
  /// `QueueBatch.BegunBefore`.
  private static let sql = """
    CREATE TABLE run (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      key TEXT NOT NULL UNIQUE,
      plan TEXT NOT NULL,
      node_total INTEGER NOT NULL,
      lease_us INTEGER NOT NULL,
      batches INTEGER NOT NULL DEFAULT 0,
      waiting_node INTEGER,
      waiting_token TEXT,
      waiting_beat INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    CREATE TABLE node (
      run INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
      node INTEGER NOT NULL,
      token TEXT NOT NULL,
      has_left INTEGER NOT NULL,
      PRIMARY KEY (run, node)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE lease (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      run INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      node INTEGER NOT NULL,
      token TEXT NOT NULL,
      beat INTEGER NOT NULL DEFAULT 0,
      state INTEGER NOT NULL,
      weight INTEGER NOT NULL,
      items INTEGER NOT NULL,
      status INTEGER,
      duration_us INTEGER
    ) STRICT;
    CREATE INDEX lease_run_state ON lease(run, state);

    CREATE TABLE chunk (
      run INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      owner INTEGER,
      weight INTEGER NOT NULL,
      state INTEGER NOT NULL,
      lease INTEGER REFERENCES lease(id) ON DELETE CASCADE,
      losses INTEGER NOT NULL DEFAULT 0,
      begun_on INTEGER,
      fate INTEGER,
      PRIMARY KEY (run, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX chunk_run_state ON chunk(run, state);
    CREATE INDEX chunk_lease ON chunk(lease);

    CREATE TABLE item (
      run INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
      chunk INTEGER NOT NULL,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (run, chunk, position)
    ) STRICT, WITHOUT ROWID;
    """
}

/// What has become of a chunk.
enum ChunkState: Int {
  case open = 0
  case held = 1
  case finished = 2
  case givenUp = 3
}

/// What has become of a lease.
enum LeaseState: Int {
  case running = 0
  case finished = 1
  case lost = 2
  case givenBack = 3
}
