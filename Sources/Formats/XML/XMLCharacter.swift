#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The bytes of a character in UTF-8.
struct UTF8Bytes {
  /// The bytes, the first one lowest.
  private var bytes: UInt32
  private let count: Int

  init(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    switch value {
    case ..<0x80: (bytes, count) = (value, 1)
    case ..<0x800: (bytes, count) = (0x80C0 | value >> 6 | (value & 0x3F) << 8, 2)
    case ..<0x1_0000:
      bytes = 0x80_80E0 | value >> 12 | (value >> 6 & 0x3F) << 8 | (value & 0x3F) << 16
      count = 3
    default:
      bytes =
        0x8080_80F0 | value >> 18 | (value >> 12 & 0x3F) << 8 | (value >> 6 & 0x3F) << 16
        | (value & 0x3F) << 24
      count = 4
    }
    bytes = bytes.littleEndian
  }

  mutating func withBytes(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    let count = count
    withUnsafeBytes(of: &bytes) { raw in
      body(UnsafeBufferPointer(rebasing: raw.bindMemory(to: UInt8.self).prefix(count)))
    }
  }

  func append(to array: inout [UInt8]) {
    var copy = self
    copy.withBytes { array.append(contentsOf: $0) }
  }
}

/// The bytes of the character that starts here: 0 where it is not whole yet, none where it is no
/// character that XML allows.
///
/// Source: The Unicode Standard, table 3-7, "Well-Formed UTF-8 Byte Sequences"; XML 1.0, section 2.2.
func sizeOfCharacter(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int? {
  let first = bytes[0]
  let size: Int
  var second: ClosedRange<UInt8> = 0x80...0xBF
  switch first {
  case 0x00..<0x80: return first >= 32 || first == 9 || first == 10 || first == 13 ? 1 : nil
  case 0xC2...0xDF: size = 2
  case 0xE0:
    size = 3
    second = 0xA0...0xBF
  case 0xED:
    size = 3
    second = 0x80...0x9F
  case 0xE1...0xEF: size = 3
  case 0xF0:
    size = 4
    second = 0x90...0xBF
  case 0xF1...0xF3: size = 4
  case 0xF4:
    size = 4
    second = 0x80...0x8F
  default: return nil
  }
  guard count > 1 else { return 0 }
  guard second.contains(bytes[1]) else { return nil }
  for index in 2..<max(2, min(size, count)) where bytes[index] & 0xC0 != 0x80 { return nil }
  guard count >= size else { return 0 }
  // U+FFFE and U+FFFF are no characters.
  if first == 0xEF, bytes[1] == 0xBF, bytes[2] >= 0xBE { return nil }
  return size
}

/// The character that `amp`, `#10` or `#xA` stands for; none for what XML does not know or allow.
func scalar(referredToAs name: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
  guard name.first == UInt8(ascii: "#") else { return entity(name) }
  let isHex = name.count > 1 && name[1] == UInt8(ascii: "x")
  let digits = name.dropFirst(isHex ? 2 : 1)
  guard !digits.isEmpty, digits.allSatisfy({ isDigit($0, isHex: isHex) }),
    let value = UInt32(String(decoding: digits, as: UTF8.self), radix: isHex ? 16 : 10),
    let scalar = Unicode.Scalar(value)
  else { return nil }
  let isAllowed = value >= 32 ? value != 0xFFFE && value != 0xFFFF : [9, 10, 13].contains(value)
  return isAllowed ? scalar : nil
}

private func entity(_ name: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
  func isNamed(_ known: StaticString) -> Bool {
    name.baseAddress.map { memcmp($0, known.utf8Start, name.count) == 0 } ?? false
  }
  switch name.count {
  case 2: return isNamed("lt") ? "<" : (isNamed("gt") ? ">" : nil)
  case 3: return isNamed("amp") ? "&" : nil
  case 4: return isNamed("quot") ? "\"" : (isNamed("apos") ? "'" : nil)
  default: return nil
  }
}

private func isDigit(_ byte: UInt8, isHex: Bool) -> Bool {
  (48...57).contains(byte) || isHex && (97...102).contains(byte | 0x20)
}
