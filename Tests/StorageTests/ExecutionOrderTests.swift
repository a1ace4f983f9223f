import Foundation
import GRDB
import TestModel
import TestSupport
import Testing

@testable import Storage

@Suite("The order in which job runs executed their tests")
struct ExecutionOrderTests {
  private struct Stop: Error {}

  /// A report as an ingest hands it over.
  private struct Report {
    var cases: [ReportedCase]
    var startedAt: Int64?
    var isRefused = false
    var areChecks = false

    init(_ names: [String], startedAt: Int64? = nil, isRefused: Bool = false) {
      cases = names.map {
        ReportedCase(id: TestID(name: $0), attempts: [Attempt(outcome: .passed)])
      }
      self.startedAt = startedAt
      self.isRefused = isRefused
    }
  }

  private static func record(
    _ reports: [Report],
    job: String = "unit",
    by recorder: RunRecorder
  ) throws {
    var run = JobRun()
    (run.pipeline, run.job) = ("1", job)
    let start = Timestamp(seconds: 9)
    _ = try recorder.record(run, startedAt: start, keepsEmpty: false) { writer in
      for report in reports {
        var batch = CaseBatch()
        batch.areChecks = report.areChecks
        for testCase in report.cases {
          batch.append(testCase, seed: TestID.identitySeed(repo: ""))
        }
        do {
          _ = try writer.report(path: "r.xml") {
            try writer.add(batch)
            if report.isRefused { throw Stop() }
            let start = report.startedAt.map { Timestamp(seconds: $0) }
            return ("\(UUID())", ReportSummary(startedAt: start))
          }
        } catch is Stop {}
      }
    }
  }

  private static func recorder(_ store: HistoryStore) -> RunRecorder {
    RunRecorder(store, functions: IngestFunctions(signature: { _ in nil }))
  }

  /// The names of the tests of each job run in their order; none where that is not known.
  private static func orders(in store: HistoryStore) throws -> [String?] {
    let names = Dictionary(
      uniqueKeysWithValues: try store.allTests().map { ($0.id, $0.testID.name) }
    )
    let runs = Array(Int64(1)...Int64(try store.size().jobRuns))
    let orders = try store.executionOrders(ofJobRuns: runs)
    return runs.map { run in
      orders.order(ofJobRun: run)?.map { names[$0] ?? "?" }.joined(separator: " ")
    }
  }

  private static func storedOrders(in store: HistoryStore) throws -> Int {
    try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM execution_order") ?? -1 }
  }

  @Test("It is that of the reports, whatever the rows of the tests are")
  func isKept() throws {
    let store = try HistoryStore(inMemory: "test")
    let recorder = Self.recorder(store)
    try Self.record([Report(["c", "a", "b"])], job: "1", by: recorder)
    try Self.record([Report(["a", "d", "b"]), Report(["c"])], job: "2", by: recorder)
    try Self.record([Report(["c", "a", "b"])], job: "3", by: recorder)
    #expect(try Self.orders(in: store) == ["c a b", "a d b c", "c a b"])
    #expect(try Self.storedOrders(in: store) == 2)
    let orders = try store.executionOrders(ofJobRuns: [3, 99, 1])
    #expect(orders.sequences.count == 1 && orders.sequenceOfJobRun == [1: 0, 3: 0])
  }

  @Test("A thousand tests in one order in a hundred job runs are kept once")
  func isShared() throws {
    let store = try HistoryStore(inMemory: "test")
    let recorder = Self.recorder(store)
    let names = (0..<1000).map { "t\($0)" }
    for run in 0..<100 { try Self.record([Report(names)], job: "\(run)", by: recorder) }
    let sizes = try store.read {
      try Int.fetchAll($0, sql: "SELECT length(tests) FROM execution_order")
    }
    #expect(sizes == [1000])
    let orders = try store.executionOrders(ofJobRuns: Array(1...100))
    #expect(orders.sequences == [Array(1...1000)] && orders.sequenceOfJobRun.count == 100)
  }

