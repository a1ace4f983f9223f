import GRDB

/// In which order job runs executed their tests.
///
/// The results of a job run are clustered by test, so that their order is lost without this. A suite
/// mostly runs in one order every time: each order is kept once.
enum Migration3 {
  static func run(_ database: Database) throws {
    try database.execute(sql: orders)
  }

  private static let orders = """
    CREATE TABLE execution_order (
      id     INTEGER PRIMARY KEY,
      -- The number of tests, and 128 bits of a hash of their identities: the same in every history.
      digest BLOB NOT NULL UNIQUE,
      -- The rows of the tests, each as its difference to the one before: zigzag, in base 128.
      tests  BLOB NOT NULL
    ) STRICT;

    -- None where the order is not known.
    ALTER TABLE job_run ADD COLUMN order_id INTEGER REFERENCES execution_order;

    -- For the question whether any job run still has an order.
    CREATE INDEX job_run_by_order ON job_run (order_id) WHERE order_id IS NOT NULL;
    """
}
