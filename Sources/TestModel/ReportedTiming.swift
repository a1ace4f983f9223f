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
