import Foundation
import GRDB
import TestModel
import TestSupport
import Testing

@testable import Storage

@Suite("The history's file")
struct StorageTests {
  @Test("The schema is the one of the released migrations")
  func schemaIsGolden() throws {
    try withTemporaryFolder { folder in
      let path = folder.path(percentEncoded: false) + "/h.sqlite"
      _ = try HistoryStore(writingTo: path)
      let queue = try DatabaseQueue(path: path)
      let schema = try queue.read { database in
        try String.fetchAll(
          database,
          sql: "SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name"
        )
      }
      try expectGolden(schema.joined(separator: "\n\n") + "\n", "schema.sql")
    }
  }

  @Test("Readers never make a history")
  func readersDoNotCreate() throws {
    try withTemporaryFolder { folder in
      let path = folder.path(percentEncoded: false) + "/none.sqlite"
      #expect(throws: StorageError.missing(path: path)) { try HistoryStore(readingFrom: path) }
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test("A file of another program, and one of a later version, are refused and left alone")
  func refusesForeignFiles() throws {
    try withTemporaryFolder { folder in
      let other = folder.path(percentEncoded: false) + "/other.sqlite"
      try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE job_run (x)") }
      #expect(throws: StorageError.notAHistory(path: other)) { try HistoryStore(writingTo: other) }
      #expect(throws: StorageError.notAHistory(path: other)) {
        try HistoryStore(readingFrom: other)
      }
      let text = try folder.write("this is no database, and long enough to be told apart", to: "t")
      #expect(throws: StorageError.notAHistory(path: text)) { try HistoryStore(writingTo: text) }
      let later = folder.path(percentEncoded: false) + "/later.sqlite"
      _ = try HistoryStore(writingTo: later)
      try DatabaseQueue(path: later).write {
        try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99-future')")
      }
      let error = StorageError.fromTheFuture(path: later, unknown: "99-future")
      #expect(throws: error) { try HistoryStore(writingTo: later) }
      #expect(throws: error) { try HistoryStore(readingFrom: later) }
    }
  }

  @Test("What a killed writer left behind is taken back, and the history can be read")
  func readsAfterACrash() throws {
    try withTemporaryFolder { folder in
      let path = folder.path(percentEncoded: false) + "/h.sqlite"
      let crashed = folder.path(percentEncoded: false) + "/crashed.sqlite"
      do { try record((0..<500).map { "t\($0)" }, job: "j", in: HistoryStore(writingTo: path)) }
      let queue = try DatabaseQueue(path: path)
      // The files in the middle of a transaction that is too large for memory are those of a crash.
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1")
        try database.inTransaction {
          try database.execute(sql: "UPDATE test SET name = name || name; DELETE FROM result")
          for end in ["", "-journal"] {
            try FileManager.default.copyItem(atPath: path + end, toPath: crashed + end)
          }
          return .rollback
        }
      }
      let store = try HistoryStore(readingFrom: crashed)
      #expect(try store.allTests().count == 500)
      #expect(try store.allTests().allSatisfy { $0.testID.name.count < 5 })
      #expect(try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM result") } == 500)
    }
  }