  @Test(
    "A retried test stands where it ran first, and what was skipped or is no test stands nowhere"
  )
  func attempts() throws {
    let store = try HistoryStore(inMemory: "test")
    let recorder = Self.recorder(store)
    var report = Report(["a", "b", "c", "d", "e"])
    report.cases[1].attempts = [.failed, .failed, .passed].map { Attempt(outcome: $0) }
    report.cases[2].attempts = [Attempt(outcome: .skipped, message: "not today")]
    report.cases[3].attempts = [.skipped, .passed].map { Attempt(outcome: $0) }
    report.cases[4].attempts = [Attempt(outcome: .skipped)]
    var rerun = Report(["b"])
    rerun.cases[0].attempts = [Attempt(outcome: .passed)]
    var checks = Report(["style"])
    checks.areChecks = true
    try Self.record([checks, report, rerun], by: recorder)
    #expect(try Self.orders(in: store) == ["a b d"])
  }

  @Test(
    "Reports that all tell when they began follow one another by that, others as they were read",
    arguments: [
      ([30, 10, 20], "b c a"), ([10, 10, 5], "c a b"), ([30, nil, 20], "a b c"),
      ([nil, nil, nil], "a b c"),
    ] as [([Int64?], String)]
  )
  func reports(starts: [Int64?], expected: String) throws {
    let store = try HistoryStore(inMemory: "test")
    let reports = zip(["a", "b", "c"], starts).map { Report([$0, "all"], startedAt: $1) }
    try Self.record(reports, by: Self.recorder(store))
    let order = try #require(try Self.orders(in: store)[0]).split(separator: " ")
    #expect(order.filter { $0 != "all" }.joined(separator: " ") == expected)
    // It ran in all of the reports, and first in the first of them.
    #expect(order[1] == "all" && order.count == 4)
  }

  @Test("A report that is taken back has no part in it, nor has its start")
  func takesBack() throws {
    let store = try HistoryStore(inMemory: "test")
    let reports = [
      Report(["a"], startedAt: 2), Report(["ghost", "c"], isRefused: true),
      Report(["c", "b"], startedAt: 1), Report(["ghost"], isRefused: true),
    ]
    try Self.record(reports, by: Self.recorder(store))
    #expect(try Self.orders(in: store) == ["c b a"])
  }

  @Test("Later reports of a job run are appended, and orders that no job run has any more are gone")
  func isExtended() throws {
    let store = try HistoryStore(inMemory: "test")
    for recorder in [Self.recorder(store), Self.recorder(store)] {
      try Self.record([Report(["b", "a"])], job: "1", by: recorder)
      try Self.record([Report(["d", "a", "c"])], job: "2", by: recorder)
    }
    // The second time nothing is executed that was not before.
    #expect(try Self.orders(in: store) == ["b a", "d a c"])
    let recorder = Self.recorder(store)
    try Self.record([Report(["c", "b", "0"])], job: "1", by: recorder)
    #expect(try Self.orders(in: store) == ["b a c 0", "d a c"])
    #expect(try Self.storedOrders(in: store) == 2)
    // In as many steps it is the same order; the one that job run 3 shares stays.
    try Self.record([Report(["b", "a"])], job: "3", by: recorder)
    try Self.record([Report(["b", "a"])], job: "4", by: recorder)
    try Self.record([Report(["c", "b", "0"])], job: "4", by: recorder)
    #expect(try Self.orders(in: store) == ["b a c 0", "d a c", "b a", "b a c 0"])
    #expect(try Self.storedOrders(in: store) == 3)
  }

  @Test("A job run whose tests were all skipped has an order that later reports extend")
  func extendsNothing() throws {
    let store = try HistoryStore(inMemory: "test")
    let recorder = Self.recorder(store)
    var skipped = Report(["a"])
    skipped.cases[0].attempts = [Attempt(outcome: .skipped)]
    try Self.record([skipped], by: recorder)
    #expect(try Self.orders(in: store) == [""])
    try Self.record([Report(["c", "b"])], by: recorder)
    #expect(try Self.orders(in: store) == ["c b"])
  }

