import Foundation
import GRDB
import Ingester
import TestModel
import TestSupport
import Testing

@testable import Storage

@Suite("Merging and ingesting")
struct MergeIngestTests {
  private static func ingest(_ requests: [IngestRequest], into path: String) throws {
    let store = try HistoryStore(writingTo: path)
    let now = Timestamp(seconds: 1_800_000_000)
    _ = try Ingester(store: store, checkoutFolders: [], now: now).ingest(requests)
  }

  @Test("Job runs that are ingested in parts and merged give the same as ingested in one history")
  func partsAreTheWhole() throws {
    let manifest = fixtures.appending(path: "history/runs.jsonl").path(percentEncoded: false)
    let requests = Array(try readManifest(at: manifest).prefix(150))
    try withTemporaryFolder { folder in
      func file(_ name: String) -> String {
        folder.appending(path: name).path(percentEncoded: false)
      }
      try Self.ingest(requests, into: file("whole.sqlite"))
      for part in 0..<3 {
        let own = requests.enumerated().filter { $0.offset % 3 == part }.map(\.element)
        try Self.ingest(own, into: file("\(part).sqlite"))
      }
      let merged = try HistoryStore(writingTo: file("merged.sqlite"))
      for part in [2, 0, 1] {
        let summary = try merged.merge(HistorySnapshot(of: file("\(part).sqlite")))
        #expect(summary.jobRuns == 50 && summary.knownJobRuns == 0 && summary.results > 1000)
      }
      // Of two samples of one failure an ingest keeps the first, a merge the smaller.
      let expected = try content(of: file("whole.sqlite"), samples: false)
      let found = try content(of: merged.path, samples: false)
      #expect(Set(found).symmetricDifference(expected).sorted() == [])
      #expect(found.count == expected.count)

      // What was merged is known to an ingest, and what was ingested to a merge.
      try Self.ingest(requests, into: merged.path)
      #expect(try content(of: merged.path, samples: false) == found)
      let again = try merged.merge(HistorySnapshot(of: file("whole.sqlite")))
      #expect(again.knownJobRuns == 150 && again.results == 0 && again.newTests == 0)
    }
  }

  @Test("Reports of one run that were ingested in different histories come together in it")
  func extendsARun() throws {
    try withTemporaryFolder { folder in
      func file(_ name: String) -> String {
        folder.appending(path: name).path(percentEncoded: false)
      }
      var run = JobRun()
      (run.repo, run.pipeline, run.job) = ("acme/shop", "1", "unit")
      let requests = try ["a", "b"].map { name in
        let report = "<testsuite><testcase classname='\(name)' name='t'/></testsuite>"
        return IngestRequest(files: [try folder.write(report, to: "\(name).xml")], jobRun: run)
      }
      try Self.ingest(requests, into: file("whole.sqlite"))
      for part in 0..<2 { try Self.ingest([requests[part]], into: file("\(part).sqlite")) }
      let first = try HistoryStore(writingTo: file("0.sqlite"))
      let summary = try first.merge(HistorySnapshot(of: file("1.sqlite")))
      #expect(summary.jobRuns == 1 && summary.knownJobRuns == 1 && summary.results == 1)
      func told(_ path: String) throws -> [String] {
        try content(of: path).filter { !$0.hasPrefix("order ") }
      }
      #expect(try told(first.path) == told(file("whole.sqlite")))
      // Which of the parts ran first nobody knows: the order of one of them stays.
      let orders = try first.executionOrders(ofJobRuns: [1])
      #expect(orders.order(ofJobRun: 1)?.count == 1)
      let whole = try HistoryStore(readingFrom: file("whole.sqlite"))
      #expect(try whole.executionOrders(ofJobRuns: [1]).order(ofJobRun: 1) == [1, 2])
    }
  }

  @Test(
    "A recorder that is at work learns that a merge made one test of two, or gave one a new name"
  )
  func recorderLearns() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "h.sqlite").path(percentEncoded: false)
      let other = folder.appending(path: "o.sqlite").path(percentEncoded: false)
      let recorder = RunRecorder(
        try HistoryStore(writingTo: path),
        functions: IngestFunctions(signature: { _ in nil })
      )
      try record(["a", "b", "z"], job: "1", by: recorder)
      do {
        let store = try HistoryStore(writingTo: other)
        let names = RunRecorder(store, functions: IngestFunctions(signature: { _ in nil }))
        try record(["a"], job: "2", by: names)
        try store.write { database in
          for name in ["b", "c"] {
            let hash = identityNumber(of: TestID(name: name), repo: "")
            try database.execute(
              sql: "INSERT INTO test_identity VALUES (?, 1, 1)",
              arguments: [hash]
            )
          }
        }
      }
      let summary = try HistoryStore(writingTo: path).merge(HistorySnapshot(of: other))
      #expect(summary.unitedTests == 1 && summary.newTests == 0)
      try record(["b", "z"], job: "3", by: recorder)
      try record(["c", "z"], job: "4", by: recorder)
      let tests = try DatabaseQueue(path: path).read {
        #expect(try Row.fetchAll($0, sql: "PRAGMA foreign_key_check").isEmpty)
        return try Int.fetchAll(
          $0,
          sql: "SELECT count(*) FROM result GROUP BY test_id ORDER BY 1"
        )
      }
      // One test of the names a, b and c in four runs, and z in three.
      #expect(tests == [3, 4])
    }
  }

  private func record(_ names: [String], job: String, by recorder: RunRecorder) throws {
    var run = JobRun()
    (run.pipeline, run.job) = ("1", job)
    _ = try recorder.record(run, startedAt: Timestamp(seconds: 9), keepsEmpty: false) { writer in
      _ = try writer.report(path: "r.xml") {
        var batch = CaseBatch()
        for name in names {
          batch.append(
            ReportedCase(id: TestID(name: name), attempts: [Attempt(outcome: .passed)]),
            seed: TestID.identitySeed(repo: "")
          )
        }
        try writer.add(batch)
        return (job, ReportSummary())
      }
    }
  }
}
