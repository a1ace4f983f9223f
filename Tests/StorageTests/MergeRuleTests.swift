import Foundation
import GRDB
import TestModel
import TestSupport
import Testing

@testable import Storage

@Suite("Which of two tellings stands when histories are merged")
struct MergeRuleTests {
  /// A history of one test and one run, and what `sql` adds to it.
  private static func write(_ sql: String, to path: String) throws {
    do { _ = try HistoryStore(writingTo: path) }
    try DatabaseQueue(path: path).write { database in
      try database.execute(
        sql: """
          INSERT INTO test VALUES (1, 'r', '', 'k', 'a', '', 1, 0, 5, 17, 0, NULL);
          INSERT INTO test_identity VALUES (17, 1, 1);
          INSERT INTO job_run (digest, repo, started_at_ms) VALUES ('d', 'r', 5);
          INSERT INTO failure_signature VALUES (1, 's', '', 'x'), (2, 't', '', 'x');
          \(sql)
          """
      )
    }
  }

  /// What a question finds after a merge, whichever side is merged into the other.
  private static func answers(_ sides: [String], _ question: String) throws -> [[String]] {
    try withTemporaryFolder { folder in
      try [[0, 1], [1, 0]].map { order in
        let paths = order.map { folder.appending(path: "\($0)-of-\(order[0]).sqlite").path() }
        for (path, side) in zip(paths, order) { try write(sides[side], to: path) }
        _ = try HistoryStore(writingTo: paths[0]).merge(HistorySnapshot(of: paths[1]))
        return try DatabaseQueue(path: paths[0]).read { try String.fetchAll($0, sql: question) }
      }
    }
  }

  @Test(
    "Of two results the worse, else the longer, else the one with the larger signature",
    arguments: [
      ("0, 9, NULL", "1, 1, 1", "1, 1, 1"), ("1, 9, 1", "2, 1, NULL", "2, 1, NULL"),
      ("3, 9, NULL", "0, 1, NULL", "0, 1, NULL"), ("3, 9, NULL", "2, 1, NULL", "2, 1, NULL"),
      ("1, 1, 2", "1, 2, 1", "1, 2, 1"), ("1, NULL, 2", "1, 0, 1", "1, 0, 1"),
      ("1, 1, 1", "1, 1, 2", "1, 1, 2"), ("1, 1, NULL", "1, 1, 1", "1, 1, 1"),
      ("1, 1, 1", "1, 1, 1", "1, 1, 1"),
    ]
  )
  func result(first: String, second: String, expected: String) throws {
    let answers = try Self.answers(
      [first, second].map { "INSERT INTO result VALUES (1, 1, 1, \($0));" },
      """
      SELECT outcome || ', ' || coalesce(duration_us, 'NULL') || ', '
        || coalesce(signature_id, 'NULL')
      FROM result
      """
    )
    #expect(answers == [[expected], [expected]])
  }

  @Test("The counts of a run are those of its united results")
  func counts() throws {
    let answers = try Self.answers(
      [
        "INSERT INTO result VALUES (1, 1, 1, 1, 1, NULL); UPDATE job_run SET cases=1, failed=1;",
        """
        INSERT INTO result VALUES (1, 1, 1, 1, 1, NULL), (1, 1, 2, 0, 1, NULL);
        UPDATE job_run SET cases = 1, passed = 1, retried = 1;
        """,
      ],
      "SELECT cases || passed || failed || errored || skipped || retried FROM job_run"
    )
    #expect(answers == [["110001"], ["110001"]])
  }

