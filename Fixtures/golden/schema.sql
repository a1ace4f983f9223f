CREATE INDEX job_run_by_order ON job_run (order_id) WHERE order_id IS NOT NULL;

CREATE INDEX job_run_by_time ON job_run (started_at_ms);

CREATE INDEX job_run_of_pipeline ON job_run (pipeline, coalesce(job, ''))
WHERE pipeline IS NOT NULL;

CREATE INDEX job_run_of_stream ON job_run (
  repo, coalesce(job, ''), coalesce(variant, ''), started_at_ms
);

CREATE INDEX result_that_failed ON result (job_run_id, test_id) WHERE outcome IN (1, 2);

CREATE INDEX suite_estimate_of_stream ON suite_estimate (repo, job, variant, kind);

CREATE INDEX timed_unit_that_was_renamed ON timed_unit (id) WHERE renamed_to IS NOT NULL;

CREATE TABLE execution_order (
  id     INTEGER PRIMARY KEY,
  -- The number of tests, and 128 bits of a hash of their identities: the same in every history.
  digest BLOB NOT NULL UNIQUE,
  -- The rows of the tests, each as its difference to the one before: zigzag, in base 128.
  tests  BLOB NOT NULL
) STRICT;

CREATE TABLE "failure_signature" (
  id     INTEGER PRIMARY KEY,
  text   TEXT NOT NULL,
  -- The topmost frames of the project's own code, a line each; empty where there are none.
  frames TEXT NOT NULL,
  sample TEXT NOT NULL,
  UNIQUE (text, frames)
) STRICT;

CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);

CREATE TABLE job_run (
  id             INTEGER PRIMARY KEY,
  -- What makes it the same run when it is ingested again: its metadata and its reports.
  digest         TEXT    NOT NULL UNIQUE,
  repo           TEXT    NOT NULL,
  branch         TEXT,
  default_branch TEXT,
  commit_sha     TEXT,
  pr             INTEGER,
  pipeline       TEXT,
  workflow       TEXT,
  job            TEXT,
  variant        TEXT,
  node_index     INTEGER,
  node_total     INTEGER,
  attempt        INTEGER,
  started_at_ms  INTEGER NOT NULL,
  duration_us    INTEGER,
  queued_us      INTEGER,
  status         TEXT,
  runner         TEXT,
  url            TEXT,
  provider       TEXT,
  cases          INTEGER NOT NULL DEFAULT 0,
  passed         INTEGER NOT NULL DEFAULT 0,
  failed         INTEGER NOT NULL DEFAULT 0,
  errored        INTEGER NOT NULL DEFAULT 0,
  skipped        INTEGER NOT NULL DEFAULT 0,
  retried        INTEGER NOT NULL DEFAULT 0,
  -- 0 when one of its reports breaks off: absent from it is not passed.
  is_complete    INTEGER NOT NULL DEFAULT 1
, merge_commit TEXT, job_id TEXT, checks INTEGER NOT NULL DEFAULT 0, order_id INTEGER REFERENCES execution_order) STRICT;

CREATE TABLE quarantine_event (
  id         INTEGER PRIMARY KEY,
  test_id    INTEGER NOT NULL REFERENCES test,
  at_ms      INTEGER NOT NULL,
  transition TEXT    NOT NULL,
  author     TEXT    NOT NULL,
  reason     TEXT    NOT NULL
, expires_ms INTEGER, owner TEXT, issue TEXT, mode TEXT, is_manual INTEGER, probability REAL, flake_rate REAL, flake_rate_low REAL, flake_rate_high REAL, flakes INTEGER, executions INTEGER, commits INTEGER, last_flake_ms INTEGER, obstacle TEXT, until_ms INTEGER, commit_sha TEXT) STRICT;

