import Foundation
import GRDB
import TestModel
import TestSupport
import Testing

@testable import Storage

@Suite("Questions of the analysis of flakiness")
struct FlakinessQuestionTests {
  private static let always = Timestamp(milliseconds: 0)..<Timestamp(milliseconds: .max)

  @Test("Failures come with all attempts of their runs, and nothing else does", arguments: 1...20)
  func readsFailures(seed: UInt64) throws {
    try withHistory(seed: seed) { store, database in
      let jobRuns = try store.jobRuns(in: Self.always)
      let found = try store.failureTimelines(in: jobRuns)
      let all = try referenceTimelines(jobRuns, database)
      let failing = all.filter { $0.isWanted }.map(\.test.id)
      #expect(Set(failing).isSubset(of: found.timelines.map(\.test.id)))
      let namesakes = Set(
        all.filter { $0.test.isAmbiguous && $0.isWanted }.map { TestName($0.test) }
      )
      for timeline in found.timelines {
        let reference = try #require(all.first { $0.test.id == timeline.test.id })
        #expect(timeline.test == reference.test && !timeline.hasPasses)
        let isNamesake = namesakes.contains(TestName(timeline.test))
        #expect(reference.isWanted || isNamesake)
        if !isNamesake {
          #expect(told(timeline, found.signatures) == reference.runs.filter { $0.failures > 0 })
        }
      }
    }
  }

  @Test(
    "Complete timelines say what the table says, read by descents or in passes",
    arguments: 1...20
  )
  func readsPasses(seed: UInt64) throws {
    try withHistory(seed: seed) { store, database in
      let jobRuns = try store.jobRuns(in: Self.always)
      let all = try referenceTimelines(jobRuns, database)
      var signatures = try store.failureTimelines(in: jobRuns).signatures
      let tests = try store.allTests()
      let found = try store.timelines(of: tests.reversed(), in: jobRuns, signatures: &signatures)
      #expect(found.map(\.test) == tests.reversed())
      for timeline in found {
        let reference = try #require(all.first { $0.test.id == timeline.test.id })
        #expect(told(timeline, signatures) == reference.runs)
      }
      let ids = tests.map(\.id).filter { $0 % 3 == 1 }
      let ways = try [0, 1, 1_000_000].map { try rows(of: ids, in: jobRuns, perDescent: $0, store) }
      #expect(ways[0].runs == ways[1].runs && ways[1].runs == ways[2].runs)
      #expect(ways[0].read <= ways[2].read)
    }
  }

  @Test("Signatures that came after the failures were read are added")
  func addsSignatures() throws {
    try withHistory(seed: 3) { store, database in
      let jobRuns = try store.jobRuns(in: Self.always)
      let known = try store.failureTimelines(in: jobRuns).signatures
      var none = try store.failureTimelines(in: []).signatures
      #expect(none.texts.isEmpty && !known.texts.isEmpty)
      _ = try store.timelines(of: store.allTests(), in: jobRuns, signatures: &none)
      #expect(none.texts.sorted() == known.texts)
    }
  }

  @Test("Tests are counted by place, without findings of linters, and others are named on request")
  func countsTests() throws {
    try withHistory(seed: 5) { store, database in
      try database.write { database in
        for (id, file, isCheck) in [(101, "a/b/x.py", 0), (102, "a/b/y.py", 0), (103, "lint/z", 1)]
        {
          try database.execute(
            sql: "INSERT INTO test VALUES (?, 'other', 's', 'k', 'n', ?, 1, 0, 1, ?, ?, NULL)",
            arguments: [id, file, id, isCheck]
          )
        }
      }
      let other = try store.failureTimelines(in: [], repo: "other", including: [102, 103, 999])
      #expect(other.testCount == 2 && other.testsByPlace == ["a/b": 2])
      #expect(other.timelines.map(\.test.testID.file) == ["a/b/y.py"])
      #expect(other.timelines.allSatisfy { $0.runs.isEmpty })
      let tests = try store.allTests()
      let places = Dictionary(grouping: tests.compactMap(\.testID.place)) { $0 }
      let all = try store.failureTimelines(in: [])
      #expect(all.testCount == tests.count && all.testsByPlace == places.mapValues(\.count))
    }
  }

