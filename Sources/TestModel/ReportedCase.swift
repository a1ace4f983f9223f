/// One execution of a test case as a report tells it.
public struct Attempt: Sendable, Hashable {
  /// How the attempt ended.
  public var outcome: Outcome
  /// How long it took; none where the report does not say or says nonsense.
  public var duration: Microseconds?
  /// The producer's one-line message of a failure or a skip, as it stands.
  public var message: String?
  /// The producer's type of a failure or a skip, such as an exception's class.
  public var type: String?
  /// The failure's text: a stack trace, mostly; bounded in size.
  public var details: String?
  /// What the attempt printed, bounded in size, where the report tells it apart from what the case
  /// printed.
  public var output: String?
  /// Why a failure did not fail the run; none where it did, and for what is no failure.
  public var excuse: FailureExcuse?

  /// Creates an attempt.
  public init(
    outcome: Outcome,
    duration: Microseconds? = nil,
    message: String? = nil,
    type: String? = nil,
    details: String? = nil,
    output: String? = nil,
    excuse: FailureExcuse? = nil
  ) {
    self.outcome = outcome
    self.duration = duration
    self.message = message
    self.type = type
    self.details = details
    self.output = output
    self.excuse = excuse
  }
}

/// A test case of one report, with all its attempts in the order in which they ran.
public struct ReportedCase: Sendable, Hashable {
  /// The identity that the report gives the case.
  public var id: TestID
  /// The line in the file, from 1; none where the report has none.
  public var line: Int?
  /// The attempts, the first one first; never empty.
  public var attempts: [Attempt]
  /// Properties of the case, in the report's order.
  public var properties: [Property]
  /// What the case printed, bounded in size; none where it printed nothing.
  ///
  /// Attempts whose output the report tells apart have their own.
  public var output: String?
  /// Whether another case of the report has the same name and nothing says that one is a retry of
  /// the other: such a case is shown and never scored.
  public var isAmbiguous: Bool

  /// Creates a case.
  public init(
    id: TestID,
    line: Int? = nil,
    attempts: [Attempt],
    properties: [Property] = [],
    output: String? = nil,
    isAmbiguous: Bool = false
  ) {
    self.id = id
    self.line = line
    self.attempts = attempts
    self.properties = properties
    self.output = output
    self.isAmbiguous = isAmbiguous
  }

  /// How the case ended: as its last attempt did.
  public var outcome: Outcome { attempts.last?.outcome ?? .skipped }

  /// Whether the case failed and then passed in one report.
  public var isFlaky: Bool {
    outcome == .passed && attempts.contains { $0.outcome.isFailure }
  }

  /// The time of all attempts together; none where no attempt has one.
  public var duration: Microseconds? {
    let known = attempts.compactMap(\.duration)
    return known.isEmpty ? nil : known.reduce(.zero, +)
  }

  /// The attempt that explains the outcome: the last failure, else the last attempt.
  public var tellingAttempt: Attempt? {
    attempts.last { $0.outcome.isFailure } ?? attempts.last
  }
}

/// A name and a value that a producer attaches to a case.
public struct Property: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The value.
  public var value: String

  /// Creates a property.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
