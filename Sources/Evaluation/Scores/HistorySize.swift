import HistorySimulator
import StatisticsCore
import TestModel

/// How large the histories are that a score is of.
public struct HistorySize: Sendable, Hashable {
  /// How many histories there are.
  public var histories = 0
  /// The job runs in their windows.
  public var jobRuns = 0
  /// The tests in them.
  public var tests = 0
  /// The tests that failed.
  public var failed = 0
  /// Of those, the tests that are flaky at the end.
  public var flaky = 0
  /// Of those, the tests that failed for their own reason in the window, twice or more.
  public var wanted = 0

  /// The size of nothing.
  public init() {}

  init(_ history: FlakinessHistory, _ truths: [TestTruth]) {
    histories = 1
    jobRuns = history.jobRuns.count
    tests = history.testCount
    failed = history.timelines.count
    flaky = truths.count(where: \.isFlaky)
    wanted = truths.count { $0.isWanted && $0.flakeFailures > 1 }
  }

  /// The histories together.
  public static func + (left: HistorySize, right: HistorySize) -> HistorySize {
    var sum = left
    sum.histories += right.histories
    sum.jobRuns += right.jobRuns
    sum.tests += right.tests
    sum.failed += right.failed
    sum.flaky += right.flaky
    sum.wanted += right.wanted
    return sum
  }
}
