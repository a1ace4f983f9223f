import Foundation
import GRDB
import Testing

@testable import Storage

/// All that a history says, as sorted lines without a row's number in them: two histories that say
/// the same give the same lines.
///
/// - Parameter samples: whether the samples of signatures count, of which an ingest keeps the first.
func content(of path: String, samples: Bool = true) throws -> [String] {
  try DatabaseQueue(path: path).read { database in
    #expect(try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").isEmpty)
    #expect(try String.fetchAll(database, sql: "PRAGMA integrity_check") == ["ok"])
    let rows = try MergeContentSQL.all(samples: samples).flatMap { kind, sql in
      try Row.fetchAll(database, sql: MergeContentSQL.tests + sql).map { row in
        "\(kind) " + row.databaseValues.map(\.description).joined(separator: " | ")
      }
    }
    return try (rows + orders(database) + timings(database)).sorted()
  }
}

/// The timings of the job runs, unit by unit.
private func timings(_ database: Database) throws -> [String] {
  let called = try Row.fetchAll(
    database,
    sql: "SELECT id, repo || ' ' || file || ' ' || classname FROM timed_unit"
  )
  let names = Dictionary(uniqueKeysWithValues: called.map { ($0[0] as Int64, $0[1] as String) })
  let sql =
    "SELECT j.digest, t.data FROM run_timing AS t LEFT JOIN job_run AS j ON j.id = job_run_id"
  return try Row.fetchAll(database, sql: sql).map { row in
    let data: Data = row[1]
    let stored = try #require(data.withUnsafeBytes { PackedTimings.unpacked($0) })
    let units = try stored.map { timing in
      let name = try #require(names[timing.unit])
      return "\(name): \(timing.cases) \(timing.failures) \(timing.duration) \(timing.hooks)"
    }
    return "timings \(row[0] as String) | \(units.sorted().joined(separator: ", "))"
  }
}

/// The orders of the job runs, test by test.
private func orders(_ database: Database) throws -> [String] {
  let called = try Row.fetchAll(
    database,
    sql: MergeContentSQL.tests + "SELECT id, names FROM called"
  )
  let names = Dictionary(uniqueKeysWithValues: called.map { ($0[0] as Int64, $0[1] as String) })
  let sql = """
    SELECT j.digest, hex(e.digest), e.tests
    FROM job_run AS j
    JOIN execution_order AS e ON e.id = j.order_id
    """
  return try Row.fetchAll(database, sql: sql).map { row in
    let tests = try #require(PackedOrder.unpacked(row[2])).map { names[$0] }
    // No order refers to a test that is gone, nor to one twice.
    #expect(!tests.contains(nil) && Set(tests).count == tests.count)
    let order = tests.map { $0 ?? "none" }.joined(separator: ", ")
    return "order \(row[0] as String) | \(row[1] as String) | \(order)"
  }
}

/// The tables that an analysis reads, row by row: to see that nothing at all was written.
func rows(of path: String) throws -> [String] {
  try DatabaseQueue(path: path).read { database in
    let tables = try String.fetchAll(
      database,
      sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    )
    return try tables.flatMap { table in
      try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { row in
        "\(table) " + row.databaseValues.map(\.description).joined(separator: " | ")
      }
    }
  }
}

private enum MergeContentSQL {
  // A test is called by all its identities.
  static let tests = """
    WITH called AS (
      SELECT test_id AS id, group_concat(identity_hash || ':' || ordinal, ' ') AS names
      FROM (SELECT * FROM test_identity ORDER BY identity_hash, ordinal)
      GROUP BY test_id
    )

    """

  static func all(samples: Bool) -> [(kind: String, sql: String)] {
    [
      (
        "test",
        """
        SELECT c.names, t.repo, t.suite, t.classname, t.name, t.file, t.ordinal, t.is_ambiguous,
          t.first_seen_ms, t.identity_hash, t.is_check, t.source_file
        FROM test AS t
        LEFT JOIN called AS c ON c.id = t.id
        """
      ),
      (
        "run",
        """
        SELECT digest, repo, branch, default_branch, commit_sha, merge_commit, pr, pipeline, workflow,
          job, job_id, variant, node_index, node_total, attempt, started_at_ms, duration_us, queued_us,
          status, runner, url, provider, cases, passed, failed, errored, skipped, retried, checks,
          is_complete
        FROM job_run
        """
      ),
      (
        "report",
        """
        SELECT j.digest, r.identity, r.digest, r.path, r.producer, r.cases, r.is_truncated
        FROM report AS r
        JOIN job_run AS j ON j.id = r.job_run_id
        """
      ),
      (
        "result",
        """
        SELECT j.digest, c.names, r.attempt, r.outcome, r.duration_us, s.text, s.frames
        FROM result AS r
        JOIN job_run AS j ON j.id = r.job_run_id
        LEFT JOIN called AS c ON c.id = r.test_id
        LEFT JOIN failure_signature AS s ON s.id = r.signature_id
        """
      ),
      ("signature", "SELECT text, frames\(samples ? ", sample" : "") FROM failure_signature"),
      ("timing", "SELECT * FROM timing"),
      (
        "unit",
        """
        SELECT u.repo, u.file, u.classname, u.source_file, n.file, n.classname, u.renamed_at_ms
        FROM timed_unit AS u
        LEFT JOIN timed_unit AS n ON n.id = u.renamed_to
        """
      ),
      ("update", "SELECT at_ms FROM quarantine_update"),
      (
        "event",
        """
        SELECT c.names, e.at_ms, e.transition, e.author, e.reason, e.expires_ms, e.owner, e.issue,
          e.mode, e.is_manual, e.probability, e.flake_rate, e.flake_rate_low, e.flake_rate_high,
          e.flakes, e.executions, e.commits, e.last_flake_ms, e.obstacle, e.until_ms, e.commit_sha
        FROM quarantine_event AS e
        LEFT JOIN called AS c ON c.id = e.test_id
        """
      ),
    ]
  }
}
