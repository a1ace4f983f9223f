/// A span of commits of the default branch.
public struct MainlineRange: Sendable, Hashable {
  /// The position of the first commit in the span.
  public let from: Int
  /// The position of the first commit after the span; nothing when the span is still open.
  public let to: Int?

  /// The span of all commits.
  public static let always = MainlineRange(from: 0, to: nil)

  /// The span from one position up to, without, another.
  public init(from: Int, to: Int?) {
    self.from = from
    self.to = to
  }

  /// Whether the commit at a position is in the span.
  public func contains(_ position: Int) -> Bool {
    guard let to else { return position >= from }
    return position >= from && position < to
  }
}
