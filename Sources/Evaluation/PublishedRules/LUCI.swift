import StatisticsCore
import TestModel

extension PublishedRule {
  /// LUCI Analysis's flaky tests.
  ///
  /// By job and variant, at least two commits on which the test passed and failed, and at least 1 %
  /// of the commits; of the last 7 days, or of 14 where those have fewer than 100 commits. What is
  /// older than the last change point of the default branch is left out, and so is a test that fails
  /// now: 6 of the last 10 commits, or 3 in a row.
  ///
  /// luci-go, `analysis/internal/testresults`, the suggested exoneration criteria, and
  /// `analysis/internal/changepoints/bayesian`.
  static let luci = PublishedRule(
    name: "LUCI",
    summary: "2 commits and 1 % of the commits passed and failed, since the last change point"
  ) { history in
    history.timelines.map { timeline in
      Call(history.streams(of: timeline).contains { isFlaky($0, history) })
    }
  }

  private static func isFlaky(_ runs: [TestRun], _ history: FlakinessHistory) -> Bool {
    let main = verdicts(runs.filter { history.jobRuns[Int($0.run)].isOnDefaultBranch }, history)
    if isFailing(main) { return false }
    let start = ChangePoints(main).lastSegment.flatMap { main[$0].start }
    let all = verdicts(runs, history).filter { verdict in
      start.map { verdict.start >= $0 } ?? true
    }
    for days in [7, 14] {
      let recent = all.filter { $0.start >= history.asOf.adding(days: -days) }
      guard recent.count >= 100 || days == 14 else { continue }
      let flaky = recent.count(where: \.isFlaky)
      return flaky >= 2 && flaky * 100 >= recent.count
    }
    return false
  }

  private static func isFailing(_ verdicts: [SourceVerdict]) -> Bool {
    verdicts.suffix(10).count { $0.isFailed } >= 6
      || verdicts.count >= 3 && verdicts.suffix(3).allSatisfy(\.isFailed)
  }

  /// The verdicts by commit, by the time of its first run.
  private static func verdicts(
    _ runs: [TestRun],
    _ history: FlakinessHistory
  ) -> [SourceVerdict] {
    Dictionary(grouping: runs) { history.codeKey(of: $0.run) }
      .values.map { SourceVerdict($0, history) }
      .sorted { $0.first < $1.first }
  }
}

/// What a test did on one commit.
struct SourceVerdict {
  let first: Int32
  let start: Timestamp
  let runs: Int
  let runsWithFailure: Int
  let retried: Int
  let failedAfterRetry: Int
  let isFlaky: Bool
  let isFailed: Bool

  fileprivate init(_ testRuns: [TestRun], _ history: FlakinessHistory) {
    let ordered = testRuns.sorted { $0.run < $1.run }
    first = ordered.first?.run ?? 0
    start = history.jobRuns[Int(first)].startedAt
    runs = ordered.count
    runsWithFailure = ordered.count { $0.failures > 0 }
    retried = ordered.count { $0.attempts > 1 }
    failedAfterRetry = ordered.count { $0.attempts > 1 && $0.failedFinally }
    let passed = ordered.contains(where: \.hasPass)
    isFlaky = runsWithFailure > 0 && passed
    isFailed = !passed
  }
}
