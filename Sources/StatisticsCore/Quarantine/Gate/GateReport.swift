/// A report that a gate looked at.
public struct GateReport: Sendable, Hashable {
  /// In which state it was found.
  public enum State: Sendable, Hashable {
    /// It is whole, and says how many tests ran.
    case whole(ran: Int)
    /// It breaks off, at a line where that is known, after some tests.
    case truncated(ran: Int, line: Int?)
    /// It cannot be used; a fragment says why.
    case unreadable(reason: String, line: Int?)
    /// It was there before the command began, and says nothing of what the command did.
    case old
    /// There is nothing at the path; a sentence says what was looked for.
    case missing(reason: String)
  }

  /// Where it is.
  public var path: String
  /// In which state it was found.
  public var state: State
  /// Whether the user named it; others were found in a folder or by a pattern.
  public var isNamed: Bool

  /// Creates a report.
  public init(path: String, state: State, isNamed: Bool = true) {
    self.path = path
    self.state = state
    self.isNamed = isNamed
  }

  /// Whether it tells what ran: it is no older than the command, and can be read to some point.
  public var isFresh: Bool {
    switch state {
    case .whole, .truncated, .unreadable: true
    case .old, .missing: false
    }
  }
}
