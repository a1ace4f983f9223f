public import StatisticsCore

/// A published way of finding flaky tests, on the same history that the assessment gets.
public struct PublishedRule: Sendable {
  /// What a rule says of one test.
  public struct Call: Sendable, Hashable {
    /// Whether the rule calls it flaky.
    public var isListed: Bool
    /// How flaky it is, 0 to 1, where the rule says so.
    public var score: Double?

    /// Creates a call without a score.
    public init(_ isListed: Bool) { self.isListed = isListed }

    /// Creates a call of a rule that only scores.
    public init(score: Double) {
      isListed = false
      self.score = score
    }
  }

  /// Whose rule it is.
  public var name: String
  /// What it is, in a line.
  public var summary: String
  /// What it says of each timeline of a history.
  public var judge: @Sendable (FlakinessHistory) -> [Call]
  /// Whether it only scores, and the score that is called flaky is chosen in hindsight.
  public var isChosenInHindsight = false

  /// The rules that are evaluated.
  public static let all: [PublishedRule] = [
    circleCI, datadog, datadogByRate, trunk, codecov, testGrid, luci, appleFlipRate, appleEntropy,
    metaScore,
  ]
}
