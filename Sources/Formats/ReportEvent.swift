public import TestModel

/// What a reader of reports tells while it reads, in the report's order.
public enum ReportEvent: Sendable, Hashable {
  /// A case ended.
  case testCase(ReportedCase)
  /// A case that was told before turned out to have more attempts.
  case retried(RetriedCase)
  /// A case that was told before shares its name with another one of the report.
  case ambiguous(TestID)
}

/// What became known of a case after it was told.
public struct RetriedCase: Sendable, Hashable {
  /// The case as it was told.
  public var id: TestID
  /// How it was told to have ended.
  public var toldOutcome: Outcome
  /// Its first attempt as is known now; none when what was told stands.
  public var first: Attempt?
  /// The attempts after the first.
  public var laterAttempts: [Attempt]

  /// Creates the news of a case.
  public init(id: TestID, toldOutcome: Outcome, first: Attempt?, laterAttempts: [Attempt]) {
    self.id = id
    self.toldOutcome = toldOutcome
    self.first = first
    self.laterAttempts = laterAttempts
  }
}

/// Receives what a reader tells; what it throws ends the reading and is thrown on.
public typealias ReportSink = (ReportEvent) throws -> Void
