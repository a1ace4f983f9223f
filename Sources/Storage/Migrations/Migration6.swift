import GRDB

/// What splits need of the last runs, kept ready.
///
/// Triggers take back what a change of the history makes out of date, so that no writer can forget to.
enum Migration6 {
  static func run(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE suite_estimate (
          id      INTEGER PRIMARY KEY,
          repo    TEXT    NOT NULL,
          -- NULL for all jobs together, and for all variants.
          job     TEXT,
          variant TEXT,
          -- What the names are: file or classname.
          kind    TEXT    NOT NULL,
          -- The last job run or rename of which the estimates tell.
          until_ms INTEGER NOT NULL,
          -- Another row with the same job runs, in the place of data of its own.
          same_as INTEGER,
          -- The names with their estimates, packed; no matter of SQL.
          data    BLOB
        ) STRICT;

        CREATE INDEX suite_estimate_of_stream ON suite_estimate (repo, job, variant, kind);
        """
    )
    for (event, row) in [
      ("INSERT", "NEW"), ("UPDATE", "OLD"), ("UPDATE", "NEW"), ("DELETE", "OLD"),
    ] {
      try database.execute(sql: trigger(event, ofJobRun: row))
    }
    for event in ["INSERT", "UPDATE", "DELETE"] {
      try database.execute(sql: trigger(event, ofTimingsIn: event == "DELETE" ? "OLD" : "NEW"))
    }
    try database.execute(
      sql: """
        CREATE TRIGGER suite_estimate_after_rename
        AFTER UPDATE ON timed_unit
        BEGIN
          DELETE FROM suite_estimate
          WHERE repo = NEW.repo;
        END;
        """
    )
  }

  private static func trigger(_ event: String, ofJobRun row: String) -> String {
    """
    CREATE TRIGGER suite_estimate_after_\(event.lowercased())_of_\(row.lowercased())_job_run
    AFTER \(event) ON job_run
    BEGIN
      DELETE FROM suite_estimate
      WHERE repo = \(row).repo
        AND (job IS NULL OR job = coalesce(\(row).job, ''))
        AND (variant IS NULL OR variant = coalesce(\(row).variant, ''));
    END;
    """
  }

  private static func trigger(_ event: String, ofTimingsIn row: String) -> String {
    """
    CREATE TRIGGER suite_estimate_after_\(event.lowercased())_of_timings
    AFTER \(event) ON run_timing
    BEGIN
      DELETE FROM suite_estimate
      WHERE id IN (
        SELECT e.id
        FROM job_run AS r
        JOIN suite_estimate AS e ON e.repo = r.repo
          AND (e.job IS NULL OR e.job = coalesce(r.job, ''))
          AND (e.variant IS NULL OR e.variant = coalesce(r.variant, ''))
        WHERE r.id = \(row).job_run_id
      );
    END;
    """
  }
}
