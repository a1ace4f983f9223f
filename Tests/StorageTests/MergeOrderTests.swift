import Foundation
import GRDB
import TestModel
import TestSupport
import Testing

@testable import Storage

@Suite("The orders of histories that are merged")
struct MergeOrderTests {
  /// Writes job runs, each with its tests in their order.
  private static func write(_ runs: [(job: String, names: String)], to path: String) throws {
    let recorder = RunRecorder(
      try HistoryStore(writingTo: path),
      functions: IngestFunctions(signature: { _ in nil })
    )
    for (job, names) in runs {
      var run = JobRun()
      (run.pipeline, run.job) = ("1", job)
      _ = try recorder.record(run, startedAt: Timestamp(seconds: 9), keepsEmpty: false) { writer in
        _ = try writer.report(path: "r.xml") {
          var batch = CaseBatch()
          for name in names.split(separator: " ") {
            batch.append(
              ReportedCase(id: TestID(name: String(name)), attempts: [Attempt(outcome: .passed)]),
              seed: TestID.identitySeed(repo: "")
            )
          }
          try writer.add(batch)
          var counts = CaseCounts()
          (counts.cases, counts.passed) = (batch.count, batch.count)
          return (names, ReportSummary(counts: counts))
        }
      }
    }
  }

  /// The names of the tests by job, in their order.
  private static func orders(in path: String) throws -> [String: String] {
    let store = try HistoryStore(readingFrom: path)
    let runs = try store.jobRuns(
      in: Timestamp(milliseconds: 0)..<Timestamp(milliseconds: .max)
    )
    let names = Dictionary(
      uniqueKeysWithValues: try store.allTests().map { ($0.id, $0.testID.name) }
    )
    let orders = try store.executionOrders(ofJobRuns: runs.map(\.id))
    let told = runs.compactMap { run in
      orders.order(ofJobRun: run.id).map { tests in
        (run.jobRun.job ?? "", tests.map { names[$0] ?? "?" }.joined(separator: " "))
      }
    }
    return Dictionary(uniqueKeysWithValues: told)
  }

  /// Merges two histories into each other, and looks at the orders of both.
  private static func merged(
    _ first: [(job: String, names: String)],
    _ second: [(job: String, names: String)],
    change: (String) throws -> Void = { _ in }
  ) throws -> [[String: String]] {
    try withTemporaryFolder { folder in
      let paths = ["a", "b", "c", "d"].map {
        folder.appending(path: $0).path(percentEncoded: false)
      }
      for (path, runs) in zip(paths, [first, second, second, first]) { try write(runs, to: path) }
      try change(paths[1])
      try change(paths[2])
      _ = try HistoryStore(writingTo: paths[0]).merge(HistorySnapshot(of: paths[1]))
      _ = try HistoryStore(writingTo: paths[2]).merge(HistorySnapshot(of: paths[3]))
      #expect(try content(of: paths[0]) == content(of: paths[2]))
      return try [paths[0], paths[2]].map { try orders(in: $0) }
    }
  }

  @Test("Each job run keeps its order, whatever the tests' rows are in the other history")
  func carriesOver() throws {
    let expected = ["1": "a b c", "2": "c d b", "3": "b c a"]
    let orders = try Self.merged([("1", "a b c")], [("2", "c d b"), ("3", "b c a")])
    #expect(orders == [expected, expected])
  }

  @Test("Of two orders of one job run the longer one stands")
  func longerStands() throws {
    let orders = try Self.merged([("1", "a b"), ("2", "x")], [("1", "c a d"), ("2", "y x")])
    #expect(orders == [["1": "c a d", "2": "y x"], ["1": "c a d", "2": "y x"]])
  }

  @Test("Tests that turn out to be one stand once, where the first of them stood")
  func unites() throws {
    let orders = try Self.merged([("1", "x a y b")], [("2", "a z")]) { path in
      // There a is called b as well.
      let hash = identityNumber(of: TestID(name: "b"), repo: "")
      try DatabaseQueue(path: path).write {
        try $0.execute(sql: "INSERT INTO test_identity VALUES (?, 1, 1)", arguments: [hash])
      }
    }
    #expect(orders == [["1": "x a y", "2": "a z"], ["1": "x a y", "2": "a z"]])
  }

  @Test("Orders that no job run has any more are gone after a merge")
  func leavesNothing() throws {
    try withTemporaryFolder { folder in
      let paths = ["a", "b"].map { folder.appending(path: $0).path(percentEncoded: false) }
      try Self.write([("1", "a b"), ("2", "c d")], to: paths[0])
      try Self.write([("1", "a b c"), ("2", "c d")], to: paths[1])
      let store = try HistoryStore(writingTo: paths[0])
      _ = try store.merge(HistorySnapshot(of: paths[1]))
      let sizes = try store.read {
        try Int.fetchAll($0, sql: "SELECT length(tests) FROM execution_order ORDER BY 1")
      }
      #expect(sizes == [2, 3])
    }
  }

  @Test("An order that is forged is left out, and all else goes in")
  func refusesForgery() throws {
    let forged: [Data] = [
      Data([0x80]), Data([0x00]), Data(repeating: 2, count: PackedOrder.mostBytes + 1),
    ]
    for tests in forged {
      try withTemporaryFolder { folder in
        let paths = ["a", "b"].map { folder.appending(path: $0).path(percentEncoded: false) }
        try Self.write([("1", "a b")], to: paths[0])
        try Self.write([("1", "a b c"), ("2", "c d")], to: paths[1])
        try DatabaseQueue(path: paths[1]).write {
          try $0.execute(
            sql: "UPDATE execution_order SET tests = ? WHERE length(tests) = 3",
            arguments: [tests]
          )
        }
        _ = try HistoryStore(writingTo: paths[0]).merge(HistorySnapshot(of: paths[1]))
        #expect(try Self.orders(in: paths[0]) == ["1": "a b", "2": "c d"])
      }
    }
  }

  @Test("Job runs of the same moment come in the same order, in whatever order they were written")
  func sameMoment() throws {
    try withTemporaryFolder { folder in
      let runs = (0..<12).map { (job: "job \($0)", names: "a b\($0)") }
      func jobs(_ runs: [(job: String, names: String)], _ name: String) throws -> [String?] {
        let path = folder.appending(path: name).path(percentEncoded: false)
        try Self.write(runs, to: path)
        return try HistoryStore(readingFrom: path)
          .jobRuns(in: Timestamp(milliseconds: 0)..<Timestamp(milliseconds: .max))
          .map(\.jobRun.job)
      }
      let told = try jobs(runs, "a.sqlite")
      #expect(Set(told).count == 12)
      #expect(try jobs(runs.reversed(), "b.sqlite") == told)
    }
  }
}
