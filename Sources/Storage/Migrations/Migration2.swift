import GRDB
import TestModel

/// The second schema: an identity is found by its number, and a test may have several of them; what
/// CI tells of merge commits and of one execution among others; timings that are no runs.
///
/// The first schema kept each identity twice, in the table and in the index over all its texts, which
/// cost more than the results.
enum Migration2 {
  static func run(_ database: Database) throws {
    database.add(function: identityHash)
    try database.execute(sql: jobRuns)
    try database.execute(sql: tests)
    try database.execute(sql: signatures)
    try database.execute(sql: timings)
    database.remove(function: identityHash)
  }

  private static let identityHash = DatabaseFunction(
    "evenkeel_identity_hash",
    argumentCount: 5,
    pure: true
  ) { values in
    let texts = values.map { String.fromDatabaseValue($0) ?? "" }
    return identityNumber(
      of: .init(suite: texts[1], classname: texts[2], name: texts[4], file: texts[3]),
      repo: texts[0]
    )
  }

  private static let jobRuns = """
    ALTER TABLE job_run ADD COLUMN merge_commit TEXT;
    ALTER TABLE job_run ADD COLUMN job_id TEXT;
    -- Findings of linters, which the numbers of cases leave out.
    ALTER TABLE job_run ADD COLUMN checks INTEGER NOT NULL DEFAULT 0;
    """

  private static let tests = """
    CREATE TABLE new_test (
      id            INTEGER PRIMARY KEY,
      repo          TEXT    NOT NULL,
      suite         TEXT    NOT NULL,
      classname     TEXT    NOT NULL,
      name          TEXT    NOT NULL,
      file          TEXT    NOT NULL,
      ordinal       INTEGER NOT NULL,
      -- 1 when different cases were reported under this name: shown, never scored.
      is_ambiguous  INTEGER NOT NULL DEFAULT 0,
      first_seen_ms INTEGER NOT NULL,
      -- All of the identity but its ordinal, as a number: XXH64.
      identity_hash INTEGER NOT NULL,
      -- 1 for a finding of a linter, which is no test.
      is_check      INTEGER NOT NULL DEFAULT 0,
      -- The file that the class was found in, where reports name none.
      source_file   TEXT
    ) STRICT;

    INSERT INTO new_test (
      id, repo, suite, classname, name, file, ordinal, is_ambiguous, first_seen_ms, identity_hash
    )
    SELECT id, repo, suite, classname, name, file, ordinal, is_ambiguous, first_seen_ms,
      evenkeel_identity_hash(repo, suite, classname, file, name)
    FROM test;

    DROP TABLE test;
    ALTER TABLE new_test RENAME TO test;

    -- Which test an identity means: the one that was named so first, also after it was renamed.
    CREATE TABLE test_identity (
      identity_hash INTEGER NOT NULL,
      ordinal       INTEGER NOT NULL,
      test_id       INTEGER NOT NULL REFERENCES test ON DELETE CASCADE,
      PRIMARY KEY (identity_hash, ordinal)
    ) STRICT, WITHOUT ROWID;

    INSERT INTO test_identity (identity_hash, ordinal, test_id)
    SELECT identity_hash, ordinal, id
    FROM test;
    """

  private static let signatures = """
    CREATE TABLE new_failure_signature (
      id     INTEGER PRIMARY KEY,
      text   TEXT NOT NULL,
      -- The topmost frames of the project's own code, a line each; empty where there are none.
      frames TEXT NOT NULL,
      sample TEXT NOT NULL,
      UNIQUE (text, frames)
    ) STRICT;

    INSERT INTO new_failure_signature (id, text, frames, sample)
    SELECT id, text, '', sample
    FROM failure_signature;

    DROP TABLE failure_signature;
    ALTER TABLE new_failure_signature RENAME TO failure_signature;
    """

  private static let timings = """
    -- What other tools know of how long files, classes and tests take; no runs.
    CREATE TABLE timing (
      repo        TEXT    NOT NULL,
      -- What the item is: filename, classname or testname.
      kind        TEXT    NOT NULL,
      item        TEXT    NOT NULL,
      duration_us INTEGER NOT NULL,
      at_ms       INTEGER NOT NULL,
      PRIMARY KEY (repo, kind, item)
    ) STRICT, WITHOUT ROWID;
    """
}
