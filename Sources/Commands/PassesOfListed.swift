import StatisticsCore
import Storage
import TestModel

extension Analysis {
  /// Tests with their passes counted: the analysis reads none for tests that failed in incidents
  /// only, and a report that lists such a test must not say that it never passed.
  ///
  /// They are read a block at a time: an outage of everything fails all tests, and their passes are
  /// the whole history.
  ///
  /// - Throws: `StorageError`.
  func countingPasses(of tests: [TestAssessment], _ store: HistoryStore) throws -> [TestAssessment]
  {
    let unread = Set(flakiness.history.timelines.lazy.filter { !$0.hasPasses }.map(\.test.id))
    var counted = tests
    let positions = tests.indices.filter { unread.contains(tests[$0].test.id) }
    for begin in stride(from: 0, to: positions.count, by: Self.testsAtOnce) {
      let block = positions[begin..<min(begin + Self.testsAtOnce, positions.count)]
      var signatures = SignatureList()
      let timelines = try store.timelines(
        of: block.map { tests[$0].test },
        in: jobRuns,
        signatures: &signatures
      )
      for (position, timeline) in zip(block, timelines) {
        count(timeline.runs.filter(\.ran), for: &counted[position])
      }
    }
    return counted
  }

  private static var testsAtOnce: Int { 256 }

  private func count(_ runs: [TestRun], for test: inout TestAssessment) {
    guard let last = runs.last else { return }
    test.executions = runs.count { $0.failures == 0 }
    test.lastRun = jobRuns[Int(last.run)].startedAt
    test.streams = Set(runs.map { flakiness.history.stream(of: $0.run) }).sorted()
  }
}
