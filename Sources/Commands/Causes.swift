import Reporter
import StatisticsCore
import Storage
import TestModel

extension Analysis {
  /// Looks for what may make tests flaky: only for commands that show it, because it reads the names
  /// of all tests.
  ///
  /// - Returns: the tests that causes and incidents name.
  mutating func addCauses(_ store: HistoryStore, repo: String?) throws -> TestsByRow {
    // A polluter need not have failed, so that its name is not in the analysis.
    let tests = try store.allTests(repo: repo)
    let known = TestsByRow(assessment, others: tests)
    flakiness.findCauses(orders: ExecutionOrders()) { known[$0]?.testID.displayName }
    return known
  }
}