  @Test(
    "The logs are united, and what was decided last says whether a test is in quarantine",
    arguments: [
      (["entered 5"], ["entered 3", "removed 4"], "since 5"),
      (["entered 5"], ["entered 3", "removed 5"], "out"),
      (["entered 5"], ["entered 3", "broken 6"], "out"),
      (["entered 5", "overdue 9"], ["entered 3"], "since 5"),
      (["entered 5"], ["entered 3", "released 4", "entered 6"], "since 6"),
      (["entered 3", "removed 4"], [], "out"), (["entered 3"], [], "since 3"),
      (["entered 3"], ["entered 3", "removed 4"], "out"),
      (["entered 3"], ["held 2", "lifted 4"], "since 3"), (["entered 3"], ["held 4"], "out"),
    ]
  )
  func quarantine(first: [String], second: [String], expected: String) throws {
    let sides: [String] = [first, second].map { log in
      log.map { line -> String in
        let words = line.split(separator: " ")
        return "INSERT INTO quarantine_event (test_id, at_ms, transition, author, reason) "
          + "VALUES (1, \(words[1]), '\(words[0])', 'me', 'r');"
      }
      .joined()
    }
    try withTemporaryFolder { folder in
      for order in [[0, 1], [1, 0]] {
        let paths = order.map { folder.appending(path: "\($0)-of-\(order[0]).sqlite").path() }
        for (path, side) in zip(paths, order) { try Self.write(sides[side], to: path) }
        let store = try HistoryStore(writingTo: paths[0])
        _ = try store.merge(HistorySnapshot(of: paths[1]))
        let entries = try store.quarantine()
        #expect((entries.first.map { "since \($0.since.milliseconds)" } ?? "out") == expected)
        #expect(try store.quarantineLog().count == Set(first + second).count)
      }
    }
  }

  @Test(
    "What one side of a run does not know the other fills in; else a fixed rule decides",
    arguments: [
      ("branch = 'main'", "url = 'u'", "main u ? ? 5 1"),
      (
        "status = 'success', duration_us = 3", "status = 'failed', duration_us = 2",
        "? ? failed 3 5 1"
      ),
      ("started_at_ms = 4, is_complete = 0", "started_at_ms = 6", "? ? ? ? 4 0"),
    ]
  )
  func run(first: String, second: String, expected: String) throws {
    let answers = try Self.answers(
      [first, second].map { "UPDATE job_run SET \($0);" },
      """
      SELECT coalesce(branch, '?') || ' ' || coalesce(url, '?') || ' ' || coalesce(status, '?')
        || ' ' || coalesce(duration_us, '?') || ' ' || started_at_ms || ' ' || is_complete
      FROM job_run
      """
    )
    #expect(answers == [[expected], [expected]])
  }

  @Test("Job runs without a sure identity that share a report are one run")
  func unsureRuns() throws {
    // Each side has the run of both reports, or the two runs of one each.
    let answers = try Self.answers(
      [
        """
        INSERT INTO report VALUES (1, 'i', 'x', 'x.xml', 'p', 1, 0), (1, 'i', 'y', 'y.xml', 'p', 1, 0);
        INSERT INTO result VALUES (1, 1, 1, 0, 1, NULL);
        """,
        """
        UPDATE job_run SET digest = 'e';
        INSERT INTO job_run (digest, repo, started_at_ms) VALUES ('f', 'r', 5);
        INSERT INTO report VALUES (1, 'i', 'x', 'x.xml', 'p', 1, 0), (2, 'i', 'y', 'y.xml', 'p', 1, 0);
        INSERT INTO result VALUES (1, 1, 1, 0, 1, NULL), (2, 1, 1, 0, 1, NULL);
        """,
      ],
      """
      SELECT digest || ' ' || (SELECT count(*) FROM report WHERE job_run_id = job_run.id)
        || ' ' || (SELECT count(*) FROM result WHERE job_run_id = job_run.id)
      FROM job_run
      """
    )
    #expect(answers == [["d 2 1"], ["d 2 1"]])
  }

  @Test("A test is shown by the smallest of its names, and keeps what either side knows of it")
  func test() throws {
    let answers = try Self.answers(
      [
        "UPDATE test SET first_seen_ms = 7, source_file = 'b', is_ambiguous = 1;",
        """
        UPDATE test SET name = 'A', identity_hash = 18, source_file = 'a', is_check = 1;
        INSERT INTO test_identity VALUES (18, 1, 1);
        """,
      ],
      """
      SELECT name || identity_hash || ' ' || first_seen_ms || source_file || is_ambiguous || is_check
        || ' ' || (SELECT group_concat(identity_hash) FROM test_identity)
      FROM test
      """
    )
    #expect(answers == [["A18 5a11 17,18"], ["A18 5a11 17,18"]])
  }
}
