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
  /// Since when people are told louder that it is past that date; none where they are not.
  public var escalated: Timestamp?
  /// Who is to mend it.
  public var owner: String?
  /// Where it is worked on.
  public var issue: String?
  /// What quarantine does to it.
  public var mode: QuarantineMode
  /// Whether a person made the entry: then only a person releases it.
  public var isManual: Bool
  /// Where it is in its life: in quarantine, or back in it.
  public var state: QuarantineState
  /// The probability of flakiness when it was put there.
  public var probability: Double?
  /// The flake rate when it was put there.
  public var flakeRate: Double?
  /// The lower end of the interval that holds the rate with 90 % probability.
  public var flakeRateLow: Double?
  /// The upper end of it.
  public var flakeRateHigh: Double?
  /// The flakes that were seen when it was put there.
  public var flakes: Int?
  /// The first attempts that counted then.
  public var executions: Int?
  /// The commits on which it flaked.
  public var commits: Int?
  /// The last flake that was seen then.
  public var lastFlake: Timestamp?

  /// Creates an entry.
  public init(
    test: RecordedTest,
    reason: String,
    author: String,
    since: Timestamp,
    expires: Timestamp? = nil,
    owner: String? = nil,
    issue: String? = nil,
    mode: QuarantineMode = .skip,
    isManual: Bool,
    state: QuarantineState = .quarantined,
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
    self.mode = mode
    self.isManual = isManual
    self.state = state
    self.probability = probability
    self.flakeRate = flakeRate
    self.flakes = flakes
  }

  /// Whether it is past its date at a moment.
  public func isOverdue(at moment: Timestamp) -> Bool { expires.map { $0 <= moment } ?? false }
}
