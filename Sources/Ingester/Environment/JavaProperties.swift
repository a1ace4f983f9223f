/// The keys and values of a file of Java properties, as far as CI servers write them.
struct JavaProperties: Sendable {
  private var values: [String: String] = [:]

  /// The most of a file that is read, in bytes, and of its keys.
  private static let longestFile = 1 << 20
  private static let mostKeys = 10_000

  /// Reads `key=value` lines; what is no such line is passed over.
  init(_ text: String) {
    let bytes = text.utf8.prefix(JavaProperties.longestFile)
    for line in bytes.split(whereSeparator: { $0 == 10 || $0 == 13 }) {
      guard let first = line.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "!"),
        values.count < JavaProperties.mostKeys
      else { continue }
      let (key, value) = JavaProperties.entry(line)
      if let value = cleaned(value) { values[key] = value }
    }
  }

  subscript(_ key: String) -> String? { values[key] }

  /// These properties, and of `other` what is missing here.
  func filled(from other: JavaProperties) -> JavaProperties {
    var filled = self
    filled.values.merge(other.values) { mine, _ in mine }
    return filled
  }

  /// The values of the keys that start and end so, in the order of the keys.
  func values(from prefix: String, to suffix: String) -> [String] {
    values.filter { $0.key.hasPrefix(prefix) && $0.key.hasSuffix(suffix) }
      .sorted { $0.key < $1.key }.map(\.value)
  }

  /// A line's key and value: both with `\:` and the like, and parted by the first bare `=` or `:`.
  private static func entry(_ line: some Sequence<UInt8>) -> (key: String, value: String) {
    var key: [UInt8]?
    var text: [UInt8] = []
    var bytes = line.makeIterator()
    while let byte = bytes.next() {
      if byte == UInt8(ascii: "\\") {
        guard let escaped = bytes.next() else { break }
        if escaped == UInt8(ascii: "u") {
          let digits = (0..<4).compactMap { _ in bytes.next() }
          text += scalar(hex: digits).utf8
        } else {
          text.append(escaped)
        }
      } else if key == nil, byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":") {
        key = text
        text = []
      } else {
        text.append(byte)
      }
    }
    return (trimmed(key ?? text), trimmed(key == nil ? [] : text))
  }

  private static func scalar(hex digits: [UInt8]) -> String {
    let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    return value.flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? "\u{FFFD}"
  }

  private static func trimmed(_ bytes: [UInt8]) -> String {
    let start = bytes.drop { $0 == 0x20 || $0 == 0x09 }
    let end = start.lastIndex { $0 != 0x20 && $0 != 0x09 }
    return String(decoding: end.map { start[...$0] } ?? [], as: UTF8.self)
  }
}
