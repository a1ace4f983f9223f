import GRDB

/// The log of quarantine says all that was decided, and what is in quarantine follows from it.
///
/// What an entry said beyond its line of the log goes to that line; an entry without one gets one.
enum Migration7 {
  static func run(_ database: Database) throws {
    try database.execute(sql: columns)
    try database.execute(sql: entries)
  }

  private static let columns = """
    ALTER TABLE quarantine_event ADD COLUMN expires_ms INTEGER;
    ALTER TABLE quarantine_event ADD COLUMN owner TEXT;
    ALTER TABLE quarantine_event ADD COLUMN issue TEXT;
    -- verdict: the test runs, and its failure is excused; skip: it is left out.
    ALTER TABLE quarantine_event ADD COLUMN mode TEXT;
    -- 1 for an entry that a person made: only people release it.
    ALTER TABLE quarantine_event ADD COLUMN is_manual INTEGER;
    ALTER TABLE quarantine_event ADD COLUMN probability REAL;
    ALTER TABLE quarantine_event ADD COLUMN flake_rate REAL;
    ALTER TABLE quarantine_event ADD COLUMN flake_rate_low REAL;
    ALTER TABLE quarantine_event ADD COLUMN flake_rate_high REAL;
    ALTER TABLE quarantine_event ADD COLUMN flakes INTEGER;
    ALTER TABLE quarantine_event ADD COLUMN executions INTEGER;
    ALTER TABLE quarantine_event ADD COLUMN commits INTEGER;
    ALTER TABLE quarantine_event ADD COLUMN last_flake_ms INTEGER;
    -- What keeps a candidate out.
    ALTER TABLE quarantine_event ADD COLUMN obstacle TEXT;
    -- Until when a test is held out.
    ALTER TABLE quarantine_event ADD COLUMN until_ms INTEGER;
    -- The commit that mended the test.
    ALTER TABLE quarantine_event ADD COLUMN commit_sha TEXT;
    """

  private static let entries = """
    INSERT INTO quarantine_event (test_id, at_ms, transition, author, reason)
    SELECT q.test_id, q.since_ms, 'entered', q.author, q.reason
    FROM quarantine AS q
    WHERE NOT EXISTS (
      SELECT 1
      FROM quarantine_event AS e
      WHERE e.test_id = q.test_id AND e.at_ms = q.since_ms AND e.transition = 'entered'
    );

    UPDATE quarantine_event AS e
    SET expires_ms = q.expires_ms, owner = q.owner, issue = q.issue, is_manual = q.is_manual,
      probability = q.probability, flake_rate = q.flake_rate, flakes = q.flakes
    FROM quarantine AS q
    WHERE q.test_id = e.test_id AND e.at_ms = q.since_ms AND e.transition = 'entered';

    DROP TABLE quarantine;
    """
}
