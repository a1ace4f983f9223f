/// The commits of which one is the first that is meant.
public struct CommitRange: Sendable, Hashable {
  /// The last commit that surely is before it; none when it may be before the window.
  public var after: String?
  /// The commit by which it surely was there.
  public var upTo: String?

  /// Creates a range.
  public init(after: String?, upTo: String?) {
    self.after = after
    self.upTo = upTo
  }
}
