/// A test whose failure does not stop a build, and what people need to know about that.
public struct QuarantineEntry: Sendable, Hashable {
  /// The test.
  public var test: RecordedTest
  /// Why it is in quarantine.
  public var reason: String
  /// Who put it there: `policy`, or a person.
  public var author: String
  /// Since when.
  public var since: Timestamp
  /// When its quarantine is to be looked at again; it does not end by itself.
  public var expires: Timestamp?
  /// Who is to mend it.
  public var owner: String?
  /// Where it is worked on.
  public var issue: String?
  /// Whether a person made the entry: then only a person releases it.
  public var isManual: Bool
  /// The probability of flakiness when it was put there.
  public var probability: Double?
  /// The flake rate when it was put there.
  public var flakeRate: Double?
  /// The flakes that were seen when it was put there.
  public var flakes: Int?

  /// Creates an entry.
  public init(
    test: RecordedTest,
    reason: String,
    author: String,
    since: Timestamp,
    expires: Timestamp? = nil,
    owner: String? = nil,
    issue: String? = nil,
    isManual: Bool,
    probability: Double? = nil,
    flakeRate: Double? = nil,
    flakes: Int? = nil
  ) {
    self.test = test
    self.reason = reason
    self.author = author
    self.since = since
    self.expires = expires
    self.owner = owner
    self.issue = issue
    self.isManual = isManual
    self.probability = probability
    self.flakeRate = flakeRate
    self.flakes = flakes
  }
}

/// A change of a test's state in quarantine.
public struct QuarantineTransition: Sendable, Hashable {
  /// What changes.
  public enum Kind: String, Sendable, Hashable {
    /// The test enters.
    case entered
    /// The test leaves: the evidence says that it is healed.
    case released
    /// The test leaves: it is broken, and a failure that is always there must be seen.
    case broken
    /// The entry is past its date; it stays, and is shown as overdue.
    case overdue
    /// A person took the test out.
    case removed
  }

  /// What changes.
  public var kind: Kind
  /// The entry as it is after the change, or was before it.
  public var entry: QuarantineEntry
  /// When.
  public var at: Timestamp
  /// Who decided: `policy`, or a person.
  public var author: String
  /// Why, in one sentence.
  public var reason: String

  /// Creates a transition.
  public init(
    kind: Kind,
    entry: QuarantineEntry,
    at: Timestamp,
    author: String,
    reason: String
  ) {
    self.kind = kind
    self.entry = entry
    self.at = at
    self.author = author
    self.reason = reason
  }
}
