/// Failures in a row of a test on the default branch.
public struct FailureStreak: Sendable, Hashable {
  /// A streak that is less probable than this is none of a flaky test, 0 to 1.
  ///
  /// That all those failures are flakes must be much less probable than that one change broke the test
  /// and makes it fail in a way that is known, which is rare by itself. At most this share of a flaky
  /// test's failures is taken for a break by mistake, as long as they are independent of each other.
  public static let leastProbability = 0.001
  /// The same where all jobs and variants failed last, and with words that a break would have as
  /// well, such as those of a wrong value.
  ///
  /// Nothing says then that the code works: neither a pass beside the failures, nor their words.
  public static let leastCoincidence = 0.025

  /// How many there are, in all jobs and variants in which the test failed last, 1 or more.
  public var failures: Int
  /// In how many jobs and variants the test ever failed, 1 or more.
  public var lanes: Int
  /// How often the test fails without being broken, over 0 and under 1.
  public var rate: Double
  /// How probable it is that the last runs of all jobs and variants are flakes, 0 to 1; none where
  /// there is only one of those, or where one of them passed last.
  public var coincidence: Double?

  /// Creates a streak.
  public init(failures: Int, lanes: Int = 1, rate: Double, coincidence: Double? = nil) {
    self.failures = failures
    self.lanes = lanes
    self.rate = rate
    self.coincidence = coincidence
  }

  /// The probability that a test that fails at the rate failed that often or more since it passed.
  ///
  /// The failures before the last pass of each of m jobs are a negative binomial sum: n or more of
  /// them are as probable as n or more failures in n + m − 1 runs, which for one job is rate^n.
  public var probability: Double {
    binomialTail(atLeast: failures, trials: failures + max(lanes, 1) - 1, rate: rate)
  }

  /// Whether the test is broken rather than flaky.
  ///
  /// - Parameter namesCause: whether the words of the failure name a cause outside of the code.
  public func isBroken(namesCause: Bool) -> Bool {
    if probability < FailureStreak.leastProbability { return true }
    guard let coincidence, !namesCause else { return false }
    return coincidence < FailureStreak.leastCoincidence
  }
}
