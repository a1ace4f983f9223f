/// Cuts bytes that come in pieces into lines, of which a bounded start is kept.
struct LineSplitter {
  private var held: [UInt8] = []
  private(set) var line = 0

  /// Calls `body` with each line that ends in these bytes, without its end.
  mutating func push(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ body: (ArraySlice<UInt8>, Int) throws -> Void
  ) rethrows {
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      keep(rest[..<end])
      rest = rest[(end + 1)...]
      try endLine(body)
    }
    keep(rest)
  }

  /// Calls `body` with the last line, when it has no end.
  mutating func finish(_ body: (ArraySlice<UInt8>, Int) throws -> Void) rethrows {
    if !held.isEmpty { try endLine(body) }
  }

  private mutating func keep(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    held.append(contentsOf: bytes.prefix(TextCollector.limit - held.count))
  }

  private mutating func endLine(_ body: (ArraySlice<UInt8>, Int) throws -> Void) rethrows {
    line += 1
    if held.last == UInt8(ascii: "\r") { held.removeLast() }
    try body(held[...], line)
    held.removeAll(keepingCapacity: true)
  }
}
