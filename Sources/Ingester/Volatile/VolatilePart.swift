/// A part of a text that changes from run to run.
struct VolatilePart: Equatable {
  /// What kind of thing it is.
  enum Kind: String {
    case address, uuid, path, time, hex, id
    case number = "n"
    /// A terminal's escape sequence, which is left out.
    case escape = ""
  }

  var kind: Kind
  var range: Range<Int>
}

extension TextBytes {
  /// A terminal's escape sequence at a place that holds the escape character.
  func escape(at start: Int) -> VolatilePart {
    var end = start + 1
    if self[end] == UInt8(ascii: "[") {
      end = self.end(from: end + 1) { (0x20...0x3F).contains($0) } + 1
    } else if self[end] == UInt8(ascii: "]") {
      // A link or a title, which a bell or the escape character ends.
      end = self.end(from: end + 1) { $0 != 0x07 && $0 != 0x1B && $0 != 10 }
      if self[end] == 0x07 { end += 1 }
    }
    return VolatilePart(kind: .escape, range: start..<min(end, count))
  }

  /// `/tmp/…`, `/var/folders/…` and the like at a slash, to the end of the word.
  func temporaryPath(at start: Int) -> VolatilePart? {
    guard !self[start - 1].isWord else { return nil }
    let isTemporary =
      switch self[start + 1] {
      case UInt8(ascii: "t"): has("/tmp/", at: start)
      case UInt8(ascii: "v"): has("/var/folders/", at: start) || has("/var/tmp/", at: start)
      case UInt8(ascii: "p"):
        has("/private/tmp/", at: start) || has("/private/var/folders/", at: start)
      case UInt8(ascii: "d"): has("/dev/shm/", at: start)
      default: false
      }
    return isTemporary ? VolatilePart(kind: .path, range: start..<pathEnd(from: start)) : nil
  }

  /// `\Temp\…` at a backslash, doubled or not, to the end of the word.
  func windowsTemporaryPath(at start: Int) -> VolatilePart? {
    let name = self[start + 1] == UInt8(ascii: "\\") ? start + 2 : start + 1
    guard has("Temp\\", at: name) || has("temp\\", at: name) || has("TEMP\\", at: name) else {
      return nil
    }
    return VolatilePart(kind: .path, range: start..<pathEnd(from: start))
  }

  private func pathEnd(from start: Int) -> Int {
    end(from: start) { byte in
      switch byte {
      case 0x22, 0x27, 0x60, 0x2C, 0x3B, 0x3A, 0x29, 0x5D, 0x7D, 0x3E: false  // "'`,;:)]}>
      default: !byte.isSpace
      }
    }
  }

  /// Whether five groups of hexadecimal digits start at a place.
  func isUUID(at start: Int) -> Bool {
    guard start >= 0, start + 36 <= count else { return false }
    for offset in 0..<36 {
      let byte = self[start + offset]
      let isHyphen = offset == 8 || offset == 13 || offset == 18 || offset == 23
      guard isHyphen ? byte == UInt8(ascii: "-") : byte.isHexDigit else { return false }
    }
    return !self[start - 1].isHexDigit && !self[start + 36].isHexDigit
  }

  /// Where a moment ends that starts with a date at a place, and whether it holds a fraction of a
  /// second that is not zero; none where there is no date.
  func moment(at start: Int) -> (end: Int, hasFraction: Bool)? {
    guard digits(4, at: start), isDateSeparator(self[start + 4]), digits(2, at: start + 5),
      self[start + 7] == self[start + 4], digits(2, at: start + 8), !self[start + 10].isDigit
    else { return nil }
    let date = start + 10
    let separator = self[date]
    guard separator == UInt8(ascii: "T") || separator == 0x20 || separator == UInt8(ascii: "_"),
      digits(2, at: date + 1), self[date + 3] == UInt8(ascii: ":"), digits(2, at: date + 4)
    else { return (date, false) }
    var end = date + 6
    if self[end] == UInt8(ascii: ":"), digits(2, at: end + 1) { end += 3 }
    let fraction = self.fraction(at: end)
    return (zoneEnd(from: fraction?.end ?? end), fraction?.isZero == false)
  }

  private func isDateSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/")
  }

  /// `.123456`, of three digits at least.
  private func fraction(at start: Int) -> (end: Int, isZero: Bool)? {
    guard self[start] == UInt8(ascii: ".") || self[start] == UInt8(ascii: ","),
      digits(3, at: start + 1)
    else { return nil }
    let end = self.end(from: start + 1) { $0.isDigit }
    return (end, self[start + 1..<end].allSatisfy { $0 == UInt8(ascii: "0") })
  }

  /// Where `Z`, `+02:00` or `-0700` ends, or where it would start.
  private func zoneEnd(from start: Int) -> Int {
    if self[start] == UInt8(ascii: "Z") { return start + 1 }
    guard self[start] == UInt8(ascii: "+") || self[start] == UInt8(ascii: "-"),
      digits(2, at: start + 1)
    else { return start }
    let minutes = self[start + 3] == UInt8(ascii: ":") ? start + 4 : start + 3
    return digits(2, at: minutes) ? minutes + 2 : start + 3
  }

  private func digits(_ number: Int, at start: Int) -> Bool {
    for offset in 0..<number where !self[start + offset].isDigit { return false }
    return true
  }
}
