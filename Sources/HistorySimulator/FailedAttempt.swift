/// An attempt of a test that failed: why, and what the report says about it.
public struct FailedAttempt: Sendable, Hashable {
  /// Why it failed.
  public let cause: FailureCause
  /// What it looks like.
  public let kind: FailureKind
  /// The exception or assertion type.
  public let type: String
  /// One line, with parts that vary from failure to failure.
  public let message: String
  /// Three frames and the message, at most 400 bytes.
  public let trace: String
  /// How long the attempt took, in milliseconds.
  public let durationMilliseconds: Int

  /// Whether the report has it as an error rather than a failure.
  public var isError: Bool { kind.isError }
}
