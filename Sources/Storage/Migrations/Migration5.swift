import GRDB

/// When the policy of quarantine was applied, also where it changed nothing: how old the list is.
enum Migration5 {
  static func run(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE quarantine_update (
          at_ms INTEGER PRIMARY KEY
        ) STRICT;

        INSERT INTO quarantine_update (at_ms)
        SELECT DISTINCT at_ms
        FROM quarantine_event
        WHERE author = 'policy';
        """
    )
  }
}
