/// The records of a pax header that matter here.
///
/// Source: POSIX.1-2017, pax, "pax Extended Header": `LENGTH KEY=VALUE` and a line feed, the length
/// being that of the whole record.
struct PaxRecords {
  private(set) var path: [UInt8]?
  private(set) var size: UInt64?
  private(set) var isSparse = false

  /// Reads the records, up to the first that is none.
  init(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while let record = PaxRecords.take(&rest) {
      guard let equals = record.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let value = record[(equals + 1)...]
      switch String(decoding: record[..<equals], as: UTF8.self) {
      case "path": path = Array(value)
      case "size": size = UInt64(String(decoding: value, as: UTF8.self))
      case let key where key.hasPrefix("GNU.sparse."): isSparse = true
      default: break
      }
    }
  }

  /// Takes the next record, without its length and its line feed.
  private static func take(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let digits = rest.prefix(10).prefix { $0 != UInt8(ascii: " ") }
    guard let length = Int(String(decoding: digits, as: UTF8.self)),
      length > digits.count + 1, length <= rest.count
    else { return nil }
    let record = rest.prefix(length)
    guard record.last == UInt8(ascii: "\n") else { return nil }
    rest = rest.dropFirst(length)
    return record.dropFirst(digits.count + 1).dropLast()
  }
}
