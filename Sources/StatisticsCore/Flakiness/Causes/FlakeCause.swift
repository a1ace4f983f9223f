/// What may make a test flaky, with how much speaks for it.
public struct FlakeCause: Sendable, Hashable {
  /// The kind of cause.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// It fails after another test ran before it on the same node.
    case orderDependence = "order_dependence"
    /// It waits for something that takes longer at times.
    case timing
    /// It fails on some hosts, or when the job is slow.
    case slowHost = "slow_host"
    /// It fails at some hours, weekdays, or ends of days and months.
    case timeOfDay = "time_of_day"
    /// It races with itself.
    case concurrency
    /// It needs a network or a service that is not always there.
    case network
    /// It draws numbers, or relies on an order that nobody promised.
    case randomness
    /// It shares files, ports or data with others.
    case sharedState = "shared_state"
    /// It fails together with the same other tests.
    case cluster
    /// Nothing speaks for any of these.
    case unknown
  }

  /// The kind of cause.
  public var kind: Kind
  /// How much speaks for it, 0 to 1: one minus the corrected p-value, or a share for words.
  public var strength: Double
  /// What was seen, as a fragment with its figures.
  public var detail: String

  /// Creates a cause.
  public init(kind: Kind, strength: Double, detail: String) {
    self.kind = kind
    self.strength = strength
    self.detail = detail
  }
}

/// By how much a failure of a first attempt counts as a flake.
public struct WeightedFlake: Sendable, Hashable {
  /// The position of the job run in the history.
  public var run: Int32
  /// The probability that the failure was a flake, 0 to 1.
  public var weight: Double

  /// Creates a flake.
  public init(run: Int32, weight: Double) {
    self.run = run
    self.weight = weight
  }
}
