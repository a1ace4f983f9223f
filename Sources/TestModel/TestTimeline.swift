/// One test with its runs in a window, by time.
public struct TestTimeline: Sendable, Hashable {
  /// The test.
  public var test: RecordedTest
  /// Its runs, in the order of the history's job runs.
  public var runs: [TestRun]
  /// Whether the runs in which it did not fail are among them.
  public var hasPasses: Bool

  /// Creates a timeline.
  public init(test: RecordedTest, runs: [TestRun], hasPasses: Bool = true) {
    self.test = test
    self.runs = runs
    self.hasPasses = hasPasses
  }
}
