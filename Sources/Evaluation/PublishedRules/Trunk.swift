import StatisticsCore
import TestModel

extension PublishedRule {
  /// Trunk's pass-on-retry monitor.
  ///
  /// A commit with a failure and a success of the test on one variant, in any order; it recovers
  /// after 7 days. Uploads in which more than 80 % failed are left out, as its protection against
  /// failures of the infrastructure does.
  ///
  /// Trunk's documentation, "Flaky Tests", monitors and Infrastructure Failure Protection.
  static let trunk = PublishedRule(
    name: "Trunk",
    summary: "passed and failed on one commit and variant within 7 days, "
      + "without runs of which more than 80 % failed"
  ) { history in
    let outages = history.jobRuns.indices.filter { isMostlyFailed(history.jobRuns[$0].counts) }
    let conflict = SameCommitConflict(
      history: history,
      days: 7,
      splitsVariants: true,
      excluded: Set(outages.map { Int32($0) })
    )
    return history.timelines.map { Call(conflict.holds($0)) }
  }

  private static func isMostlyFailed(_ counts: CaseCounts) -> Bool {
    Double(counts.failed + counts.errored) > 0.8 * Double(counts.cases)
  }
}
