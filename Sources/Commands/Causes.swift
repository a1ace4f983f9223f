import Reporter
import StatisticsCore
import Storage
import TestModel

extension Analysis {
  /// Looks for what may make tests flaky: only for commands that show it.
  ///
  /// - Returns: the tests that causes and incidents name.
  mutating func addCauses(_ store: HistoryStore, repo: String?) throws -> TestsByRow {
    let failed = TestsByRow(assessment)
    // What ran before a test need not have failed. The names of all tests are read where a cause
    // asks for such a one, and not before.
    var others: [RecordedTest] = []
    var known = failed
    var failure: (any Error)?
    let orders = try store.executionOrders(ofJobRuns: flakiness.jobRunsOfSuspects)
    flakiness.findCauses(orders: orders) { row in
      if failed[row] == nil, others.isEmpty, failure == nil {
        do {
          others = try store.allTests(repo: repo)
          known = TestsByRow(failed, others: others)
        } catch {
          failure = error
        }
      }
      return known[row]?.testID.displayName
    }
    if let failure { throw failure }
    return known
  }
}
