/// What a number of first attempts could and could not have seen of a flake.
///
/// The decisive events are binomial: each of the attempts becomes one with the probability d that
/// `EvidenceYield.decisiveRate` gives, and the flake is found when there are k of them or more.
/// Neighboring isolated failures spoil each other, which this leaves out; at 10 % it is a matter of
/// a hundredth.
public struct DetectionPower: Sendable, Hashable {
  /// The rates of flakes that reports tell the power for.
  public static let toldRates = [0.005, 0.01, 0.02, 0.05, 0.1]

  /// How often a first attempt of the flake fails.
  public var rate: Double
  /// First attempts that there were.
  public var attempts: Int
  /// The probability that the flake would have been found.
  public var probability: Double
  /// How many more first attempts make the probability `wanted`; none where no number does.
  public var moreAttempts: Int?
  /// The probability to reach.
  public var wanted: Double

  /// Tells the power of a number of first attempts.
  ///
  /// - Parameters:
  ///   - rate: how often a first attempt of the flake fails, 0 to 1.
  ///   - attempts: first attempts of the test in the window.
  ///   - yield: how often its failures become evidence.
  ///   - events: how many decisive events it takes, 1 or more.
  ///   - wanted: the probability to reach, over 0 and under 1.
  public init(
    rate: Double,
    attempts: Int,
    yield: EvidenceYield,
    events: Int = 2,
    wanted: Double = 0.95
  ) {
    let decisive = yield.decisiveRate(ofFlakeAt: rate)
    self.rate = rate
    self.attempts = attempts
    self.wanted = wanted
    probability = binomialTail(atLeast: events, trials: attempts, rate: decisive)
    moreAttempts = trials(until: events, rate: decisive, probability: wanted)
      .map { max(0, $0 - attempts) }
  }

  /// The power as a fragment: `a 1 % flake would have been found with probability 0.70; 180 more
  /// runs make it 0.95`.
  public var sentence: String {
    // So near to certain that the last digit is rounded up is not certain either.
    let told = humanProbability(min(probability, 1.0.nextDown))
    let found = "a \(humanPercentage(rate)) flake would have been found with probability \(told)"
    switch moreAttempts {
    case nil: return found + "; more runs like these would not help, as no failure was tried again"
    case 0?: return found
    case 1?: return found + "; 1 more run makes it \(humanProbability(wanted))"
    case let more?: return found + "; \(more) more runs make it \(humanProbability(wanted))"
    }
  }
}
