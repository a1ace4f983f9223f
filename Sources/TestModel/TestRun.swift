/// One test in one job run, told in short: 24 bytes, because a history has millions of them.
public struct TestRun: Sendable, Hashable {
  /// The position of the job run in the history's runs.
  public var run: Int32
  /// The position of the first failure's signature in the history's signatures; -1 for none.
  public var signature: Int32
  /// What the first attempt took, in seconds; -1 where it is not known.
  public var duration: Float
  /// What the attempts after the first took, in seconds.
  public var retryDuration: Float
  /// How many attempts there were, 1 or more.
  public var attempts: UInt16
  /// How many of them failed.
  public var failures: UInt16
  /// How the first attempt ended.
  public var first: Outcome
  /// How the last attempt ended.
  public var last: Outcome

  /// Creates the run of a test that had one attempt.
  public init(run: Int32, outcome: Outcome, signature: Int32 = -1, duration: Float = -1) {
    self.run = run
    self.signature = signature
    self.duration = duration
    retryDuration = 0
    attempts = 1
    failures = outcome.isFailure ? 1 : 0
    first = outcome
    last = outcome
  }

  /// Adds the next attempt.
  public mutating func addAttempt(_ outcome: Outcome, signature: Int32, duration: Float) {
    attempts = attempts == .max ? .max : attempts + 1
    if outcome.isFailure { failures = failures == .max ? .max : failures + 1 }
    if self.signature < 0 { self.signature = signature }
    retryDuration += max(0, duration)
    last = outcome
  }

  /// Whether the test ran at all: a skip carries no signal.
  public var ran: Bool { first != .skipped }
  /// Whether the first attempt failed.
  public var failedFirst: Bool { first.isFailure }
  /// Whether the last attempt failed.
  public var failedFinally: Bool { last.isFailure }
  /// Whether a failure was followed by a pass in the same job run.
  public var passedOnRetry: Bool { failedFirst && last == .passed }
  /// Whether some attempt passed and some attempt failed.
  public var isMixed: Bool { failures > 0 && failures < attempts }
}
