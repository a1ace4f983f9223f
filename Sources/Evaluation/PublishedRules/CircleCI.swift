import StatisticsCore

extension PublishedRule {
  /// CircleCI's Test Insights: a test is flaky that "failed and passed on the same commit in a
  /// 14-day window".
  ///
  /// Jobs and variants are not told apart.
  ///
  /// CircleCI's documentation, "Test Insights".
  static let circleCI = PublishedRule(
    name: "CircleCI",
    summary: "passed and failed on one commit within 14 days"
  ) { history in
    let conflict = SameCommitConflict(history: history, days: 14)
    return history.timelines.map { Call(conflict.holds($0)) }
  }
}
