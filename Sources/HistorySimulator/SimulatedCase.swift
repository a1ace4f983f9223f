/// One execution of a test in a job run, with its retries inside the job.
public struct SimulatedCase: Sendable, Hashable {
  /// How an execution ended.
  public enum Outcome: String, Sendable, Hashable {
    /// The last attempt passed.
    case passed
    /// Every attempt failed.
    case failed
    /// Every attempt failed, the last with an error outside of the test itself.
    case error
    /// The test did not run.
    case skipped
  }

  /// The index of the test in the truth.
  public let test: Int
  /// What the report calls the test.
  public let identity: TestIdentity
  /// How the last attempt ended.
  public let outcome: Outcome
  /// The duration of all attempts together, in milliseconds.
  public let durationMilliseconds: Int
  /// The attempts that failed, the earliest first.
  public let failedAttempts: [FailedAttempt]

  /// The cause of every attempt's end, the earliest first; empty for a skipped test.
  public var attemptCauses: [FailureCause] {
    switch outcome {
    case .skipped: []
    case .passed: failedAttempts.map(\.cause) + [.none]
    case .failed, .error: failedAttempts.map(\.cause)
    }
  }

  /// Whether the job run is red because of it.
  public var isRed: Bool { outcome == .failed || outcome == .error }
}
