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
    /// Nothing but the time.
    case scattered
  }

  /// What stands behind it, as far as other runs tell.
  public enum Kind: Sendable, Hashable {
    /// The same code passed in another run, or one cause hit unrelated branches at the same time.
    case outage
    /// Nothing says that the code was not the reason: a change that broke its tests, probably.
    case change
  }

  /// What the failures have in common.
  public var scope: Scope
  /// Whether other runs show that the code was not the reason.
  public var kind: Kind
  /// When the first run that was hit began.
  public var from: Timestamp
  /// When the last run that was hit began.
  public var to: Timestamp
  /// The rows of the job runs, by start.
  public var jobRunIDs: [Int64]
  /// The rows of the tests that failed.
  public var testRowIDs: Set<Int64>
  /// How many failures it holds.
  public var failures: Int
  /// The signature that most failures share.
  public var signature: String?
  /// The time of the job runs that were hit.
  public var lostTime: Microseconds
}