  @Test("A damaged file is said to be damaged")
  func saysDamage() throws {
    try withTemporaryFolder { folder in
      let path = folder.path(percentEncoded: false) + "/h.sqlite"
      do {
        let store = try HistoryStore(writingTo: path)
        for number in 0..<50 { try record(["t\(number)"], job: "j\(number)", in: store) }
      }
      var bytes = try Data(contentsOf: URL(filePath: path))
      for index in stride(from: 4096, to: bytes.count, by: 7) { bytes[index] = 0xA5 }
      try bytes.write(to: URL(filePath: path))
      try? FileManager.default.removeItem(atPath: path + "-wal")
      let error = #expect(throws: StorageError.self) {
        let store = try HistoryStore(readingFrom: path)
        let window = Timestamp(milliseconds: 0)..<Timestamp(milliseconds: .max)
        _ = try store.failureTimelines(in: store.jobRuns(in: window))
        _ = try store.allTests()
      }
      guard case .corrupt = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test("No question scans the results of runs that it does not ask about")
  func plansUseIndexes() throws {
    try withTemporaryFolder { folder in
      let path = folder.path(percentEncoded: false) + "/h.sqlite"
      let store = try HistoryStore(writingTo: path)
      try record(["a", "b"], job: "j", in: store)
      let window = Timestamp(milliseconds: 0)..<Timestamp(milliseconds: .max)
      let plans = try store.plans(of: {
        let jobRuns = try $0.jobRuns(in: window)
        var found = try $0.failureTimelines(in: jobRuns, including: [1])
        let tests = found.timelines.map(\.test)
        _ = try $0.timelines(of: tests, in: jobRuns, signatures: &found.signatures)
        _ = try $0.failedTests(inJobRuns: [1])
        _ = try $0.executionOrders(ofJobRuns: [1])
        let stream = TimingStream()
        _ = try $0.suiteTimings(of: stream, before: window.upperBound)
        _ = try $0.suiteTimings(of: TimingStream(repo: "", job: "j"), before: window.upperBound)
        _ = try $0.suiteTimings(of: stream, before: window.upperBound, byCase: true)
        _ = try $0.timedStreams(of: stream)
        _ = try $0.suiteTimings(
          of: stream,
          before: window.upperBound,
          since: window.lowerBound,
          withUnitsOfJobRuns: true
        )
        _ = try $0.importedTimings(until: window.upperBound, preferring: nil)
      })
      #expect(plans.count > 8)
      for plan in plans where plan.detail.hasPrefix("SCAN") {
        let isSmall = [
          "SCAN run", "SCAN candidate", "SCAN failed_run", "SCAN json_each", "SCAN j",
          "SCAN timing", "SCAN test", "SCAN timed_unit",
        ]
        .contains { plan.detail.hasPrefix($0) }
        #expect(isSmall, "\(plan.detail) in \(plan.sql)")
      }
      #expect(plans.contains { $0.detail.contains("result_that_failed") })
      // From one value of a column to the next, and from there to the latest job runs.
      let streams = plans.map(\.detail).filter { $0.contains("job_run_of_stream") }
      #expect(streams.contains { $0.contains("<expr>=? AND <expr>>?") })
      #expect(streams.contains { $0.contains("<expr>=? AND <expr>=? AND started_at_ms<?") })
    }
  }

  @Test("What a body throws takes the whole job run back")
  func rollsBack() throws {
    let store = try HistoryStore(inMemory: "test")
    struct Stop: Error {}
    let recorder = RunRecorder(store, functions: IngestFunctions(signature: { _ in nil }))
    #expect(throws: Stop.self) {
      try recorder.record(JobRun(), startedAt: Timestamp(seconds: 1), keepsEmpty: true) { writer in
        try writer.add(batch(["t"]))
        throw Stop()
      }
    }
    #expect(try store.size() == (try HistoryStore(inMemory: "empty").size()))
  }

  @Test(
    "A report that is taken back takes nothing of the others along, and all that is referred to is there"
  )
  func takesOneReportBack() throws {
    try withTemporaryFolder { folder in
      let path = folder.path(percentEncoded: false) + "/h.sqlite"
      let store = try HistoryStore(writingTo: path)
      struct Stop: Error {}
      var run = JobRun()
      run.pipeline = "1"
      run.job = "unit"
      let functions = IngestFunctions(
        signature: { FailureSignature(text: $0.message ?? "", sample: "") }
      )
      _ = try RunRecorder(store, functions: functions).record(
        run,
        startedAt: Timestamp(seconds: 1000),
        keepsEmpty: false
      ) { writer in
        func report(_ digest: String, _ names: [String], stops: Bool = false) throws {
          _ = try writer.report(path: digest) {
            try writer.add(batch(names))
            if stops { throw Stop() }
            return (digest, ReportSummary())
          }
        }
        try report("1", ["a", "b"])
        #expect(throws: Stop.self) { try report("2", ["b", "ghost"], stops: true) }
        try report("3", ["c"])
        #expect(throws: Stop.self) { try report("4", ["c", "d"], stops: true) }
        try report("5", ["d", "e"])
      }
      #expect(try store.allTests().map(\.testID.name) == ["a", "b", "c", "d", "e"])
      let queue = try DatabaseQueue(path: path)
      try queue.read { database in
        let identities = try Int.fetchOne(database, sql: "SELECT count(*) FROM test_identity")
        #expect(identities == 5)
        #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM result") == 5)
        #expect(try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").isEmpty)
      }
    }
  }

  private func record(_ names: [String], job: String, in store: HistoryStore) throws {
    var run = JobRun()
    run.job = job
    let functions = IngestFunctions(
      signature: { FailureSignature(text: $0.message ?? "", sample: "") }
    )
    _ = try RunRecorder(store, functions: functions).record(
      run,
      startedAt: Timestamp(seconds: 1000),
      keepsEmpty: false
    ) { writer in
      _ = try writer.report(path: "r.xml") {
        try writer.add(batch(names))
        return (job, ReportSummary())
      }
    }
  }

  private func batch(_ names: [String]) -> CaseBatch {
    var batch = CaseBatch()
    for name in names {
      let attempt = Attempt(outcome: .failed, message: "m \(name)")
      batch.append(
        ReportedCase(id: TestID(name: name), attempts: [attempt]),
        seed: TestID.identitySeed(repo: "")
      )
    }
    return batch
  }
}
