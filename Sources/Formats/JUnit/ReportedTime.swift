import TestModel

/// Reads a time in seconds as producers write it.
///
/// Plain decimals take the fast path. Then: scientific notation (behave, Boost), a thousands comma
/// before a decimal point (Surefire, in some locales), a decimal comma. What is no time, such as
/// `NaN` or a negative number, is none: unknown, not zero.
func reportedTime(_ text: UnsafeBufferPointer<UInt8>) -> Microseconds? {
  var whole: Int64 = 0
  var fraction: Int64 = 0
  var digits = 0
  var fractionDigits = -1
  for byte in text {
    if byte == UInt8(ascii: "."), fractionDigits < 0 {
      fractionDigits = 0
      continue
    }
    guard byte >= 48, byte <= 57, digits < 11 else { return unusualTime(text) }
    let digit = Int64(byte - 48)
    if fractionDigits < 0 {
      whole = whole * 10 + digit
      digits += 1
    } else if fractionDigits < 6 {
      fraction = fraction * 10 + digit
      fractionDigits += 1
    } else {
      // The seventh digit rounds; what comes after it is below any clock.
      if fractionDigits == 6, digit >= 5 { fraction += 1 }
      fractionDigits += 1
    }
  }
  guard digits > 0 || fractionDigits > 0 else { return nil }
  for _ in 0..<max(0, 6 - max(0, fractionDigits)) { fraction *= 10 }
  return believable(Microseconds(whole * 1_000_000 + fraction))
}

/// What a producer counts time in.
enum TimeUnit: Int64, Sendable {
  case seconds = 1
  case microseconds = 1_000_000
  case nanoseconds = 1_000_000_000
}

/// Reads a time as a producer writes it that does not count in seconds: a whole number.
func reportedTime(_ text: UnsafeBufferPointer<UInt8>, in unit: TimeUnit) -> Microseconds? {
  guard unit != .seconds else { return reportedTime(text) }
  let parts = unit.rawValue / TimeUnit.microseconds.rawValue
  guard text.count <= 19, let number = Int64(String(decoding: text, as: UTF8.self)), number >= 0
  else { return nil }
  return believable(Microseconds(number / parts))
}

/// The longest time of a case that is believed: 30 days.
///
/// The sum of any number of cases that a database can hold then stays within 64 bits.
private let longestTime = Microseconds(30 * 86_400_000_000)

/// A time, unless it is longer than any case takes.
func believable(_ time: Microseconds) -> Microseconds? {
  time <= longestTime ? time : nil
}

/// Reads a whole number that a report states; none for what is no number, negative, or absurd.
func reportedNumber(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
  guard let number = Int(String(decoding: text.prefix(20), as: UTF8.self)),
    (0...1_000_000_000).contains(number)
  else { return nil }
  return number
}

private func unusualTime(_ bytes: UnsafeBufferPointer<UInt8>) -> Microseconds? {
  guard bytes.count <= 64 else { return nil }
  var text = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
  if let comma = text.lastIndex(of: ",") {
    if let point = text.lastIndex(of: "."), point < comma {
      text = text.replacing(".", with: "").replacing(",", with: ".")
    } else if text.contains(".") || text.count(where: { $0 == "," }) > 1 {
      text = text.replacing(",", with: "")
    } else {
      text = text.replacing(",", with: ".")
    }
  }
  if text.hasSuffix("s") { text.removeLast() }
  return Double(text).flatMap { Microseconds(seconds: $0) }.flatMap(believable)
}

extension StringProtocol {
  fileprivate func replacing(_ character: Character, with replacement: String) -> String {
    split(separator: character, omittingEmptySubsequences: false).joined(separator: replacement)
  }
}
