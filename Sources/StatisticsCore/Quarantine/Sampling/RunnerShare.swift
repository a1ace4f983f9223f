public import TestModel

/// What a runner is told to do with the tests in quarantine, for one run.
public struct RunnerShare: Sendable, Hashable {
  /// The tests that do not run.
  public var leftOut: [QuarantineEntry] = []
  /// The tests whose turn it is: they run, so that one sees when they heal.
  public var sampled: [QuarantineEntry] = []
  /// The tests that run always, because quarantine is about their verdict only.
  public var running: [QuarantineEntry] = []

  /// Divides the entries of a list.
  ///
  /// - Parameters:
  ///   - entries: the tests in quarantine.
  ///   - rotation: who has a turn; none where nobody runs that need not.
  ///   - mode: what quarantine does to a test.
  public init(
    _ entries: [QuarantineEntry],
    rotation: SampleRotation?,
    mode: (QuarantineEntry) -> QuarantineMode
  ) {
    for entry in entries {
      if mode(entry) == .verdict {
        running.append(entry)
      } else if rotation?.includes(entry.test.testID) == true {
        sampled.append(entry)
      } else {
        leftOut.append(entry)
      }
    }
  }

  /// How many runs it takes, at least and at most, until a test that is mended is released, where it
  /// runs only when it has a turn; none where the rate of no test is known.
  ///
  /// Each test needs so many clean runs that its old rate is ruled out (`RunsToDecide`), and has one in
  /// `interval` runs.
  public func runsUntilRelease(_ rotation: SampleRotation, factor: Double) -> ClosedRange<Int>? {
    let clean = (leftOut + sampled).compactMap { entry -> Int? in
      guard let rate = entry.flakeRate, rate > 0, rate < 1 else { return nil }
      return RunsToDecide.moreCleanRuns(fromRate: rate, bayesFactor: factor)
    }
    guard let least = clean.min(), let most = clean.max() else { return nil }
    return least * rotation.interval...most * rotation.interval
  }
}
