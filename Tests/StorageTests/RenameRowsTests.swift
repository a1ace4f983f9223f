import Foundation
import GRDB
import Storage
import TestModel
import TestSupport
import Testing

@Suite("Renames in the history")
struct RenameRowsTests {
  private func record(
    _ names: [String],
    file: String,
    pipeline: String,
    by recorder: RunRecorder
  ) throws -> RunRecord {
    var run = JobRun()
    (run.repo, run.pipeline, run.job) = ("a/b", pipeline, "unit")
    var batch = CaseBatch()
    for name in names {
      let testCase = ReportedCase(
        id: TestID(name: name, file: file),
        attempts: [Attempt(outcome: .passed, duration: Microseconds(1))]
      )
      batch.append(testCase, seed: TestID.identitySeed(repo: "a/b"))
    }
    let start = Timestamp(seconds: 1000 + Int64(pipeline.count))
    return try recorder.record(run, startedAt: start, keepsEmpty: false) { writer in
      _ = try writer.report(path: file) {
        try writer.add(batch)
        return (pipeline, ReportSummary())
      }
    }
  }

  @Test("New identities mean the old tests from then on, and nothing refers to what is gone")
  func carriesOut() throws {
    try withTemporaryFolder { folder in
      let path = folder.path(percentEncoded: false) + "/h.sqlite"
      let store = try HistoryStore(writingTo: path)
      var asked = 0
      let functions = IngestFunctions(
        signature: { _ in nil },
        renames: { facts in
          asked += 1
          let shared = SharedNames(new: "new", known: "old", count: 2)
          #expect(try facts.shared() == [shared])
          #expect(try facts.known(["none"]).isEmpty)
          let known = try facts.known(["old", "new"])
          #expect(facts.newFiles == ["new"])
          let new = try facts.new(["new"])
          #expect(new.map(\.name) == ["a", "b", "c"] && new.map(\.isTold) == [true, true, true])
          #expect(known.map(\.name) == ["a", "b"] && known.map(\.isTold) == [false, false])
          #expect(try facts.current(known.map(\.id) + [99]) == Set(known.map(\.id)))
          let pairs = known.compactMap { old in
            new.first { $0.name == old.name }.map { FileRename.Pair(new: $0.id, old: old.id) }
          }
          return [FileRename(from: "old", to: "new", pairs: pairs)]
        }
      )
      let recorder = RunRecorder(store, functions: functions)
      _ = try record(["a", "b"], file: "old", pipeline: "1", by: recorder)
      let renamed = try record(["a", "b", "c"], file: "new", pipeline: "22", by: recorder)
      #expect(renamed.isNew && renamed.renames.map(\.pairs.count) == [2])
      // With what the recorder remembers, and what another one reads.
      _ = try record(["a", "b", "c"], file: "new", pipeline: "333", by: recorder)
      let other = RunRecorder(store, functions: functions)
      _ = try record(["b"], file: "old", pipeline: "4444", by: other)
      #expect(asked == 1)
      #expect(
        try store.allTests().map(\.testID) == ["a", "b", "c"].map { TestID(name: $0, file: "new") }
      )
      try DatabaseQueue(path: path).read { database in
        #expect(try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").isEmpty)
        let results = try [Int].fetchRuns(database)
        #expect(results == [[1, 2], [1, 2, 5], [1, 2, 5], [2]])
        let aliases = "SELECT count(*) FROM test_identity GROUP BY test_id ORDER BY test_id"
        #expect(try Int.fetchAll(database, sql: aliases) == [2, 2, 1])
        let current = """
          SELECT count(*)
          FROM test AS t
          JOIN test_identity AS i USING (identity_hash, ordinal)
          WHERE i.test_id = t.id
          """
        #expect(try Int.fetchOne(database, sql: current) == 3)
      }
    }
  }
}

extension [Int] {
  /// The tests of each job run.
  fileprivate static func fetchRuns(_ database: Database) throws -> [[Int]] {
    let sql = "SELECT job_run_id, test_id FROM result ORDER BY 1, 2"
    let rows = try Row.fetchAll(database, sql: sql).map { ($0[0] as Int, $0[1] as Int) }
    let byRun = Dictionary(grouping: rows, by: \.0)
    return byRun.sorted { $0.key < $1.key }.map { $0.value.map(\.1) }
  }
}
