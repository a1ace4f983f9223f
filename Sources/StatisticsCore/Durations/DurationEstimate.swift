/// How long an item of a split is expected to take, and how that is known.
public struct DurationEstimate: Sendable, Hashable {
  /// Where an estimate comes from.
  public enum Source: Sendable, Hashable {
    /// This many of the item's own runs.
    case history(runs: Int)
    /// Timings that another tool recorded.
    case imported
    /// The known items in the folder of this path, or its size as well.
    case folder(String, bySize: Bool)
    /// All known items, because none is in a folder of the item's path, or its size as well.
    case suite(bySize: Bool)
    /// The option `--time-default`.
    case option
    /// Nothing is known of any item: all weigh the same.
    case none
  }

  /// The expected time in microseconds, over 0.
  public var microseconds: Int64
  /// The standard deviation of one run around the expected time, in microseconds; 0 for unknown.
  public var deviation: Int64
  /// Where it comes from.
  public var source: Source

  /// Creates an estimate.
  public init(microseconds: Int64, deviation: Int64 = 0, source: Source) {
    self.microseconds = microseconds
    self.deviation = deviation
    self.source = source
  }

  /// Nothing is known yet: the least time that there is.
  public static let unknown = DurationEstimate(microseconds: 1, source: .none)

  /// Whether the item's own history stands behind it.
  public var isMeasured: Bool {
    if case .history = source { true } else { false }
  }
}
