extension UnsafeBufferPointer<UInt8> {
  /// Whether `text` stands at a position; none when the bytes end before that is known.
  func holds(_ text: StaticString, at position: Int, isLast: Bool) -> Bool? {
    let wanted = text.bytes
    let there = Swift.min(wanted.count, count - position)
    for index in 0..<there where self[position + index] != wanted[index] { return false }
    guard there == wanted.count else { return isLast ? false : nil }
    return true
  }

  /// The length of the character of two to four bytes at a position: 0 when there is none, none when
  /// the bytes end within it.
  ///
  /// Source: The Unicode Standard, table 3-7.
  func wideCharacter(at position: Int, isLast: Bool) -> Int? {
    let first = self[position]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return 0
    }
    for index in 1..<length {
      guard position + index < count else { return isLast ? 0 : nil }
      let allowed = index == 1 ? second : 0x80...0xBF
      guard allowed.contains(self[position + index]) else { return 0 }
    }
    return length
  }

  /// Where the white space that starts at a position ends.
  func endOfSpace(from position: Int) -> Int {
    var index = position
    while index < count, isSpace(self[index]) { index += 1 }
    return index
  }

  /// Where the name that starts at a position ends, which is where a name cannot go on.
  func endOfName(from position: Int) -> Int {
    var index = position
    while index < count, !isDelimiter(self[index]) { index += 1 }
    return index
  }
}

private func isDelimiter(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "="),
    UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "&"):
    true
  default: byte < 0x21
  }
}
