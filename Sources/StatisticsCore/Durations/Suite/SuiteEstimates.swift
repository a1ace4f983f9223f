public import TestModel

/// How long each file, class or test of a suite is expected to take, by its last runs.
///
/// What a split needs of a history. It is small, so that writers keep it ready (`packed`), and it is
/// made of all of the suite and not of the items of a split, so that one serves every split.
public struct SuiteEstimates: Sendable, Hashable {
  /// What the names are.
  public var kind: ReportedTiming.Kind
  /// The files, classes or tests, by bytes; of a file or a class, only that is named, and of a file
  /// that nobody knows, its class.
  public var names: [TimedUnit]
  /// By name, its expected time; the source is always `history`.
  public var estimates: [DurationEstimate]
  /// What nodes and items take beside the tests; none where it is not known.
  public var costs: FixedCosts?
  /// How many runs of the suite there are.
  public var runs: Int
  /// When the latest job run of them began; none where that is not known.
  public var lastRun: Timestamp?

  /// Creates estimates.
  public init(
    kind: ReportedTiming.Kind,
    names: [TimedUnit] = [],
    estimates: [DurationEstimate] = [],
    costs: FixedCosts? = nil,
    runs: Int = 0,
    lastRun: Timestamp? = nil
  ) {
    self.kind = kind
    self.names = names
    self.estimates = estimates
    self.costs = costs
    self.runs = runs
    self.lastRun = lastRun
  }
}
