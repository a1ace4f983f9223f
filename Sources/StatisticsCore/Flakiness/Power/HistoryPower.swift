/// What a history could and could not have seen in a suite or a stream.
public struct HistoryPower: Sendable, Hashable {
  /// How many tests there are in it.
  public var tests: Int
  /// First attempts a test: the lower quartile, the median and the upper quartile over the tests.
  public var attempts: Quartiles
  /// How often a failure becomes evidence.
  public var yield: EvidenceYield
  /// The power for a test with the median of first attempts, by rate.
  public var atMedian: [DetectionPower]
  /// The same for a test at the lower quartile: three in four tests are seen better.
  public var atLowerQuartile: [DetectionPower]
  /// The same for a test at the upper quartile: one in four tests is seen better.
  public var atUpperQuartile: [DetectionPower]

  /// Tells the power of a history.
  ///
  /// - Parameters:
  ///   - attempts: by test, its first attempts in the window, in any order.
  ///   - yield: how often a failure becomes evidence.
  ///   - rates: the rates of flakes to tell the power for.
  ///   - events: how many decisive events it takes, 1 or more.
  /// - Returns: none where there are no tests.
  public init?(
    attempts: [Int],
    yield: EvidenceYield,
    rates: [Double] = DetectionPower.toldRates,
    events: Int = 2
  ) {
    guard let quartiles = Quartiles(attempts) else { return nil }
    func powers(_ attempts: Int) -> [DetectionPower] {
      rates.map { DetectionPower(rate: $0, attempts: attempts, yield: yield, events: events) }
    }
    tests = attempts.count
    self.attempts = quartiles
    self.yield = yield
    atMedian = powers(quartiles.median)
    atLowerQuartile = powers(quartiles.lower)
    atUpperQuartile = powers(quartiles.upper)
  }

  /// What the figures rest on, as a fragment with the sample sizes.
  public var basis: String {
    "\(tests) tests, with a median of \(attempts.median) first attempts "
      + "(quartiles \(attempts.lower) and \(attempts.upper)); "
      + "\(humanPercentage(yield.rerunShare)) of failures were tried again on the same code, and "
      + "\(humanPercentage(yield.defaultBranchShare)) of first attempts were on the default branch"
  }
}

/// The three numbers that part a sample into quarters.
public struct Quartiles: Sendable, Hashable {
  /// One in four is at most this.
  public var lower: Int
  /// One in two is at most this.
  public var median: Int
  /// Three in four are at most this.
  public var upper: Int

  /// Takes the quartiles by the nearest rank: the smallest value with that share at or below it.
  ///
  /// - Returns: none for an empty sample.
  public init?(_ sample: [Int]) {
    guard !sample.isEmpty else { return nil }
    let sorted = sample.sorted()
    func quarter(_ number: Int) -> Int { sorted[(sorted.count * number + 3) / 4 - 1] }
    lower = quarter(1)
    median = quarter(2)
    upper = quarter(3)
  }
}
