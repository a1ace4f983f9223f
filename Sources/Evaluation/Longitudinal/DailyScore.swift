import StatisticsCore
import TestModel

/// How the list of flaky tests fares from day to day.
public struct DailyScore: Sendable {
  /// Of the tests that are on the list of a day or of the day before, those that came or went.
  public var churn = Share()
  /// Tests that were on the list on some day.
  public var listed = 0
  /// Of those, the tests that came or went more than twice: coming and going once is as it should
  /// be.
  public var flapping = 0
  /// Test by day, whether what is on the list is flaky; the excused are left out.
  public var precision = Share()
  /// Tests that were on the list on a day by which only outages had made them fail.
  public var onOutageOnly = 0
  /// Test by day, whether what is called regressed is broken by a regression of the default branch.
  public var regressedPrecision = Share()

  /// A score of nothing.
  public init() {}

  /// Assesses a history at the end of each of its days, in UTC.
  init(_ recorded: RecordedSimulation) {
    guard let first = recorded.jobRuns.first?.startedAt.day,
      let last = recorded.jobRuns.last?.startedAt.day
    else { return }
    var before: Set<Int64> = []
    var changes: [Int64: Int] = [:]
    var onOutageOnly: Set<Int64> = []
    for day in first...last {
      let end = Timestamp(day: day + 1)
      let truth = TruthFinder(recorded, asOf: end, days: evaluatedDays)
      let assessment = assessFlakiness(recorded.history(asOf: end, days: evaluatedDays))
      let list = Set(assessment.tests(.flaky).map(\.test.id))
      for row in list.symmetricDifference(before) { changes[row, default: 0] += 1 }
      churn =
        churn
        + Share(list.symmetricDifference(before).count, of: list.union(before).count)
      for row in list {
        let truth = truth.truth(ofRow: row)
        if truth.ownFailures == 0 { onOutageOnly.insert(row) }
        if !truth.isExcused { precision.add(truth.isFlaky) }
      }
      for test in assessment.tests(.regressed) {
        regressedPrecision.add(truth.truth(ofRow: test.test.id).standing == .regressed)
      }
      before = list
    }
    listed = changes.count
    flapping = changes.values.count { $0 > 2 }
    self.onOutageOnly = onOutageOnly.count
  }

  /// The scores of several histories pooled.
  public static func + (left: DailyScore, right: DailyScore) -> DailyScore {
    var sum = left
    sum.churn = left.churn + right.churn
    sum.listed += right.listed
    sum.flapping += right.flapping
    sum.precision = left.precision + right.precision
    sum.onOutageOnly += right.onOutageOnly
    sum.regressedPrecision = left.regressedPrecision + right.regressedPrecision
    return sum
  }
}
