public import TestModel

/// What a reader of reports tells while it reads, in the report's order.
public enum ReportEvent: Sendable, Hashable {
  /// A case ended.
  case testCase(ReportedCase)
  /// A case that was told before turned out to have more attempts.
  case retried(RetriedCase)
  /// A case that was told before shares its name with another one of the report.
  case ambiguous(TestID)
  /// A time that is known of an item of a suite, without a run of it.
  case timing(ReportedTiming)
}

/// How long an item of a suite takes, as a source of timings says: an estimate's input, and no run.
///
/// Several timings of one item in one report add up.
public struct ReportedTiming: Sendable, Hashable {
  /// What an item is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A source file.
    case file
    /// A class or module.
    case classname
    /// A test case, by the name that its runner gives it.
    case testname
  }

  /// What the item is.
  public var kind: Kind
  /// The item, as the report names it.
  public var item: String
  /// How long it takes.
  public var duration: Microseconds

  /// Creates a timing.
  public init(kind: Kind, item: String, duration: Microseconds) {
    self.kind = kind
    self.item = item
    self.duration = duration
  }
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