  @Test(
    "Job runs with too many tests have no order, and one that grows too large has none any more"
  )
  func isBounded() throws {
    let store = try HistoryStore(inMemory: "test")
    let recorder = Self.recorder(store)
    let names = (0...PackedOrder.mostTests).map { "t\($0)" }
    try Self.record([Report(names)], job: "1", by: recorder)
    try Self.record([Report(names.dropLast())], job: "2", by: recorder)
    try Self.record([Report(["x"])], job: "1", by: recorder)
    let orders = try store.executionOrders(ofJobRuns: [1, 2])
    #expect(orders.sequenceOfJobRun == [2: 0] && orders.sequences[0].count == names.count - 1)
    try Self.record([Report(["x"])], job: "2", by: recorder)
    #expect(try store.executionOrders(ofJobRuns: [1, 2]) == ExecutionOrders())
    #expect(try Self.storedOrders(in: store) == 0)
  }

  @Test("Tests that go on under new names stand in it as what they were")
  func renames() throws {
    let store = try HistoryStore(inMemory: "test")
    let functions = IngestFunctions(
      signature: { _ in nil },
      renames: { facts in
        let pairs = try facts.new(["new"]).compactMap { new in
          try facts.known(["old"]).first { $0.name == new.name }.map {
            FileRename.Pair(new: new.id, old: $0.id)
          }
        }
        return [FileRename(from: "old", to: "new", pairs: pairs)]
      }
    )
    let recorder = RunRecorder(store, functions: functions)
    for (job, file) in [("1", "old"), ("2", "new"), ("3", "new"), ("4", "old")] {
      var report = Report(["b", "a"] + (file == "new" ? ["n"] : []))
      for index in report.cases.indices { report.cases[index].id.file = file }
      try Self.record([report], job: job, by: recorder)
    }
    #expect(try store.allTests().map(\.testID.file) == ["new", "new", "new"])
    #expect(try Self.orders(in: store) == ["b a", "b a n", "b a n", "b a"])
    let orders = try store.executionOrders(ofJobRuns: [1, 2, 3, 4])
    let first = try #require(orders.order(ofJobRun: 1))
    #expect(orders.order(ofJobRun: 2)?.starts(with: first) == true && orders.sequences.count == 2)
  }

  @Test("A digest that means other tests gives a job run no order, rather than a wrong one")
  func collides() throws {
    let store = try HistoryStore(inMemory: "test")
    let recorder = Self.recorder(store)
    try Self.record([Report(["a", "b"])], job: "1", by: recorder)
    try store.write {
      try $0.execute(
        sql: "UPDATE execution_order SET tests = ?",
        arguments: [PackedOrder.packed([2, 1])]
      )
    }
    try Self.record([Report(["a", "b"])], job: "2", by: recorder)
    #expect(try Self.orders(in: store) == ["b a", nil])
  }

  @Test("A history of the second schema goes on: its job runs have no order, later ones have")
  func migrates() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "h.sqlite").path(percentEncoded: false)
      let queue = try DatabaseQueue(path: path)
      try HistoryStore.migrator.migrate(queue, upTo: "2-identities")
      var run = JobRun()
      (run.pipeline, run.job) = ("1", "1")
      let digest = JobRunIdentity(run).text
      let hash = identityNumber(of: TestID(name: "a"), repo: "")
      try queue.write { database in
        for (sql, argument) in [
          ("INSERT INTO job_run (digest, repo, started_at_ms) VALUES (?, '', 5)", digest),
          ("INSERT INTO report VALUES (1, ?, 'x', 'a.xml', 'pytest', 1, 0)", digest),
          ("INSERT INTO test VALUES (1, '', '', '', 'a', '', 1, 0, 5, ?, 0, NULL)", hash),
          ("INSERT INTO test_identity VALUES (?, 1, 1)", hash),
          ("INSERT INTO result VALUES (1, 1, 1, 0, ?, NULL)", 7),
        ] as [(String, any DatabaseValueConvertible)] {
          try database.execute(sql: sql, arguments: [argument])
        }
      }
      try queue.close()
      let store = try HistoryStore(writingTo: path)
      let recorder = Self.recorder(store)
      try Self.record([Report(["b", "a"])], job: "2", by: recorder)
      #expect(try Self.orders(in: store) == [nil, "b a"])
      // Half an order would tell that nothing ran before its first test.
      try Self.record([Report(["c"])], job: "1", by: recorder)
      #expect(try Self.orders(in: store) == [nil, "b a"])
      #expect(try content(of: path).filter { $0.hasPrefix("result") }.count == 4)
    }
  }
}
