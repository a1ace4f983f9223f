import TestModel

/// What may make a test flaky, with how much speaks for it.
///
/// A cause is a hint where to look and not a proof: it says under which circumstances the test
/// failed more often than chance explains. See `Kind.definition` for what each kind compares.
public struct FlakeCause: Sendable, Hashable {
  /// The kind of cause.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// It fails after another test ran before it on the same node, or where one did not.
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
    /// It fails on one job or variant and not on the others that run it.
    case variant
    /// Nothing speaks for any of these.
    case unknown
  }

  /// Another test that has to do with the cause.
  public struct RelatedTest: Sendable, Hashable {
    /// What the other test does.
    public enum Role: String, Sendable, Hashable {
      /// The test fails when this one ran before it.
      case polluter
      /// The test fails unless this one ran before it.
      case setter
      /// It fails in the same job runs.
      case companion
    }

    /// The row of the other test in the history.
    public var row: Int64
    /// What it does.
    public var role: Role
    /// Its place among the candidates, from 1.
    ///
    /// Those that nothing tells apart, because they stood on the same side of the test in every run,
    /// share a place.
    public var place: Int
    /// How probable so clear a difference is by chance, corrected for the number of candidates.
    public var pValue: Double

    /// Creates a related test.
    public init(row: Int64, role: Role, place: Int, pValue: Double) {
      self.row = row
      self.role = role
      self.place = place
      self.pValue = pValue
    }
  }

  /// The kind of cause.
  public var kind: Kind
  /// How much speaks for it, 0 to 1: one minus `pValue`, or the share of the flakes with the words.
  public var strength: Double
  /// What was seen, as a fragment with its figures.
  public var detail: String
  /// The lowest false discovery rate at which the cause is still reported, over all tests and kinds;
  /// none for what rests on words alone, and for `unknown`.
  public var pValue: Double?
  /// The other tests that have to do with it, by place.
  public var related: [RelatedTest]

  /// Creates a cause.
  public init(
    kind: Kind,
    strength: Double,
    detail: String,
    pValue: Double? = nil,
    related: [RelatedTest] = []
  ) {
    self.kind = kind
    self.strength = strength
    self.detail = detail
    self.pValue = pValue
    self.related = related
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
