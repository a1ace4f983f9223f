/// A span of time in whole microseconds.
///
/// Whole numbers, so that sums are the same in any order and on any machine. The range of 64 bits is
/// 292,000 years; sums saturate instead of trapping, because reports hold absurd numbers.
public struct Microseconds: Sendable, Hashable, Comparable {
  /// The number of microseconds.
  public var count: Int64

  /// Creates a span of `count` microseconds.
  public init(_ count: Int64) { self.count = count }

  /// Creates the span that is nearest to `seconds`, or none for a number that is not a time: not
  /// finite, negative, or beyond 100 years.
  public init?(seconds: Double) {
    guard seconds.isFinite, seconds >= 0, seconds < 3.2e9 else { return nil }
    count = Int64((seconds * 1e6).rounded())
  }

  /// Creates a span of whole milliseconds, held at the largest span when it would overflow.
  public init(milliseconds: Int64) {
    let (product, overflow) = milliseconds.multipliedReportingOverflow(by: 1000)
    count = overflow ? .max : product
  }

  /// No time at all.
  public static let zero = Microseconds(0)

  /// The span in seconds.
  public var seconds: Double { Double(count) / 1e6 }

  /// The span in whole milliseconds, rounded up, so that what took time never weighs nothing.
  public var milliseconds: Int64 {
    count <= 0 ? 0 : count / 1000 + (count % 1000 == 0 ? 0 : 1)
  }

  /// Orders the values for output.
  public static func < (left: Microseconds, right: Microseconds) -> Bool {
    left.count < right.count
  }

  /// The sum, held at the largest span when it would overflow.
  public static func + (left: Microseconds, right: Microseconds) -> Microseconds {
    let (sum, overflow) = left.count.addingReportingOverflow(right.count)
    return Microseconds(overflow ? .max : sum)
  }

  /// Adds a span to this one.
  public static func += (left: inout Microseconds, right: Microseconds) { left = left + right }
}
