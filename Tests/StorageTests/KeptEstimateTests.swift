import Foundation
import GRDB
import TestModel
import TestSupport
import Testing

@testable import Storage

@Suite("What is kept ready of a suite's last runs")
struct KeptEstimateTests {
  private static let all = Timestamp(milliseconds: .max)
  private static let unit = TimingStream(repo: "r", job: "unit", variant: "")

  /// Runs of two jobs, of which one has two variants.
  private static func record(_ range: Range<Int>, in store: HistoryStore) throws {
    try SuiteTimingTests.record(
      range.map { number in
        SuiteTimingTests.Node(
          pipeline: "\(number)",
          start: Int64(number),
          job: number % 3 == 0 ? "lint" : "unit",
          variant: number % 3 == 2 ? "windows" : nil,
          cases: [
            SuiteTimingTests.testCase("t", [(.passed, Int64(number + 1))], file: "f\(number % 4)")
          ]
        )
      },
      in: store
    )
  }

  /// Keeps the timings themselves, in words.
  private static func keep(in store: HistoryStore) throws { try store.keepEstimates(words) }

  private static func words(_ timings: SuiteTimings) -> [ReportedTiming.Kind: [UInt8]] {
    [.file: Array("\(timings)".utf8), .classname: []]
  }

  private static func kept(
    _ stream: TimingStream,
    in store: HistoryStore,
    before: Timestamp = all
  ) throws -> String? {
    try store.keptEstimates(of: stream, kind: .file, before: before) {
      String(decoding: $0, as: UTF8.self)
    }
  }

  private static func read(_ stream: TimingStream, in store: HistoryStore) throws -> String {
    "\(try store.suiteTimings(of: stream, before: all))"
  }

  private static let streams = [
    unit, TimingStream(repo: "r", job: "unit", variant: "windows"),
    TimingStream(repo: "r", job: "lint", variant: ""), TimingStream(repo: "r", job: "lint"),
    TimingStream(repo: "r", job: "unit"), TimingStream(repo: "r"), TimingStream(),
  ]

