/// Whether what is given a probability happens that often.
public struct Calibration: Sendable, Hashable {
  /// A tenth of the probabilities.
  public struct Bin: Sendable, Hashable {
    /// How many probabilities fell into it.
    public var count = 0
    /// Their sum.
    public var sum = 0.0
    /// How many of them came true.
    public var hits = 0
  }

  /// Ten bins of equal width, from 0 to 1.
  public private(set) var bins = Array(repeating: Bin(), count: 10)
  private var squares = 0.0

  /// The calibration of no probability at all.
  public init() {}

  /// Counts one probability, 0 to 1.
  public mutating func add(_ probability: Double, isTrue: Bool) {
    let bin = min(max(Int(probability * 10), 0), 9)
    bins[bin].count += 1
    bins[bin].sum += probability
    bins[bin].hits += isTrue ? 1 : 0
    let miss = probability - (isTrue ? 1 : 0)
    squares += miss * miss
  }

  /// How many probabilities there are.
  public var count: Int { bins.reduce(0) { $0 + $1.count } }

  /// The mean squared miss (Brier 1950), 0 to 1; none without probabilities.
  public var brier: Double? { count > 0 ? squares / Double(count) : nil }

  /// The mean distance of the bins' probabilities from how often they came true, weighted by their
  /// sizes, 0 to 1; none without probabilities.
  ///
  /// Naeini, Cooper and Hauskrecht, AAAI 2015.
  public var expectedError: Double? {
    guard count > 0 else { return nil }
    return bins.reduce(0) { $0 + ($1.sum - Double($1.hits)).magnitude } / Double(count)
  }

  /// The probabilities of several histories pooled.
  public static func + (left: Calibration, right: Calibration) -> Calibration {
    var sum = left
    for (index, bin) in right.bins.enumerated() {
      sum.bins[index].count += bin.count
      sum.bins[index].sum += bin.sum
      sum.bins[index].hits += bin.hits
    }
    sum.squares += right.squares
    return sum
  }
}
