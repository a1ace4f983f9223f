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
    /// All tests that run on one runner.
    case runner
    /// All tests of one job run, at its first attempt.
    case jobRun = "job_run"
  }

  /// Which tests it hits.
  public let scope: Scope
  /// What its failures look like.
  public let failureKind: FailureKind
  /// The probability, 0 to 1, that an execution of a test it hits fails.
  public let intensity: Double
  /// The folder it hits, when it hits a folder.
  public let folder: String?
  /// The runner it hits, when it hits a runner.
  public let runner: String?
  /// The job run it hits at its first attempt, when it hits a single one.
  public let jobRun: JobRunPlace?
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

  /// Whether a job run is in it: in its time, and on its runner if it has one.
  func hits(_ run: RunConditions) -> Bool {
    guard contains(run.startedAt) else { return false }
    if let runner, runner != run.runner { return false }
    guard let jobRun else { return true }
    return jobRun == run.place && run.attempt == 1
  }
}
