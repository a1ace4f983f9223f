import StatisticsCore
import TestModel

extension PublishedRule {
  /// Datadog's Test Optimization: passed and failed on one commit.
  ///
  /// A test is known by repository and name, so variants are not told apart, and counts as fixed
  /// after 30 days without a flake.
  ///
  /// Datadog's documentation, "Flaky Tests Management".
  static let datadog = PublishedRule(
    name: "Datadog",
    summary: "passed and failed on one commit within 30 days"
  ) { history in
    let conflict = SameCommitConflict(history: history, days: 30)
    return history.timelines.map { Call(conflict.holds($0)) }
  }

  /// Datadog's policy that quarantines flaky tests by their failure rate over seven days; the rate
  /// is each customer's own, and 5 % stands in for it here.
  ///
  /// Datadog's documentation, "Flaky Tests Management", policies.
  static let datadogByRate = PublishedRule(
    name: "Datadog, by failure rate",
    summary: "the same, and at least 5 % of the last 7 days' runs failed"
  ) { history in
    let conflict = SameCommitConflict(history: history, days: 30)
    let from = history.asOf.adding(days: -7)
    return history.timelines.map { timeline in
      let recent = timeline.runs.filter { testRun in
        testRun.ran && history.jobRuns[Int(testRun.run)].startedAt >= from
      }
      let failed = recent.count(where: \.failedFirst)
      return Call(failed > 0 && failed * 20 >= recent.count && conflict.holds(timeline))
    }
  }
}
