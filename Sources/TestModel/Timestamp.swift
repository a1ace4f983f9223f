/// A moment, in whole milliseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Sendable, Hashable, Comparable {
  /// The number of milliseconds since the start of 1970, negative before it.
  public var milliseconds: Int64

  /// Creates the moment that is `milliseconds` after the start of 1970.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Creates the moment that is `seconds` after the start of 1970.
  public init(seconds: Int64) { milliseconds = seconds * 1000 }

  /// Orders the values for output.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The moment that is `days` of 24 hours later.
  public func adding(days: Int) -> Timestamp {
    Timestamp(milliseconds: milliseconds + Int64(days) * Timestamp.millisecondsInADay)
  }

  /// The moment that is `milliseconds` later.
  public func adding(milliseconds: Int64) -> Timestamp {
    Timestamp(milliseconds: self.milliseconds + milliseconds)
  }

  /// The number of whole days since the start of 1970 in UTC.
  public var day: Int {
    let day = Timestamp.millisecondsInADay
    return Int(milliseconds >= 0 ? milliseconds / day : (milliseconds - day + 1) / day)
  }

  /// The start of a day that is counted from the start of 1970.
  public init(day: Int) { milliseconds = Int64(day) * Timestamp.millisecondsInADay }

  static let millisecondsInADay: Int64 = 86_400_000
}
