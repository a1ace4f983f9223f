import Foundation
import GRDB
import TestModel
import TestSupport
import Testing

@testable import Storage

@Suite("The timings that an ingest keeps")
struct RunTimingTests {
  /// Reports of one job run, and the calls in which they come.
  struct World {
    private static let outcomes: [Outcome] = [.passed, .passed, .failed, .errored, .skipped]

    var random: SeededRandom

    mutating func number(_ range: ClosedRange<Int>) -> Int {
      Int.random(in: range, using: &random)
    }

    private mutating func attempt() -> Attempt {
      let duration = number(0...4)
      return Attempt(
        outcome: Self.outcomes[number(0...4)],
        duration: duration == 0 ? nil : Microseconds(Int64(duration))
      )
    }

    /// A case; mostly one of few, so that reports repeat one another.
    private mutating func testCase() -> ReportedCase {
      let (kind, file, count) = (number(0...2), number(0...1), number(1...6))
      var id = TestID(classname: "k\(kind)", name: "t\(number(0...5))")
      id.file = file == 0 ? "" : "f\(kind)"
      return ReportedCase(
        id: id,
        attempts: (0..<max(1, count - 3)).map { _ in attempt() }
      )
    }

    /// A batch of cases with names of their own, what becomes known of them later, and hooks.
    mutating func report() -> (batch: CaseBatch, retried: [RetriedCase]) {
      var batch = CaseBatch()
      var retried: [RetriedCase] = []
      var seen = Set<TestID>()
      let seed = TestID.identitySeed(repo: "r")
      for _ in 0..<number(1...8) {
        var new = testCase()
        while !seen.insert(new.id).inserted { new.id.ordinal += 1 }
        new.isAmbiguous = new.id.ordinal > 1
        batch.append(new, seed: seed)
        if new.attempts.count == 1, new.id.ordinal == 1, number(0...3) == 0 {
          let told: [RetriedCase.ToldAttempt] = [.first, .failed, .last]
          retried.append(
            RetriedCase(
              id: new.id,
              identityHash: new.id.identityHash(seed: seed),
              toldOutcome: new.outcome,
              told: told[number(0...2)],
              otherAttempts: (0..<number(1...2)).map { _ in attempt() }
            )
          )
        }
      }
      // A case that is told to have failed after all had passed.
      for index in retried.indices where retried[index].told == .failed {
        if retried[index].toldOutcome != .passed { retried[index].told = .first }
      }
      if number(0...1) == 0, let first = batch.first {
        let time = Microseconds(Int64(number(1...9)))
        batch.append(HookTime(file: first.id.file, classname: first.id.classname, duration: time))
      }
      return (batch, retried)
    }
  }

