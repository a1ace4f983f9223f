import TestModel

/// One way to part time into bins that come again: the hours of the day, or the days of the week.
struct TimeWindows {
  /// Some bins that lie together.
  struct Window {
    /// When it is, for people: `on Sunday`.
    let name: String
    let bins: [Int]
  }

  let binCount: Int
  let windows: [Window]
  /// The least number of different periods that failures of a window must come from.
  let leastPeriods: Int
  /// The bin of a moment.
  let bin: @Sendable (Timestamp) -> Int
  /// The day, week or month that a moment belongs to, for windows that begin at the given bin.
  let period: @Sendable (Timestamp, Int) -> Int

  /// Every way that is tried.
  static let all = [hours, midnight, weekdays, monthEnds]

  /// All windows of 1, 2, 3, 5 and 8 hours, over midnight too.
  private static let hours = TimeWindows(
    binCount: 24,
    windows: [1, 2, 3, 5, 8].flatMap { length in
      (0..<24).map { start in
        let end = (start + length) % 24
        return Window(
          name: "between \(start):00 and \(end):00 UTC",
          bins: (start..<start + length).map { $0 % 24 }
        )
      }
    },
    leastPeriods: 3,
    bin: { $0.minuteOfDay / 60 },
    period: { $0.adding(milliseconds: Int64(-$1) * 3_600_000).day }
  )

  /// The half hours beside midnight: a test that takes the date twice fails there.
  private static let midnight = TimeWindows(
    binCount: 3,
    windows: [
      Window(name: "in the half hour after midnight UTC", bins: [0]),
      Window(name: "in the half hour before midnight UTC", bins: [2]),
      Window(name: "within half an hour of midnight UTC", bins: [2, 0]),
    ],
    leastPeriods: 3,
    bin: { $0.minuteOfDay < 30 ? 0 : $0.minuteOfDay < 1410 ? 1 : 2 },
    period: { moment, _ in moment.adding(milliseconds: 43_200_000).day }
  )

  /// Every weekday, every two that follow each other, and the five from Monday.
  private static let weekdays: TimeWindows = {
    let names = [
      "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    let single = names.indices.map { Window(name: "on a \(names[$0])", bins: [$0]) }
    let double = names.indices.map { day in
      Window(name: "on a \(names[day]) or \(names[(day + 1) % 7])", bins: [day, (day + 1) % 7])
    }
    return TimeWindows(
      binCount: 7,
      windows: single + double + [Window(name: "from Monday to Friday", bins: Array(0..<5))],
      leastPeriods: 3,
      bin: { weekday($0.day) },
      period: { ISOWeek(containing: $0.adding(days: -$1)).monday }
    )
  }()

  /// The first and last day of the month, and the first and last three.
  private static let monthEnds = TimeWindows(
    binCount: 5,
    windows: [
      Window(name: "on the first day of a month", bins: [0]),
      Window(name: "on the first three days of a month", bins: [0, 1]),
      Window(name: "on the last day of a month", bins: [4]),
      Window(name: "on the last three days of a month", bins: [3, 4]),
    ],
    leastPeriods: 2,
    bin: { moment in
      let day = moment.day
      let fromStart = CivilDate(day: day).dayOfMonth
      let toEnd = [0, 1, 2].first { CivilDate(day: day + $0 + 1).dayOfMonth == 1 }
      if let toEnd { return toEnd == 0 ? 4 : 3 }
      return fromStart == 1 ? 0 : fromStart <= 3 ? 1 : 2
    },
    period: { moment, _ in
      let date = CivilDate(day: moment.day)
      return date.year * 12 + date.month
    }
  )
}

/// The day of the week, 0 for Monday.
private func weekday(_ day: Int) -> Int { day - ISOWeek(containing: Timestamp(day: day)).monday }

extension Timestamp {
  /// The minute of the day in UTC, 0 to 1439.
  fileprivate var minuteOfDay: Int {
    Int((milliseconds - Timestamp(day: day).milliseconds) / 60_000)
  }
}
