/// A change of a test's state in quarantine: a line of the log, from which all else follows.
public struct QuarantineTransition: Sendable, Hashable {
  /// What changes; in the order in which changes of one moment take effect.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The test is flaky, and something keeps it out.
    case candidate
    /// What was a candidate no longer is flaky.
    case cleared
    /// A person's hold ends.
    case lifted
    /// The test enters.
    case entered
    /// The test comes back at once: it flaked while it was watched.
    case reflaked = "re_flaked"
    /// Who mends it, where, until when or how it is treated changes.
    case changed
    /// The entry is past its date; it stays, and is shown as overdue.
    case overdue
    /// The entry has been past its date for long.
    case escalated
    /// The test leaves on the evidence, and is watched.
    case probation
    /// The test was watched, and did not flake.
    case released
    /// A person says that the test is mended, or the policy that it has seen enough to agree.
    case fixed
    /// The test leaves: it is broken, and a failure that is always there must be seen.
    case broken
    /// The test was taken out.
    case removed
    /// A person keeps the test out.
    case held
  }

  /// What a person or the policy changes of an entry; what is none stays.
  public struct Changes: Sendable, Hashable {
    /// When it is to be looked at again.
    public var expires: Timestamp?
    /// Who is to mend it.
    public var owner: String?
    /// Where it is worked on.
    public var issue: String?
    /// What quarantine does to it.
    public var mode: QuarantineMode?

    /// Creates changes.
    public init(
      expires: Timestamp? = nil,
      owner: String? = nil,
      issue: String? = nil,
      mode: QuarantineMode? = nil
    ) {
      self.expires = expires
      self.owner = owner
      self.issue = issue
      self.mode = mode
    }
  }

  /// Who decides where no person does.
  public static let policy = "policy"

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
  /// What is changed of the entry; none but for `changed`.
  public var changes: Changes?
  /// What keeps a candidate out.
  public var obstacle: QuarantineObstacle?
  /// Until when the test is held out; none where that has no end.
  public var until: Timestamp?
  /// The commit that mended the test.
  public var commit: String?

  /// Creates a transition.
  public init(
    kind: Kind,
    entry: QuarantineEntry,
    at: Timestamp,
    author: String,
    reason: String,
    changes: Changes? = nil,
    obstacle: QuarantineObstacle? = nil,
    until: Timestamp? = nil,
    commit: String? = nil
  ) {
    self.kind = kind
    self.entry = entry
    self.at = at
    self.author = author
    self.reason = reason
    self.changes = changes
    self.obstacle = obstacle
    self.until = until
    self.commit = commit
  }

  /// Whether no person decided.
  public var isOfPolicy: Bool { author == QuarantineTransition.policy }
}
