public import TestModel

/// Failures that came together far beyond what their tests do on their own: one event, not many.
public struct Incident: Sendable, Hashable {
  /// What the failures have in common.
  public enum Scope: Sendable, Hashable {
    /// Half of the run's tests or more.
    case wholeRun
    /// The tests of one folder.
    case folder(String)
    /// One failure signature.
    case signature(String)
    /// One machine.
    case host(String)
    /// Nothing but the time.
    case scattered
  }

  /// What stands behind it, as far as other runs tell.
  public enum Kind: Sendable, Hashable {
    /// The environment: the same code passes elsewhere, or unrelated changes were hit at once.
    case outage
    /// Nothing says that the code was not the reason: a change that broke its tests, probably.
    case change
  }

  /// What the failures have in common.
  public var scope: Scope
  /// Whether it is more probably an outage than a change.
  public var kind: Kind
  /// The probability, 0 to 1, that the environment was the reason and not the code.
  public var outageProbability: Double
  /// When the first run that was hit began.
  public var from: Timestamp
  /// When the last run that was hit began.
  public var to: Timestamp
  /// The rows of the job runs that were hit, by start.
  public var jobRunIDs: [Int64]
  /// The rows of the tests that failed.
  public var testRowIDs: Set<Int64>
  /// How many failures it holds.
  public var failures: Int
  /// The branches that were hit, in order; those that are not known are left out.
  public var branches: [String]
  /// The signature that most failures share.
  public var signature: String?
  /// The time of the job runs that were hit and failed.
  public var lostTime: Microseconds

  /// Creates an incident; of one that is an outage for certain, the kind is enough.
  public init(
    scope: Scope,
    kind: Kind,
    outageProbability: Double? = nil,
    from: Timestamp,
    to: Timestamp,
    jobRunIDs: [Int64],
    testRowIDs: Set<Int64>,
    failures: Int,
    branches: [String] = [],
    signature: String?,
    lostTime: Microseconds
  ) {
    self.scope = scope
    self.kind = kind
    self.outageProbability = outageProbability ?? (kind == .outage ? 1 : 0)
    self.from = from
    self.to = to
    self.jobRunIDs = jobRunIDs
    self.testRowIDs = testRowIDs
    self.failures = failures
    self.branches = branches
    self.signature = signature
    self.lostTime = lostTime
  }
}