  @Test("It is what the runs say, of each job and variant and of several together")
  func isWhatRunsSay() throws {
    let store = try HistoryStore(inMemory: "kept")
    try Self.record(0..<30, in: store)
    for stream in Self.streams { #expect(try Self.kept(stream, in: store) == nil) }
    try Self.keep(in: store)
    for stream in Self.streams {
      #expect(try Self.kept(stream, in: store) == Self.read(stream, in: store))
    }
    let other = TimingStream(repo: "r", job: "other", variant: "")
    #expect(try Self.kept(other, in: store) == nil)
  }

  @Test("A further run takes back what it is part of, and nothing else")
  func isTakenBack() throws {
    let store = try HistoryStore(inMemory: "kept")
    try Self.record(0..<30, in: store)
    try Self.keep(in: store)
    try Self.record(30..<31, in: store)
    let lint = TimingStream(repo: "r", job: "lint", variant: "")
    for stream in [lint, TimingStream(repo: "r", job: "lint"), TimingStream(repo: "r")] {
      #expect(try Self.kept(stream, in: store) == nil)
    }
    for stream in [Self.unit, TimingStream(repo: "r", job: "unit")] {
      #expect(try Self.kept(stream, in: store) == Self.read(stream, in: store))
    }
    try Self.keep(in: store)
    for stream in Self.streams {
      #expect(try Self.kept(stream, in: store) == Self.read(stream, in: store))
    }
  }

  @Test(
    "Whatever changes a run, its timings or a name takes it back",
    arguments: [
      "UPDATE job_run SET status = 'canceled' WHERE job = 'unit'",
      "UPDATE job_run SET job = 'unit' WHERE job = 'lint'",
      "DELETE FROM job_run WHERE job = 'unit'",
      "DELETE FROM run_timing WHERE job_run_id IN (SELECT id FROM job_run WHERE job = 'unit')",
      "UPDATE run_timing SET data = x'' WHERE job_run_id IN (SELECT id FROM job_run)",
      "INSERT OR REPLACE INTO run_timing SELECT max(id), x'' FROM job_run WHERE job = 'unit'",
      "UPDATE timed_unit SET renamed_to = 2, renamed_at_ms = 40 WHERE id = 1",
      "UPDATE timed_unit SET source_file = 'x' WHERE id = 1",
    ]
  )
  func changesTakeBack(sql: String) throws {
    let store = try HistoryStore(inMemory: "kept")
    try Self.record(0..<30, in: store)
    try Self.keep(in: store)
    try store.inIngestTransaction {
      try $0.execute(sql: sql)
      return .commit
    }
    #expect(try Self.kept(TimingStream(repo: "r", job: "unit"), in: store) == nil)
    try Self.keep(in: store)
    for stream in Self.streams.prefix(2) + Self.streams.suffix(3) {
      let isLeft = try !store.suiteTimings(of: stream, before: Self.all).runs.isEmpty
      if isLeft { #expect(try Self.kept(stream, in: store) == Self.read(stream, in: store)) }
    }
  }

  @Test("Nothing is told of runs that began at the moment that is asked about, or later")
  func looksNoFurther() throws {
    let store = try HistoryStore(inMemory: "kept")
    try Self.record(0..<30, in: store)
    try Self.keep(in: store)
    #expect(try Self.kept(Self.unit, in: store, before: Timestamp(milliseconds: 29)) != nil)
    #expect(try Self.kept(Self.unit, in: store, before: Timestamp(milliseconds: 28)) == nil)
  }

  @Test("More than eight variants are not kept together, and each is by itself")
  func manyVariants() throws {
    let store = try HistoryStore(inMemory: "kept")
    try SuiteTimingTests.record(
      (0..<9).map {
        SuiteTimingTests.Node(
          start: Int64($0),
          variant: "\($0)",
          cases: [SuiteTimingTests.testCase("t")]
        )
      },
      in: store
    )
    try Self.keep(in: store)
    #expect(try Self.kept(TimingStream(repo: "r", job: "unit"), in: store) == nil)
    #expect(try Self.kept(TimingStream(repo: "r", job: "unit", variant: "3"), in: store) != nil)
  }

  @Test("Merged histories keep what one that took all runs in keeps", arguments: 0..<3)
  func mergesAlike(seed: UInt64) throws {
    try withTemporaryFolder { folder in
      var random = SeededRandom(seed: seed)
      let whole = try HistoryStore(inMemory: "whole")
      try Self.record(0..<30, in: whole)
      func path(_ name: String) -> String {
        folder.appending(path: name).path(percentEncoded: false)
      }
      let merged = try HistoryStore(writingTo: path("merged"))
      for (number, range) in [0..<12, 8..<20, 20..<30].shuffled(using: &random).enumerated() {
        do {
          let part = try HistoryStore(writingTo: path("\(number)"))
          try Self.record(range, in: part)
        }
        _ = try merged.merge(HistorySnapshot(of: path("\(number)")))
        try Self.keep(in: merged)
      }
      for stream in Self.streams {
        #expect(try Self.kept(stream, in: merged) == Self.read(stream, in: merged))
        let counts = try [merged, whole].map {
          try $0.suiteTimings(of: stream, before: Self.all).timings.map(\.duration)
        }
        #expect(counts[0] == counts[1] && !counts[0].isEmpty)
      }
    }
  }

  @Test("What is kept is found without going through a table")
  func plan() throws {
    let store = try HistoryStore(inMemory: "kept")
    try Self.record(0..<30, in: store)
    try Self.keep(in: store)
    let plans = try store.plans { _ = try Self.kept(Self.unit, in: $0) }
    #expect(!plans.isEmpty)
    #expect(plans.allSatisfy { !$0.detail.hasPrefix("SCAN") }, "\(plans)")
  }
}