  @Test("A name that means several cases brings all of them where one failed, and only there")
  func readsNamesakes() throws {
    try withHistory(seed: 7) { store, database in
      try database.write { database in
        try database.execute(sql: "DELETE FROM result")
        try database.execute(
          sql: """
            INSERT INTO test
            VALUES (201, 'a', '', 'k', 'same', '', 1, 1, 1, 77, 0, NULL),
              (202, 'a', '', 'k', 'same', '', 2, 1, 1, 77, 0, NULL);
            INSERT INTO test_identity VALUES (77, 1, 201), (77, 2, 202);
            INSERT INTO job_run (id, digest, repo, started_at_ms, cases)
            VALUES (301, 'x', 'a', 1, 2), (302, 'y', 'a', 2, 2), (303, 'z', 'a', 3, 2);
            INSERT INTO result
            VALUES (301, 201, 1, 0, 5, NULL), (301, 202, 1, 0, 5, NULL),
              (302, 201, 1, 1, 5, NULL), (302, 202, 1, 0, 5, NULL), (303, 201, 1, 2, 5, NULL);
            """
        )
      }
      let jobRuns = try store.jobRuns(in: Self.always, repo: "a")
      let found = try store.failureTimelines(in: jobRuns, repo: "a")
      #expect(found.timelines.map(\.test.id) == [201, 202])
      #expect(
        found.timelines.map { $0.runs.map { jobRuns[Int($0.run)].id } } == [[302, 303], [302]]
      )
    }
  }

  @Test("A pass is read only where it is asked for, and failures are found by their index")
  func readsLittle() throws {
    try withHistory(seed: 11) { store, database in
      try database.write { database in
        try database.execute(
          sql: """
            DELETE FROM result;
            INSERT INTO job_run (id, digest, repo, started_at_ms, cases)
            VALUES (401, 'x', 'a', 1, 5000);
            WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 5000)
            INSERT INTO result SELECT 401, n, 1, n IN (10, 4000), 1, NULL FROM number;
            """
        )
      }
      let run = try store.jobRuns(in: Self.always, repo: "a")
      let few = try rows(
        of: [10, 4000],
        in: run,
        perDescent: TimelineReading.rowsPerDescent,
        store
      )
      #expect(few.read == 2)
      let near = try rows(
        of: [10, 12, 13],
        in: run,
        perDescent: TimelineReading.rowsPerDescent,
        store
      )
      #expect(near.read == 4)
      let plans = try store.plans(of: {
        var signatures = try $0.failureTimelines(in: run).signatures
        _ = try $0.timelines(of: $0.allTests(), in: run, signatures: &signatures)
      })
      let scans = plans.map(\.detail).filter { $0.hasPrefix("SCAN") }
      #expect(
        scans.allSatisfy { $0.hasPrefix("SCAN job_run") || $0 == "SCAN test" || $0 == "SCAN t" }
      )
      #expect(plans.contains { $0.detail.contains("INDEX result_that_failed (job_run_id=?)") })
      #expect(
        plans.contains {
          $0.detail.contains("USING PRIMARY KEY (job_run_id=? AND test_id>? AND test_id<?)")
        }
      )
      #expect(!plans.contains { $0.detail.contains("TEMP B-TREE") && $0.sql.contains("result") })
    }
  }

  @Test(
    "Failures that are read as job runs come in are those that are read at once",
    arguments: 1...10
  )
  func addsFailures(seed: UInt64) throws {
    try withHistory(seed: seed) { store, _ in
      let jobRuns = try store.jobRuns(in: Self.always)
      let all = try store.failureTimelines(in: jobRuns)
      var known = try store.failureTimelines(in: Array(jobRuns.prefix(jobRuns.count / 2)))
      let before = known.timelines
      var added: [Int64: Set<ToldRun>] = [:]
      for (position, jobRun) in jobRuns.enumerated().dropFirst(jobRuns.count / 2) {
        for timeline in try store.addedFailures(in: [jobRun], to: &known) {
          #expect(!timeline.hasPasses && timeline.runs.allSatisfy { $0.run == 0 })
          for var run in told(timeline, known.signatures) {
            run.run.run = Int32(position)
            added[timeline.test.id, default: []].insert(run)
          }
        }
      }
      #expect(known.timelines == before)
      #expect(Set(known.signatures.texts) == Set(all.signatures.texts))
      for timeline in all.timelines {
        let late = told(timeline, all.signatures).filter { Int($0.run.run) >= jobRuns.count / 2 }
        #expect(Set(late.filter { $0.failures > 0 }).isSubset(of: added[timeline.test.id] ?? []))
        let failed = (added[timeline.test.id] ?? []).filter { $0.failures > 0 }
        #expect(failed.isSubset(of: late))
      }
    }
  }

  @Test("Tests that are new are counted with the job run that brings them, and only they are read")
  func countsNewTests() throws {
    try withHistory(seed: 13) { store, database in
      let jobRuns = try store.jobRuns(in: Self.always)
      var known = try store.failureTimelines(in: jobRuns)
      let before = (known.testCount, known.testsByPlace)
      try database.write { database in
        try database.execute(
          sql: """
            INSERT INTO test VALUES (501, 'a', 's', 'k', 'n', 'a/new/x.py', 1, 0, 1, 9, 0, NULL),
              (502, 'a', 's', 'k', 'm', 'a/new/x.py', 1, 0, 1, 10, 0, NULL),
              (503, 'a', 's', 'k', 'm', 'lint/z', 1, 0, 1, 11, 1, NULL);
            INSERT INTO job_run (id, digest, repo, started_at_ms, cases) VALUES (601, 'x', 'a', 1, 2);
            INSERT INTO failure_signature (id, text, frames, sample)
              VALUES (701, 'unheard of', '', 'unheard of');
            INSERT INTO result VALUES (601, 501, 1, 0, 5, NULL), (601, 502, 1, 1, 5, 701);
            """
        )
      }
      let run = try store.jobRuns(in: Self.always).filter { $0.id == 601 }
      let added = try store.addedFailures(in: run, to: &known)
      #expect(added.map(\.test.id) == [502])
      #expect(told(added[0], known.signatures).map(\.signature) == ["unheard of"])
      #expect(known.testCount == before.0 + 2)
      #expect(known.testsByPlace == before.1.merging(["a/new": 2]) { $1 })
      let unchanged = known.testCount
      #expect(try store.addedFailures(in: [], to: &known).isEmpty)
      #expect(known.testCount == unchanged)
      let plans = try store.plans(of: {
        _ = try $0.addedFailures(in: run, to: &known)
      })
      #expect(!plans.isEmpty && !plans.contains { $0.detail.hasPrefix("SCAN test") })
      #expect(plans.contains { $0.detail.contains("INDEX result_that_failed (job_run_id=?)") })
      #expect(plans.contains { $0.detail.contains("test USING INTEGER PRIMARY KEY (rowid>?)") })
      #expect(!plans.contains { $0.detail.contains("SCAN result") })
    }
  }

  // MARK: What the answers are held against

  private func withHistory(
    seed: UInt64,
    _ body: (HistoryStore, DatabaseQueue) throws -> Void
  ) throws {
    try withTemporaryFolder { folder in
      let path = folder.path(percentEncoded: false) + "/h.sqlite"
      try MergeRandomHistory.write(to: path, seed: seed)
      var configuration = Configuration()
      configuration.foreignKeysEnabled = false
      let database = try DatabaseQueue(path: path, configuration: configuration)
      try body(try HistoryStore(readingFrom: path), database)
    }
  }

  private func rows(
    of tests: [Int64],
    in jobRuns: [RecordedJobRun],
    perDescent: Int,
    _ store: HistoryStore
  ) throws -> (runs: [[TestRun]], read: Int) {
    try store.read { database in
      let reading = try TimelineReading(database, rowsPerDescent: perDescent)
      var rows = TimelineRows(tests: tests.count)
      let wanted = tests.enumerated().map { WantedTest(id: $1, position: $0) }
      for (position, jobRun) in jobRuns.enumerated() {
        try reading.read(jobRun, at: position, tests: wanted, into: &rows)
      }
      return (rows.take(SignatureList([])), rows.read)
    }
  }

  /// A test run with the text of its signature.
  private struct ToldRun: Hashable {
    var run: TestRun
    var signature: String?
    var failures: Int { Int(run.failures) }

    init(_ run: TestRun, _ signature: String?) {
      self.run = run
      self.run.signature = -1
      self.signature = signature
    }
  }

  private func told(_ timeline: TestTimeline, _ signatures: SignatureList) -> [ToldRun] {
    timeline.runs.map { ToldRun($0, $0.signature < 0 ? nil : signatures.texts[Int($0.signature)]) }
  }

  private struct Reference {
    var test: RecordedTest
    var runs: [ToldRun]
    var isWanted: Bool { runs.contains { $0.failures > 0 } }
  }

  /// The timelines of all tests, straight from the table.
  private func referenceTimelines(
    _ jobRuns: [RecordedJobRun],
    _ queue: DatabaseQueue
  ) throws -> [Reference] {
    try queue.read { database in
      let tests = try Row.fetchAll(
        database,
        sql: """
          SELECT id, repo, suite, classname, name, file, ordinal, is_ambiguous, first_seen_ms, is_check
          FROM test WHERE is_check = 0 ORDER BY id
          """
      ).map { RecordedTest($0) }
      return try tests.map { test in
        let runs = try jobRuns.enumerated().compactMap { position, jobRun -> ToldRun? in
          let rows = try Row.fetchAll(
            database,
            sql: """
              SELECT r.outcome, r.duration_us, s.text
              FROM result AS r LEFT JOIN failure_signature AS s ON s.id = r.signature_id
              WHERE r.job_run_id = ? AND r.test_id = ? ORDER BY r.attempt
              """,
            arguments: [jobRun.id, test.id]
          )
          guard let first = rows.first else { return nil }
          func outcome(_ row: Row) throws -> Outcome { try #require(Outcome(rawValue: row[0])) }
          func seconds(_ row: Row) -> Float {
            (row[1] as Int64?).map { Float(Double($0) / 1e6) } ?? -1
          }
          var run = TestRun(
            run: Int32(position),
            outcome: try outcome(first),
            duration: seconds(first)
          )
          for row in rows.dropFirst() {
            run.addAttempt(try outcome(row), signature: -1, duration: seconds(row))
          }
          return ToldRun(run, rows.compactMap { $0[2] as String? }.first)
        }
        return Reference(test: test, runs: runs)
      }
    }
  }
}
