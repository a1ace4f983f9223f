/// Collects the text of one string of a document, escapes resolved, up to a limit.
struct JSONText {
  /// The bytes of one string that are kept.
  static let limit = TextCollector.limit

  private var bytes: [UInt8] = []
  private var isCut = false
  private var highSurrogate: UInt32?
  private var codeUnit: UInt32 = 0
  private var digits = 0

  mutating func reset() {
    if !bytes.isEmpty { bytes.removeAll(keepingCapacity: true) }
    isCut = false
    highSurrogate = nil
  }

  /// Whether nothing was gathered yet.
  var isEmpty: Bool { bytes.isEmpty && highSurrogate == nil }

  mutating func append(_ run: UnsafeBufferPointer<UInt8>) {
    guard !run.isEmpty else { return }
    endSurrogate()
    let room = JSONText.limit - bytes.count
    if run.count > room { isCut = true }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: run.prefix(room)))
  }

  mutating func append(_ byte: UInt8) {
    endSurrogate()
    add(byte)
  }

  /// Where a byte of an escape leaves it.
  enum Escape { case ended, isUnicode, isNone }

  /// Adds what the byte after a `\` stands for.
  mutating func append(escape byte: UInt8) -> Escape {
    switch byte {
    case UInt8(ascii: "n"): append(0x0A)
    case UInt8(ascii: "t"): append(0x09)
    case UInt8(ascii: "r"): append(0x0D)
    case UInt8(ascii: "b"): append(0x08)
    case UInt8(ascii: "f"): append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): append(byte)
    case UInt8(ascii: "u"):
      codeUnit = 0
      digits = 0
      return .isUnicode
    default: return .isNone
    }
    return .ended
  }

  /// Takes a digit after `\u`, of which there are four.
  mutating func append(hexadecimal byte: UInt8) -> Escape {
    let digit: UInt8
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - 48
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - 87
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - 55
    default: return .isNone
    }
    codeUnit = codeUnit << 4 | UInt32(digit)
    digits += 1
    guard digits == 4 else { return .isUnicode }
    append(codeUnit: codeUnit)
    return .ended
  }

  /// Adds what `\uXXXX` says: a half of a pair waits for the other half, and without it is U+FFFD.
  private mutating func append(codeUnit: UInt32) {
    switch codeUnit {
    case 0xD800...0xDBFF:
      endSurrogate()
      highSurrogate = codeUnit
    case 0xDC00...0xDFFF:
      guard let high = highSurrogate else { return append(scalar: 0xFFFD) }
      highSurrogate = nil
      append(scalar: 0x10000 + (high - 0xD800) << 10 + (codeUnit - 0xDC00))
    default:
      endSurrogate()
      append(scalar: codeUnit)
    }
  }

  /// The text, once its string has ended.
  mutating func finish() -> String {
    endSurrogate()
    let text = String(decoding: bytes, as: UTF8.self)
    return isCut ? text + "\n[cut after \(JSONText.limit / 1024) KiB]" : text
  }

  private mutating func endSurrogate() {
    guard highSurrogate != nil else { return }
    highSurrogate = nil
    append(scalar: 0xFFFD)
  }

  private mutating func append(scalar: UInt32) {
    let scalar = Unicode.Scalar(scalar) ?? "\u{FFFD}"
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { add(byte) }
  }

  private mutating func add(_ byte: UInt8) {
    if bytes.count < JSONText.limit { bytes.append(byte) } else { isCut = true }
  }
}
