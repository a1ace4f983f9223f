/// Whether a message shows two dates of the form `2026-11-14` that differ, or that go on with times of
/// day that do.
///
/// Numbers are folded in the messages that a history keeps, so that it is found only in those of
/// reports.
///
/// - Parameter message: the bytes of the message, of bounded number.
func hasDifferentDates(_ message: [UInt8]) -> Bool {
  var first: ArraySlice<UInt8>?
  var position = 0
  while let date = date(in: message, from: position) {
    if let first, first != date { return true }
    first = date
    position = date.endIndex
  }
  return false
}

/// The next date with the time of day that follows it.
private func date(in message: [UInt8], from position: Int) -> ArraySlice<UInt8>? {
  var position = position
  while position < message.count {
    let run = message[position...].prefix { isPartOfDate($0) }
    if isDate(run.prefix(10)) { return run }
    position = run.endIndex + 1
  }
  return nil
}

/// Messages are lower-cased: `2026-11-14t09:30:00.5z`.
private func isPartOfDate(_ byte: UInt8) -> Bool {
  isDigit(byte) || [UInt8]("-:.+tz".utf8).contains(byte)
}

private func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
  bytes.count == 10
    && bytes.enumerated().allSatisfy { offset, byte in
      offset == 4 || offset == 7 ? byte == UInt8(ascii: "-") : isDigit(byte)
    }
}

private func isDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
