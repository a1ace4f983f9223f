/// The way in which a test fails now and then without a change of the code.
public struct Flake: Sendable, Hashable {
  /// The probability that a first attempt fails, 0 to 1, over all hours and runners.
  ///
  /// It is that of the variants and commits that have the flake; when it changes in the middle, the
  /// one before the change.
  public let rate: Double
  /// The probability that a retry right after a failure passes, 0 to 1.
  public let retryPassProbability: Double
  /// What its failures look like; each failure picks one.
  public let failureKinds: [FailureKind]
  /// The variants it shows on.
  public let variants: [String]
  /// The commits of the default branch that have it.
  public let range: MainlineRange
  /// What makes it fail.
  public internal(set) var cause = FlakeCause.unspecified
  /// The hours it fails in; nothing when it fails at any time.
  public internal(set) var hours: HourWindow?
  /// The share of executions, above 0 to 1, in which its cause lets it fail at all.
  ///
  /// In those it fails with a probability of the rate over the share.
  public internal(set) var exposure = 1.0
  /// How its rate changes; nothing when it does not.
  public internal(set) var rateChange: RateChange?
  /// The index of its cluster in the truth; nothing when it fails by itself.
  public internal(set) var cluster: Int?

  /// The causes that a reader of its failures can name without being wrong.
  ///
  /// They are its own or, when it has none in particular, those that its messages tell.
  public var plausibleCauses: Set<FlakeCause> {
    guard cause == .unspecified else { return [cause] }
    return Set([.unspecified] + failureKinds.compactMap(\.toldCause))
  }

  /// The probability that a first attempt fails, 0 to 1, at a commit that has the flake.
  public func rate(at mainPosition: Int) -> Double {
    guard let rateChange, mainPosition >= rateChange.position else { return rate }
    return rateChange.rate
  }

  /// The probability that a first attempt fails in a job run; nothing where it can't.
  func probability(in run: RunConditions) -> Double? {
    guard variants.contains(run.variant), range.contains(run.mainPosition) else { return nil }
    if let hours, !hours.contains(run.startedAt) { return nil }
    if cause == .slowHost, run.slowness <= 1 { return nil }
    if let cluster, !run.failingClusters.contains(cluster) { return nil }
    return rate(at: run.mainPosition) / exposure
  }
}
