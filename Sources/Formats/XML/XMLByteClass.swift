/// What a byte of XML in UTF-8 may mean, a bit each, looked up in a table of 256 entries.
enum XMLByteClass {
  /// It has to be looked at in text; what may not stand there is among them.
  static let text: UInt8 = 1
  /// It has to be looked at in a CDATA section.
  static let characterData: UInt8 = 2
  /// It has to be looked at in an attribute's value.
  static let value: UInt8 = 4
  /// It may stand in a name; names with others than these of ASCII are read by libxml2.
  static let name: UInt8 = 8
  /// It may be the first of a name.
  static let nameStart: UInt8 = 16
  /// It ends a line, in text and in CDATA sections.
  static let newline: UInt8 = 32

  /// Makes the table; who asks for it deallocates it.
  static func makeTable() -> UnsafeMutablePointer<UInt8> {
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    for byte in 0..<256 { table[byte] = bits(UInt8(byte)) }
    return table
  }

  private static func bits(_ byte: UInt8) -> UInt8 {
    let isForbidden = byte >= 128 || byte < 32 && byte != 9 && byte != 10
    func isAny(of characters: StaticString) -> Bool {
      UnsafeBufferPointer(start: characters.utf8Start, count: characters.utf8CodeUnitCount)
        .contains(byte)
    }
    let isLetter = (65...90).contains(byte) || (97...122).contains(byte)
    let isOther = (48...57).contains(byte) || isAny(of: "-.:")
    let isNameStart = isLetter || byte == UInt8(ascii: "_")
    return (isForbidden || isAny(of: "<&]") ? text : 0)
      | (isForbidden || isAny(of: "]") ? characterData : 0)
      | (isForbidden || isAny(of: "<&\"'\t\n") ? value : 0)
      | (isNameStart || isOther ? name : 0) | (isNameStart ? nameStart : 0)
      | (byte == 10 ? newline : 0)
  }
}
