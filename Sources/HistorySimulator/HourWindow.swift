public import TestModel

/// Some hours of every day, in UTC.
public struct HourWindow: Sendable, Hashable {
  /// The first hour, 0 to 23.
  public let from: Int
  /// The hour it ends at, 1 to 24, after the first.
  public let to: Int

  /// Whether a moment is in the hours.
  public func contains(_ moment: Timestamp) -> Bool {
    let seconds = (moment.milliseconds - Timestamp(day: moment.day).milliseconds) / 1000
    return (from..<to).contains(Int(seconds) / 3600)
  }
}
