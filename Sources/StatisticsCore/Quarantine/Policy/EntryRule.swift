public import TestModel

/// How sure and how much trouble a test must be for the policy to put it in quarantine.
public struct EntryRule: Sendable, Hashable {
  /// The least probability that the test is flaky now, 0 to 1.
  public var minimumProbability = 0.95
  /// The least flake rate of a first attempt, 0 to 1.
  public var minimumRate = 0.0
  /// The least CI time that its flakes cost in a week, on the average of the window.
  public var minimumCostPerWeek = Microseconds.zero
  /// The share of tests that are not flaky, over 0 and under 1, on the list that is taken from; it
  /// holds whatever the day on which one looks.
  public var falseDiscoveryRate = 0.01

  /// Creates the rule that holds where nothing else is said.
  public init() {}

  /// What keeps a test out by itself; none where it is surely flaky, and enough of a trouble.
  ///
  /// - Parameters:
  ///   - test: the test.
  ///   - weeks: how many weeks the window has.
  func obstacle(to test: TestAssessment, weeks: Double = 1) -> QuarantineObstacle? {
    // What fails on changes only may be what changes break.
    let isSeenOnGoodCode = test.evidence.contains { $0.kind != .unrelatedChange }
    let isSure =
      test.verdict == .flaky && test.falseDiscoveryRate <= falseDiscoveryRate
      && test.probability >= minimumProbability
    if !isSure { return .unsure }
    if !isSeenOnGoodCode { return .changesOnly }
    if test.rate.estimate < minimumRate { return .rare }
    let cost = weeks > 0 ? test.lostTime.seconds / weeks : .infinity
    return cost < minimumCostPerWeek.seconds ? .cheap : nil
  }
}
