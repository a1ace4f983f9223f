/// A week of ISO 8601: Monday to Sunday, and week 1 holds the year's first Thursday.
public struct ISOWeek: Sendable, Hashable, Comparable {
  /// The Monday, in days since 1970-01-01.
  public let monday: Int

  /// Creates the week that holds a moment, in UTC.
  public init(containing moment: Timestamp) { self.init(day: moment.day) }

  private init(day: Int) { monday = day - ISOWeek.weekday(day) }

  /// Reads a week such as `2026-W47`; none for a week that the year does not have.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, let year = Int(parts[0]),
      parts[1].utf8.count == 3, parts[1].hasPrefix("W"), let number = Int(parts[1].dropFirst()),
      number >= 1
    else { return nil }
    let fourthOfJanuary = CivilDate(year: year, month: 1, dayOfMonth: 4).day
    self.init(day: fourthOfJanuary + 7 * (number - 1))
    guard self.year == year else { return nil }
  }

  /// The week before.
  public var previous: ISOWeek { ISOWeek(day: monday - 7) }

  /// The first moment of the week.
  public var start: Timestamp { Timestamp(day: monday) }

  /// The first moment after the week.
  public var end: Timestamp { Timestamp(day: monday + 7) }

  /// The year that the week counts to, which is that of its Thursday.
  public var year: Int { CivilDate(day: monday + 3).year }

  /// The number of the week in its year, 1 to 53.
  public var number: Int {
    let first = ISOWeek(day: CivilDate(year: year, month: 1, dayOfMonth: 4).day)
    return (monday - first.monday) / 7 + 1
  }

  /// The week as `2026-W47`.
  public var name: String { "\(padded(year, 4))-W\(padded(number, 2))" }

  /// Orders the values for output.
  public static func < (left: ISOWeek, right: ISOWeek) -> Bool { left.monday < right.monday }

  /// The day of the week, 0 for Monday; 1970-01-01 was a Thursday.
  private static func weekday(_ day: Int) -> Int { (((day + 3) % 7) + 7) % 7 }
}
