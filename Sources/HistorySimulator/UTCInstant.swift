/// A moment in UTC with the resolution of a second.
public struct UTCInstant: Sendable, Hashable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public let secondsSinceEpoch: Int

  /// The moment the given number of seconds after 1970-01-01T00:00:00Z.
  public init(secondsSinceEpoch: Int) {
    self.secondsSinceEpoch = secondsSinceEpoch
  }

  /// Whether one moment is before the other.
  public static func < (earlier: UTCInstant, later: UTCInstant) -> Bool {
    earlier.secondsSinceEpoch < later.secondsSinceEpoch
  }

  /// The moment as ISO 8601 writes it, such as `2026-10-23T08:41:52Z`.
  public var iso8601: String {
    let date = CalendarDate(dayNumber: dayNumber)
    let second = secondsSinceEpoch % 86_400
    let day = "\(date.year)-\(twoDigits(date.month))-\(twoDigits(date.day))"
    let time = [second / 3600, second / 60 % 60, second % 60].map(twoDigits)
    return day + "T" + time.joined(separator: ":") + "Z"
  }

  /// Whether the moment is on a Monday to Friday.
  public var isOnWorkday: Bool {
    // 1970-01-01 was a Thursday, the fourth day of a week that starts on Monday.
    (dayNumber + 3) % 7 < 5
  }

  var dayNumber: Int { secondsSinceEpoch / 86_400 }

  func adding(seconds: Int) -> UTCInstant {
    UTCInstant(secondsSinceEpoch: secondsSinceEpoch + seconds)
  }

  private func twoDigits(_ value: Int) -> String {
    value < 10 ? "0\(value)" : String(value)
  }
}
