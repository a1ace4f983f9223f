extension Timestamp {
  /// Reads an ISO 8601 moment or date, such as `2026-10-23T08:41:52.123Z` or `2026-10-23`.
  ///
  /// The separator may be a space, the fraction may have any number of digits, and the offset may
  /// be `Z`, `+02`, `+0200` or `+02:00`. A moment without an offset is taken as UTC. Years before
  /// 1970 are refused: producers write 0001-01-01 for "none".
  public init?(iso8601 text: some StringProtocol) {
    var scanner = DigitScanner(bytes: Array(text.utf8))
    guard let year = scanner.number(digits: 4), year >= 1970, scanner.take("-"),
      let month = scanner.number(digits: 2), scanner.take("-"),
      let dayOfMonth = scanner.number(digits: 2)
    else { return nil }
    let date = CivilDate(year: year, month: month, dayOfMonth: dayOfMonth)
    guard date.exists else { return nil }
    self.init(day: date.day)
    guard !scanner.isAtEnd else { return }
    guard let offset = scanner.timeOfDay() else { return nil }
    milliseconds += offset
  }

  /// The moment as `2026-10-23T08:41:52Z`, with milliseconds only when there are any.
  public var iso8601: String {
    let rest = Int(milliseconds - Timestamp(day: day).milliseconds)
    let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { padded($0, 2) }
    let fraction = rest % 1000 == 0 ? "" : "." + padded(rest % 1000, 3)
    return "\(isoDate)T\(clock.joined(separator: ":"))\(fraction)Z"
  }

  /// The date in UTC as `2026-10-23`.
  public var isoDate: String {
    let date = CivilDate(day: day)
    return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.dayOfMonth, 2))"
  }
}

/// `number` in decimal with at least `width` digits.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// Reads the parts of a moment from ASCII.
private struct DigitScanner {
  let bytes: [UInt8]
  var position = 0

  var isAtEnd: Bool { position == bytes.count }

  mutating func take(_ characters: String) -> Bool {
    guard position < bytes.count, characters.utf8.contains(bytes[position]) else { return false }
    position += 1
    return true
  }

  mutating func number(digits: Int) -> Int? {
    guard position + digits <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[position..<position + digits] {
      guard (48...57).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    position += digits
    return value
  }

  /// Reads the rest, from the separator on, and returns milliseconds from midnight in UTC.
  mutating func timeOfDay() -> Int64? {
    guard take("Tt "), let hour = number(digits: 2), take(":"), let minute = number(digits: 2),
      hour <= 24, minute <= 59
    else { return nil }
    var milliseconds = Int64(hour * 3600 + minute * 60) * 1000
    if take(":") {
      guard let second = number(digits: 2), second <= 60 else { return nil }
      milliseconds += Int64(second) * 1000 + fraction()
    }
    guard let offset = offset(), isAtEnd else { return nil }
    return milliseconds - offset
  }

  /// Reads `.123456` as milliseconds; what is finer is dropped.
  private mutating func fraction() -> Int64 {
    guard take(".,") else { return 0 }
    var value: Int64 = 0
    var weight: Int64 = 100
    while let digit = number(digits: 1) {
      value += Int64(digit) * weight
      weight /= 10
    }
    return value
  }

  /// Reads the offset from UTC in milliseconds, 0 when there is none.
  private mutating func offset() -> Int64? {
    if isAtEnd || take("Zz") { return 0 }
    let isEast = position < bytes.count && bytes[position] == UInt8(ascii: "+")
    guard take("+-"), let hours = number(digits: 2) else { return nil }
    _ = take(":")
    let minutes = number(digits: 2) ?? 0
    return Int64(hours * 60 + minutes) * (isEast ? 60_000 : -60_000)
  }
}
