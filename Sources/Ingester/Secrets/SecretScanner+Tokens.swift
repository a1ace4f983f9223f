extension SecretScanner {
  /// A token that has the byte at a place in its prefix.
  @inline(__always)
  func shaped(around index: Int) -> Secret? {
    shapes.pairs.contains(bytes[index - 2], bytes[index - 1]) ? token(around: index) : nil
  }

  private func token(around index: Int) -> Secret? {
    for shape in shapes.byByteBefore[Int(bytes[index - 1])] {
      let start = index - shape.trigger
      guard bytes.has(shape.prefix, at: start), isFree(before: start) else { continue }
      let first = start + shape.prefix.utf8CodeUnitCount
      let end = bytes.end(from: first, limit: shape.length.upperBound + 1) { byte in
        byte.isWord || shape.allowsHyphens && byte == UInt8(ascii: "-")
          || shape.allowsDots && byte == UInt8(ascii: ".")
      }
      if shape.length.contains(end - first), bytes[first..<end].contains(where: { $0.isDigit }) {
        return Secret(kind: shape.kind, range: start..<end)
      }
    }
    return nil
  }

  /// Whether a word can start here.
  func isFree(before start: Int) -> Bool {
    // An escaped line break, tabulator or the like ends in a letter.
    if bytes[start - 2] == UInt8(ascii: "\\"), "nrt".utf8.contains(bytes[start - 1]) { return true }
    return start >= 0 && !bytes[start - 1].isWord
  }

  /// Three parts of Base64 with dots between, of which two are JSON.
  func webToken(at start: Int) -> Secret? {
    guard bytes.has("eyJ", at: start), isFree(before: start), bytes[start - 1] != UInt8(ascii: "-")
    else { return nil }
    let header = base64End(from: start)
    guard header >= start + 10, bytes[header] == UInt8(ascii: ".") else { return nil }
    let payload = base64End(from: header + 1)
    guard payload >= header + 10 else { return nil }
    let end = bytes.end(from: payload) { isBase64URL($0) || $0 == UInt8(ascii: ".") }
    return Secret(
      kind: "JWT",
      range: start..<bytes.start(before: end, floor: payload) { $0 == 0x2E }
    )
  }

  private func base64End(from start: Int) -> Int { bytes.end(from: start, while: isBase64URL) }

  private func isBase64URL(_ byte: UInt8) -> Bool { byte.isWord || byte == UInt8(ascii: "-") }

  /// `AKIA` and the like, and sixteen capitals and digits.
  func amazonKey(at start: Int) -> Secret? {
    guard bytes.has("AKIA", at: start) || bytes.has("ASIA", at: start), isFree(before: start)
    else { return nil }
    let end = bytes.end(from: start + 4, limit: 17) { $0.isUppercase || $0.isDigit }
    guard end == start + 20, !bytes[end].isWord else { return nil }
    return Secret(kind: "AWS key ID", range: start..<end)
  }

  /// `AIza` and 35 characters.
  func googleKey(at start: Int) -> Secret? {
    guard bytes.has("AIza", at: start), isFree(before: start) else { return nil }
    let end = bytes.end(from: start + 4, limit: 36) { isBase64URL($0) }
    return end == start + 39 ? Secret(kind: "Google key", range: start..<end) : nil
  }
}
