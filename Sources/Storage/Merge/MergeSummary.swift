/// What a merge of another history changed.
public struct MergeSummary: Sendable, Hashable {
  /// The job runs of the other history.
  public var jobRuns = 0
  /// Those of them that were here before, all of them or a part.
  public var knownJobRuns = 0
  /// The results that went in: new ones, and those that stand for another one of the same attempt.
  public var results = 0
  /// The tests that were not here before.
  public var newTests = 0
  /// The tests that were here before and turned out to be the same as another one.
  public var unitedTests = 0

  /// Creates the summary of a merge that changed nothing.
  public init() {}

  /// What two merges changed, one after the other.
  public static func + (left: MergeSummary, right: MergeSummary) -> MergeSummary {
    var sum = left
    sum.jobRuns += right.jobRuns
    sum.knownJobRuns += right.knownJobRuns
    sum.results += right.results
    sum.newTests += right.newTests
    sum.unitedTests += right.unitedTests
    return sum
  }
}
