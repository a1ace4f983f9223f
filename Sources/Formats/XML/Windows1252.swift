/// Windows-1252, the encoding of most bytes above 0x7F that are not UTF-8.
///
/// Source: WHATWG Encoding Standard, index windows-1252; it is also what the standard reads under
/// the names of ISO-8859-1 and US-ASCII.
enum Windows1252 {
  /// The characters of the bytes 0x80 to 0x9F; the others are those of Unicode.
  private static let high: [UInt32] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
  ]

  /// The code point that a byte stands for.
  static func codePoint(_ byte: UInt8) -> UInt32 {
    (0x80...0x9F).contains(byte) ? high[Int(byte) - 0x80] : UInt32(byte)
  }

  /// Turns bytes into UTF-8.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    var start = 0
    for index in bytes.indices where bytes[index] >= 0x80 {
      text.append(contentsOf: bytes[start..<index])
      text.append(codePoint: codePoint(bytes[index]))
      start = index + 1
    }
    text.append(contentsOf: bytes[start...])
    return text
  }

  /// The declared names that mean this encoding, in lower case and without punctuation.
  static let names: Set<String> = [
    "iso88591", "latin1", "l1", "windows1252", "cp1252", "xcp1252", "ansi",
  ]
}

extension [UInt8] {
  /// Appends a code point as UTF-8; what is none becomes U+FFFD.
  mutating func append(codePoint: UInt32) {
    guard let scalar = Unicode.Scalar(codePoint) else { return append(codePoint: 0xFFFD) }
    append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }
}