  /// The timings of the only job run, by unit, without hooks.
  private static func timings(
    _ store: HistoryStore,
    _ read: (Database) throws -> [StoredTiming]?
  ) throws -> [String] {
    try store.read { database in
      let rows = try Row.fetchAll(
        database,
        sql: "SELECT id, file || ' ' || classname FROM timed_unit"
      )
      let names = Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as Int64, $0[1] as String) })
      return try #require(try read(database)).map {
        "\(names[$0.unit] ?? "?"): \($0.cases) \($0.failures) \($0.duration)"
      }
      .sorted()
    }
  }

  @Test(
    "They are what the results say, however the reports come and repeat one another",
    arguments: 0..<8
  )
  func areThoseOfResults(round: Int) throws {
    var conflicts = 0
    var hooks = 0
    for seed in 0..<40 {
      var world = World(random: SeededRandom(seed: UInt64(round * 40 + seed)))
      let store = try HistoryStore(inMemory: "test")
      var run = JobRun()
      (run.repo, run.pipeline, run.job) = ("r", "1", "unit")
      var earlier: [(batch: CaseBatch, retried: [RetriedCase])] = []
      for _ in 0..<world.number(1...3) {
        let recorder = RunRecorder(store, functions: IngestFunctions(signature: { _ in nil }))
        let record = try recorder.record(run, startedAt: Timestamp(seconds: 1), keepsEmpty: false) {
          writer in
          for _ in 0..<world.number(1...3) {
            var report = world.report()
            if let old = earlier.randomElement(using: &world.random), world.number(0...2) == 0 {
              report = old
            }
            struct Stop: Error {}
            let isTakenBack = world.number(0...5) == 0
            do {
              _ = try writer.report(path: "r.xml", repeatsAreAttempts: world.number(0...5) == 0) {
                try writer.add(report.batch)
                for retried in report.retried { try writer.add(retried) }
                if isTakenBack { throw Stop() }
                return (UUID().uuidString, ReportSummary())
              }
              earlier.append(report)
            } catch is Stop {}
          }
        }
        guard record.isNew else { continue }
        conflicts += record.repeatedCases
        let kept = try Self.timings(store) { database in
          let stored = try TimingRows(database: database).stored(ofJobRun: 1)
          hooks += stored?.count { $0.hooks > 0 } ?? 0
          return stored
        }
        let afresh = try Self.timings(store) { database in
          let units = try UnitRows(database, repo: "r")
          return try TimingRows(database: database).summedUp(jobRun: 1, units: units)
        }
        #expect(kept == afresh, "seed \(seed)")
      }
    }
    #expect(conflicts > 10 && hooks > 10)
  }

  /// The time of hooks that is kept of each job run.
  private static func hooks(in store: HistoryStore) throws -> [[Int64]] {
    try store.read { database in
      let runs = try Int64.fetchAll(database, sql: "SELECT id FROM job_run ORDER BY id")
      return try runs.map {
        try TimingRows(database: database).stored(ofJobRun: $0)?.map(\.hooks) ?? []
      }
    }
  }

  @Test(
    "The time of hooks adds up over reports and calls, and counts once where a report is repeated"
  )
  func keepsHooks() throws {
    let store = try HistoryStore(inMemory: "test")
    var run = JobRun()
    (run.repo, run.pipeline, run.job) = ("r", "1", "unit")
    func record(_ reports: [(name: String, hooks: Int64)]) throws {
      let recorder = RunRecorder(store, functions: IngestFunctions(signature: { _ in nil }))
      _ = try recorder.record(run, startedAt: Timestamp(seconds: 1), keepsEmpty: false) { writer in
        for (name, hooks) in reports {
          var batch = CaseBatch()
          batch.append(SuiteTimingTests.testCase(name), seed: TestID.identitySeed(repo: "r"))
          batch.append(HookTime(file: "a", classname: "k", duration: Microseconds(hooks)))
          // Of a class without cases that ran there is nothing to tell.
          batch.append(HookTime(file: "z", classname: "k", duration: Microseconds(1)))
          _ = try writer.report(path: name) {
            try writer.add(batch)
            return (UUID().uuidString, ReportSummary())
          }
        }
      }
    }
    try record([("x", 10), ("y", 20)])
    #expect(try Self.hooks(in: store) == [[30]])
    try record([("z", 5)])
    #expect(try Self.hooks(in: store) == [[35]])
    try record([("z", 5)])
    #expect(try Self.hooks(in: store) == [[35]])
    try record([("x", 40), ("w", 1)])
    #expect(try Self.hooks(in: store) == [[40]])
  }

  @Test("Timings are packed into few bytes, and come back as they were")
  func packs() throws {
    let timings = [
      StoredTiming(unit: 1, cases: 3, failures: 0, duration: 1_000),
      StoredTiming(unit: 2, cases: 200, failures: 3, duration: .max, hooks: 7),
      StoredTiming(unit: 900, cases: 1, failures: 1, duration: 0, hooks: .max),
    ]
    let packed = PackedTimings.packed(timings)
    #expect(packed.withUnsafeBytes { PackedTimings.unpacked($0) } == timings)
    #expect(PackedTimings.packed([timings[0]]).count == 5)
    // Any cut of it is either broken or shorter, and nothing that is not sorted is read.
    for count in 0..<packed.count {
      let cut = packed.prefix(count).withUnsafeBytes { PackedTimings.unpacked($0) }
      #expect(cut.map { timings.starts(with: $0) && $0.count < 3 } ?? true)
    }
    let strange: [[UInt8]] = [[0, 1, 0, 1], [1, 1, 0], Array(repeating: 0xFF, count: 40)]
    for bytes in strange { #expect(bytes.withUnsafeBytes { PackedTimings.unpacked($0) } == nil) }
  }
}
