/// A number or a word of a JSON document, while its bytes come.
struct JSONToken {
  /// The bytes that are kept: no number of use is longer.
  static let limit = 64

  private var bytes: [UInt8]
  private var isCut = false

  init(_ first: UInt8) { bytes = [first] }

  /// Takes the bytes that belong to the token; returns whether it has ended.
  mutating func scan(
    _ source: UnsafeBufferPointer<UInt8>,
    _ position: inout Int
  ) -> Bool {
    while position < source.count {
      let byte = source[position]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "+"):
        if bytes.count < JSONToken.limit { bytes.append(byte) } else { isCut = true }
        position += 1
      default: return true
      }
    }
    return false
  }

  /// What the token says; none for what JSON does not have.
  ///
  /// Numbers that are infinite, or far too long, are null.
  var value: JSONValue? {
    let text = String(decoding: bytes, as: UTF8.self)
    switch text {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null", "NaN", "Infinity", "-Infinity", "undefined": return .null
    default: break
    }
    let isNumber = bytes.allSatisfy {
      isDigit($0) || "+-.eE".utf8.contains($0)
    }
    guard isNumber else { return nil }
    if isCut { return .null }
    return Double(text).map { finite($0).map { .number($0) } ?? .null }
  }
}
