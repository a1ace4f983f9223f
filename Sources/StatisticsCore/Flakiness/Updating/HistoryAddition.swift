public import TestModel

/// What further job runs add to a history.
public struct HistoryAddition: Sendable {
  /// When the window ends with them.
  public var asOf: Timestamp
  /// The job runs, in any order; none of them is in the history.
  public var jobRuns: [RecordedJobRun]
  /// The tests that failed in them, each with what it did in the runs in which it failed, by position
  /// in `jobRuns`; the namesakes of ambiguous ones are among them.
  public var failures: [TestTimeline]
  /// The texts of the signatures; those of the history come first, in its order.
  public var signatures: [String]
  /// How many tests there are now.
  public var testCount: Int
  /// How many there are in each place.
  public var testsByPlace: [String: Int]

  /// Creates an addition.
  public init(
    asOf: Timestamp,
    jobRuns: [RecordedJobRun],
    failures: [TestTimeline],
    signatures: [String],
    testCount: Int,
    testsByPlace: [String: Int]
  ) {
    self.asOf = asOf
    self.jobRuns = jobRuns
    self.failures = failures
    self.signatures = signatures
    self.testCount = testCount
    self.testsByPlace = testsByPlace
  }
}