CREATE TABLE quarantine_update (
  at_ms INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE report (
  job_run_id   INTEGER NOT NULL REFERENCES job_run ON DELETE CASCADE,
  -- The metadata that the report was ingested with; with the digest it says "seen before".
  identity     TEXT    NOT NULL,
  digest       TEXT    NOT NULL,
  path         TEXT    NOT NULL,
  producer     TEXT    NOT NULL,
  cases        INTEGER NOT NULL,
  is_truncated INTEGER NOT NULL,
  PRIMARY KEY (identity, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE result (
  job_run_id   INTEGER NOT NULL REFERENCES job_run ON DELETE CASCADE,
  test_id      INTEGER NOT NULL REFERENCES test,
  attempt      INTEGER NOT NULL,
  -- 0 passed, 1 failed, 2 errored, 3 skipped.
  outcome      INTEGER NOT NULL,
  duration_us  INTEGER,
  signature_id INTEGER REFERENCES failure_signature,
  PRIMARY KEY (job_run_id, test_id, attempt)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_timing (
  job_run_id INTEGER PRIMARY KEY REFERENCES job_run ON DELETE CASCADE,
  -- By unit: the cases that ran, those that failed, and their time, packed.
  data       BLOB    NOT NULL
) STRICT;

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

CREATE TABLE "test" (
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

CREATE TABLE test_identity (
  identity_hash INTEGER NOT NULL,
  ordinal       INTEGER NOT NULL,
  test_id       INTEGER NOT NULL REFERENCES test ON DELETE CASCADE,
  PRIMARY KEY (identity_hash, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE timed_unit (
  id            INTEGER NOT NULL UNIQUE,
  repo          TEXT    NOT NULL,
  file          TEXT    NOT NULL,
  classname     TEXT    NOT NULL,
  -- The file that the class was found in, where reports name none.
  source_file   TEXT,
  -- What the unit was called from some moment on: its timings before that are of the other one.
  renamed_to    INTEGER REFERENCES timed_unit (id),
  renamed_at_ms INTEGER,
  PRIMARY KEY (repo, file, classname)
) STRICT, WITHOUT ROWID;

CREATE TABLE timing (
  repo        TEXT    NOT NULL,
  -- What the item is: filename, classname or testname.
  kind        TEXT    NOT NULL,
  item        TEXT    NOT NULL,
  duration_us INTEGER NOT NULL,
  at_ms       INTEGER NOT NULL,
  PRIMARY KEY (repo, kind, item)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER suite_estimate_after_delete_of_old_job_run
AFTER DELETE ON job_run
BEGIN
  DELETE FROM suite_estimate
  WHERE repo = OLD.repo
    AND (job IS NULL OR job = coalesce(OLD.job, ''))
    AND (variant IS NULL OR variant = coalesce(OLD.variant, ''));
END;

CREATE TRIGGER suite_estimate_after_delete_of_timings
AFTER DELETE ON run_timing
BEGIN
  DELETE FROM suite_estimate
  WHERE id IN (
    SELECT e.id
    FROM job_run AS r
    JOIN suite_estimate AS e ON e.repo = r.repo
      AND (e.job IS NULL OR e.job = coalesce(r.job, ''))
      AND (e.variant IS NULL OR e.variant = coalesce(r.variant, ''))
    WHERE r.id = OLD.job_run_id
  );
END;

CREATE TRIGGER suite_estimate_after_insert_of_new_job_run
AFTER INSERT ON job_run
BEGIN
  DELETE FROM suite_estimate
  WHERE repo = NEW.repo
    AND (job IS NULL OR job = coalesce(NEW.job, ''))
    AND (variant IS NULL OR variant = coalesce(NEW.variant, ''));
END;

CREATE TRIGGER suite_estimate_after_insert_of_timings
AFTER INSERT ON run_timing
BEGIN
  DELETE FROM suite_estimate
  WHERE id IN (
    SELECT e.id
    FROM job_run AS r
    JOIN suite_estimate AS e ON e.repo = r.repo
      AND (e.job IS NULL OR e.job = coalesce(r.job, ''))
      AND (e.variant IS NULL OR e.variant = coalesce(r.variant, ''))
    WHERE r.id = NEW.job_run_id
  );
END;

CREATE TRIGGER suite_estimate_after_rename
AFTER UPDATE ON timed_unit
BEGIN
  DELETE FROM suite_estimate
  WHERE repo = NEW.repo;
END;

CREATE TRIGGER suite_estimate_after_update_of_new_job_run
AFTER UPDATE ON job_run
BEGIN
  DELETE FROM suite_estimate
  WHERE repo = NEW.repo
    AND (job IS NULL OR job = coalesce(NEW.job, ''))
    AND (variant IS NULL OR variant = coalesce(NEW.variant, ''));
END;

CREATE TRIGGER suite_estimate_after_update_of_old_job_run
AFTER UPDATE ON job_run
BEGIN
  DELETE FROM suite_estimate
  WHERE repo = OLD.repo
    AND (job IS NULL OR job = coalesce(OLD.job, ''))
    AND (variant IS NULL OR variant = coalesce(OLD.variant, ''));
END;

CREATE TRIGGER suite_estimate_after_update_of_timings
AFTER UPDATE ON run_timing
BEGIN
  DELETE FROM suite_estimate
  WHERE id IN (
    SELECT e.id
    FROM job_run AS r
    JOIN suite_estimate AS e ON e.repo = r.repo
      AND (e.job IS NULL OR e.job = coalesce(r.job, ''))
      AND (e.variant IS NULL OR e.variant = coalesce(r.variant, ''))
    WHERE r.id = NEW.job_run_id
  );
END;
