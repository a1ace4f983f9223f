import StatisticsCore
import TestModel

/// Whether a test passed and failed on one commit, the rule that most products have.
struct SameCommitConflict {
  let history: FlakinessHistory
  /// Only runs of the last days count.
  let days: Int
  /// Whether two variants of a job are two tests.
  var splitsVariants = false
  /// The runs that are left out.
  var excluded: Set<Int32> = []

  func holds(_ timeline: TestTimeline) -> Bool {
    let from = history.asOf.adding(days: -days)
    var seen: [Code: (passed: Bool, failed: Bool)] = [:]
    for testRun in timeline.runs where testRun.ran && !excluded.contains(testRun.run) {
      guard history.jobRuns[Int(testRun.run)].startedAt >= from else { continue }
      let code = Code(
        commit: history.codeKey(of: testRun.run),
        stream: splitsVariants ? history.stream(of: testRun.run) : nil
      )
      seen[code, default: (false, false)].passed = seen[code]?.passed == true || testRun.hasPass
      seen[code, default: (false, false)].failed =
        seen[code]?.failed == true || testRun.failures > 0
    }
    return seen.values.contains { $0.passed && $0.failed }
  }

  private struct Code: Hashable {
    var commit: String
    var stream: JobVariant?
  }
}

extension TestRun {
  /// Whether an attempt passed.
  var hasPass: Bool { ran && failures < attempts }
}
