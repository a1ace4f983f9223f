/// Collects the text of one string of a document, escapes resolved, up to a limit.
struct JSONText {
  /// The bytes of one string that are kept.
  static let limit = TextCollector.limit

  private var bytes: [UInt8] = []
  private var isCut = false
  private var highSurrogate: UInt32?

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

  /// Adds what `\uXXXX` says: a half of a pair waits for the other half, and without it is U+FFFD.
  mutating func append(codeUnit: UInt32) {
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
