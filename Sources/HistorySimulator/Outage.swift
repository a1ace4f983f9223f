public import TestModel

/// A span of time in which the environment makes tests fail.
public struct Outage: Sendable, Hashable {
  /// Which tests an outage hits.
  public enum Scope: String, Sendable, Hashable, CaseIterable {
    /// All tests of all jobs.
    case full
    /// The tests of one folder.
    case folder
    /// A fifth of one job's tests, from all over its folders.
    case signature
  }

  /// Which tests it hits.
  public let scope: Scope
  /// What its failures look like.
  public let failureKind: FailureKind
  /// The probability, 0 to 1, that an execution of a test it hits fails.
  public let intensity: Double
  /// The folder it hits, when it hits a folder.
  public let folder: String?
  /// The indices of the tests it hits, ascending.
  public let tests: [Int]
  /// When it begins.
  public let from: Timestamp
  /// When it ends.
  public let to: Timestamp

  /// Whether a job run that began at a moment is in it.
  public func contains(_ moment: Timestamp) -> Bool {
    from <= moment && moment < to
  }
}
