/// A number of some out of a number of all, so that shares can be pooled over seeds.
public struct Share: Sendable, Hashable {
  /// Those that count.
  public var part: Int
  /// All.
  public var whole: Int

  /// A share; nothing of nothing when nothing is said.
  public init(_ part: Int = 0, of whole: Int = 0) {
    self.part = part
    self.whole = whole
  }

  /// Part over whole; none where there is nothing.
  public var value: Double? { whole > 0 ? Double(part) / Double(whole) : nil }

  /// Adds one to the whole, and to the part where it counts.
  public mutating func add(_ counts: Bool) {
    part += counts ? 1 : 0
    whole += 1
  }

  /// The shares pooled.
  public static func + (left: Share, right: Share) -> Share {
    Share(left.part + right.part, of: left.whole + right.whole)
  }
}
