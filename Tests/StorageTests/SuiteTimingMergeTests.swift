import Foundation
import GRDB
import TestModel
import TestSupport
import Testing

@testable import Storage

@Suite("A suite's timings, whatever happened to the history")
struct SuiteTimingMergeTests {
  private static let all = Timestamp(milliseconds: .max)

  /// The answers of a history without the numbers of its rows.
  private static func answers(_ store: HistoryStore) throws -> [SuiteTimings] {
    try [
      (false, TimingStream()), (false, TimingStream(repo: "r", job: "unit")),
      (true, TimingStream()),
    ]
    .map { byCase, stream in
      var timings = try store.suiteTimings(
        of: stream,
        before: all,
        runs: 4,
        byCase: byCase,
        withUnitsOfJobRuns: true
      )
      for run in timings.runs.indices {
        for node in timings.runs[run].jobRuns.indices { timings.runs[run].jobRuns[node].id = 0 }
      }
      return timings
    }
  }

  /// Nodes of some runs, of which many began at the same moment.
  private static func nodes(_ random: inout SeededRandom) -> [SuiteTimingTests.Node] {
    (0..<40).map { number in
      let outcomes: [Outcome] = [.passed, .passed, .failed, .skipped]
      let cases = (0..<Int.random(in: 1...5, using: &random)).map { position in
        SuiteTimingTests.testCase(
          "t\(position)",
          [
            (
              outcomes.randomElement(using: &random) ?? .passed,
              Int64.random(in: 0...9, using: &random)
            )
          ],
          file: ["", "a", "b", "é", "z"].randomElement(using: &random) ?? "",
          classname: ["k", "l"].randomElement(using: &random) ?? ""
        )
      }
      return SuiteTimingTests.Node(
        pipeline: number % 7 == 0 ? nil : "\(number / 4)",
        node: number % 4,
        attempt: number % 5 == 0 ? 2 : 1,
        start: Int64(number / 12),
        job: number % 9 == 0 ? "lint" : "unit",
        cases: cases
      )
    }
  }

  @Test(
    "Histories that were merged in any order, or that took all runs in, give the same answer",
    arguments: 0..<4
  )
  func isTheSameAfterMerges(seed: Int) throws {
    try withTemporaryFolder { folder in
      var random = SeededRandom(seed: UInt64(seed))
      let nodes = Self.nodes(&random)
      func path(_ name: String) -> String {
        folder.appending(path: name).path(percentEncoded: false)
      }
      let whole = try HistoryStore(writingTo: path("whole"))
      try SuiteTimingTests.record(nodes.shuffled(using: &random), in: whole)
      let expected = try Self.answers(whole)
      #expect(expected.allSatisfy { $0.runs.count >= 4 && $0.timings.count > 5 })
      for (number, nodes) in [nodes[..<10], nodes[10..<25], nodes[20...]].enumerated() {
        let part = try HistoryStore(writingTo: path("\(number)"))
        try SuiteTimingTests.record(nodes.shuffled(using: &random), in: part)
      }
      for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
        let store = try HistoryStore(writingTo: path("\(order)"))
        for part in order { _ = try store.merge(HistorySnapshot(of: path("\(part)"))) }
        #expect(try Self.answers(store) == expected)
      }
    }
  }

  @Test("Without what is kept of them, the results of job runs give the same answer")
  func fallsBack() throws {
    var random = SeededRandom(seed: 9)
    let store = try HistoryStore(inMemory: "test")
    try SuiteTimingTests.record(Self.nodes(&random), in: store)
    let expected = try Self.answers(store)
    for sql in [
      "DELETE FROM run_timing WHERE job_run_id % 2 = 0", "UPDATE run_timing SET data = x'00'",
      "DELETE FROM run_timing", "DELETE FROM timed_unit",
    ] {
      try store.write { try $0.execute(sql: sql) }
      #expect(try Self.answers(store) == expected)
    }
  }

  /// Records a job run at a moment, in which the tests of one file may turn out to be those of another.
  private static func record(
    _ file: String,
    at start: Int64,
    was old: String? = nil,
    names: [String] = ["x", "y"],
    in store: HistoryStore
  ) throws {
    let functions = IngestFunctions(
      signature: { _ in nil },
      renames: { facts in
        guard let old else { return [] }
        let known = try facts.known([old])
        let pairs = try facts.new([file]).compactMap { new in
          known.first { $0.name == new.name }.map { FileRename.Pair(new: new.id, old: $0.id) }
        }
        return [FileRename(from: old, to: file, pairs: pairs)]
      }
    )
    var run = JobRun()
    (run.repo, run.pipeline, run.job) = ("r", "\(start)", "unit")
    var batch = CaseBatch()
    for name in names {
      batch.append(
        SuiteTimingTests.testCase(name, file: file),
        seed: TestID.identitySeed(repo: "r")
      )
    }
    let recorder = RunRecorder(store, functions: functions)
    let moment = Timestamp(milliseconds: start)
    _ = try recorder.record(run, startedAt: moment, keepsEmpty: false) { writer in
      _ = try writer.report(path: file) {
        try writer.add(batch)
        return (
          "\(start)",
          ReportSummary(
            counts: {
              var c = CaseCounts(); c.add(.passed, isRetried: false); return c
            }()
          )
        )
      }
    }
  }

  @Test("A renamed file has its timings of before, until the name is given to another one")
  func inheritsTimings() throws {
    let store = try HistoryStore(inMemory: "test")
    try Self.record("old", at: 10, in: store)
    try Self.record("new", at: 20, was: "old", in: store)
    try Self.record("old", at: 30, names: ["other", "another"], in: store)
    try Self.record("third", at: 40, was: "new", in: store)
    func files(before: Int64) throws -> [String] {
      let moment = Timestamp(milliseconds: before)
      let timings = try store.suiteTimings(of: TimingStream(), before: moment)
      return SuiteTimingTests.lines(timings).map {
        String($0.split(separator: " ")[0] + $0.split(separator: " ")[2])
      }
    }
    #expect(try files(before: 50) == ["old@30", "third@40", "third@20", "third@10"])
    #expect(try files(before: 40) == ["new@20", "new@10", "old@30"])
    #expect(try files(before: 20) == ["old@10"])
  }

  @Test("The latest rename of a unit stands, for what ran before it")
  func renames() throws {
    let store = try HistoryStore(inMemory: "test")
    try store.write { database in
      let rows = try UnitRows(database, repo: "r")
      let units = try ["a", "b", "c"].map { try #require(try rows.row(file: $0, classname: "")) }
      #expect(units == [1, 2, 3])
      // The later rename stands; nothing is renamed to itself.
      try rows.rename(1, to: 2, at: Timestamp(milliseconds: 5))
      try rows.rename(1, to: 3, at: Timestamp(milliseconds: 4))
      try rows.rename(2, to: 2, at: Timestamp(milliseconds: 4))
      let renames = try UnitRenames(database, before: Self.all)
      #expect([1, 2, 3].map { renames.name(of: $0, at: 1) } == [2, 2, 3])
      #expect(renames.name(of: 1, at: 5) == 1)
      #expect(try UnitRenames(database, before: Timestamp(milliseconds: 5)).isEmpty)
      // There and back again: there is no way in a circle.
      try rows.rename(2, to: 1, at: Timestamp(milliseconds: 9))
      let back = try UnitRenames(database, before: Self.all)
      #expect([1, 5, 9].map { back.name(of: 1, at: $0) } == [1, 1, 1])
      #expect([1, 5, 9].map { back.name(of: 2, at: $0) } == [1, 1, 2])
    }
  }
}
