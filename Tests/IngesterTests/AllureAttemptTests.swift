import Foundation
import Ingester
import Storage
import TestModel
import TestSupport
import Testing

@Suite("Attempts that are files of their own")
struct AllureAttemptTests {
  private func result(_ status: String, start: Int, history: String = "h") -> String {
    """
    {"uuid":"u-\(start)-\(status)","historyId":"\(history)","fullName":"tests.cart#pay","name":"pay",
    "status":"\(status)","statusDetails":{"message":"m"},"stage":"finished",
    "start":\(1_792_744_912_000 + start * 1000),"stop":\(1_792_744_913_000 + start * 1000),"labels":[]}
    """
  }

  private func executions(
    of results: [String],
    perCall: Int = 100
  ) throws -> (failed: [Execution], counts: CaseCounts, tests: Int) {
    try withTemporaryFolder { folder in
      let store = try HistoryStore(inMemory: "test")
      let files = try results.enumerated().map { number, text in
        try folder.write(text, to: "\(number)-result.json")
      }
      var run = JobRun()
      (run.repo, run.pipeline, run.job) = ("a/b", "1", "e2e")
      let ingester = Ingester(store: store, checkoutFolders: [], now: Timestamp(seconds: 1))
      for start in stride(from: 0, to: files.count, by: perCall) {
        let part = Array(files[start..<min(start + perCall, files.count)])
        _ = try ingester.ingest([IngestRequest(files: part, jobRun: run)])
      }
      let window = Timestamp(milliseconds: 0)..<Timestamp(milliseconds: .max)
      let jobRun = try #require(try store.jobRuns(in: window).first)
      let failed = try store.failedTests(inJobRuns: [jobRun.id]).executions
      return (failed, jobRun.counts, try store.allTests().count)
    }
  }

  @Test(
    "They stand in the order in which they began, whatever their files are called",
    arguments: [
      ["broken", "failed", "passed"], ["passed", "failed", "passed"],
      ["failed", "failed", "failed"],
    ],
    [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]]
  )
  func ordersByStart(outcomes: [String], order: [Int]) throws {
    let results = outcomes.enumerated().map { result($0.element, start: $0.offset) }
    let (attempts, counts, _) = try executions(of: order.map { results[$0] })
    let names = ["broken": Outcome.errored, "failed": .failed, "passed": .passed]
    let told = attempts.sorted { $0.attempt < $1.attempt }
    #expect(told.map(\.attempt) == [1, 2, 3])
    #expect(told.map(\.outcome) == outcomes.map { names[$0] })
    #expect(counts.cases == 1 && counts.retried == 1)
    #expect(counts.passed == (outcomes[2] == "passed" ? 1 : 0))
  }

  @Test("Cases of one name whose IDs differ stay apart, and the same file twice counts once")
  func keepsCasesApart() throws {
    let passed = result("passed", start: 1)
    let other = result("failed", start: 2, history: "other")
    let (failed, counts, tests) = try executions(of: [other, passed, passed])
    #expect(counts.cases == 2 && counts.retried == 0)
    #expect(failed.map(\.outcome) == [.failed] && tests == 2)
  }

  @Test("A later ingest of the same job run adds the attempts that follow")
  func extends() throws {
    let results = [result("failed", start: 0), result("passed", start: 1)]
    let (attempts, counts, _) = try executions(of: results, perCall: 1)
    #expect(attempts.map(\.attempt).sorted() == [1, 2] && counts.retried == 1)
  }
}
