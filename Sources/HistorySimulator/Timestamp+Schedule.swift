import TestModel

extension Timestamp {
  /// Whether the moment is on a Monday to Friday.
  var isOnWorkday: Bool { day - ISOWeek(containing: self).monday < 5 }

  /// The moment that is `seconds` later.
  func adding(seconds: Int) -> Timestamp { adding(milliseconds: Int64(seconds) * 1000) }
}
