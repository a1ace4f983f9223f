/// Replaces what changes from run to run by what kind of thing it is.
///
/// Used on failure messages, so that one cause has one signature, and with `keepingNumbers` on the
/// names of cases, so that a test does not become a new one in each run.
public func foldingVolatileParts(_ text: some StringProtocol, keepingNumbers: Bool) -> String {
  var folder = VolatileTextFolder(bytes: Array(text.utf8), keepsNumbers: keepingNumbers)
  return folder.fold()
}

/// Whether a name may hold a volatile part: a cheap test that nearly all names fail.
public func mayHoldVolatileParts(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
  var digits = 0
  var hasTemporaryPath = false
  for byte in name {
    if isDigit(byte) { digits += 1 }
    if byte == UInt8(ascii: "/") { hasTemporaryPath = true }
  }
  return digits >= 3 || hasTemporaryPath
}

private struct VolatileTextFolder {
  let bytes: [UInt8]
  let keepsNumbers: Bool
  private var position = 0
  private var output: [UInt8] = []

  init(bytes: [UInt8], keepsNumbers: Bool) {
    self.bytes = bytes
    self.keepsNumbers = keepsNumbers
    output.reserveCapacity(bytes.count)
  }

  mutating func fold() -> String {
    while position < bytes.count {
      if bytes[position] == 0x1B {
        skipTerminalEscape()
      } else if isAtWordStart, let (kind, length) = volatilePart() {
        output.append(contentsOf: "<\(kind)>".utf8)
        position += length
      } else {
        output.append(bytes[position])
        position += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// Whether a word starts here: only there can an address or a number start.
  private var isAtWordStart: Bool {
    guard position > 0 else { return true }
    let before = bytes[position - 1]
    if isLetter(before) || before == UInt8(ascii: "_") { return false }
    return !isDigit(before) || !isDigit(bytes[position])
  }

  private func volatilePart() -> (kind: String, length: Int)? {
    if let length = temporaryPath() { return ("path", length) }
    guard isHexDigit(bytes[position]) else { return nil }
    if let length = uuid() { return ("uuid", length) }
    if let length = address() { return ("address", length) }
    if let length = moment() { return ("time", length) }
    if let length = longHex() { return ("hex", length) }
    guard !keepsNumbers, isDigit(bytes[position]) else { return nil }
    return ("n", number())
  }

  /// `/tmp/…`, `/var/folders/…` and Windows' `\Temp\…`, to the end of the word.
  private func temporaryPath() -> Int? {
    guard bytes[position] == UInt8(ascii: "/") || bytes[position] == UInt8(ascii: "\\") else {
      return nil
    }
    let rest = bytes[position...]
    let roots = ["/tmp/", "/private/tmp/", "/var/folders/", "/var/tmp/", "\\Temp\\"]
    guard roots.contains(where: { rest.starts(with: $0.utf8) }) else { return nil }
    return run { !isSpace($0) && !"\"'`,;:)]}>".utf8.contains($0) }
  }

  private func uuid() -> Int? {
    let groups = [8, 4, 4, 4, 12]
    var end = position
    for (index, length) in groups.enumerated() {
      if index > 0 {
        guard end < bytes.count, bytes[end] == UInt8(ascii: "-") else { return nil }
        end += 1
      }
      guard end + length <= bytes.count, bytes[end..<end + length].allSatisfy(isHexDigit) else {
        return nil
      }
      end += length
    }
    return end - position
  }

  private func address() -> Int? {
    guard bytes[position] == UInt8(ascii: "0"), position + 2 < bytes.count,
      bytes[position + 1] == UInt8(ascii: "x")
    else { return nil }
    let digits = bytes[(position + 2)...].prefix(while: isHexDigit).count
    return digits >= 3 ? digits + 2 : nil
  }

  /// `2026-11-23`, with a time of day behind it or without.
  private func moment() -> Int? {
    let shape = "dddd-dd-dd".utf8
    guard position + shape.count <= bytes.count else { return nil }
    for (offset, kind) in shape.enumerated() {
      let byte = bytes[position + offset]
      guard kind == UInt8(ascii: "d") ? isDigit(byte) : byte == kind else { return nil }
    }
    var length = shape.count
    let rest = bytes[(position + length)...]
    guard let separator = rest.first, separator == UInt8(ascii: "T") || separator == 0x20,
      rest.dropFirst().first.map(isDigit) == true
    else { return length }
    length += 1
    length += rest.dropFirst().prefix { isDigit($0) || ":.,+Z".utf8.contains($0) }.count
    return length
  }

  /// Eight hexadecimal digits or more, with a digit among them: a hash or an object's number.
  private func longHex() -> Int? {
    let length = run(isHexDigit)
    let word = bytes[position..<position + length]
    guard length >= 8, word.contains(where: isDigit), !word.allSatisfy(isDigit) else { return nil }
    let end = position + length
    return end < bytes.count && isLetter(bytes[end]) ? nil : length
  }

  private func number() -> Int {
    var length = run { isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
    // A full stop or a comma at the end belongs to the sentence.
    while !isDigit(bytes[position + length - 1]) { length -= 1 }
    return length
  }

  private func run(_ belongs: (UInt8) -> Bool) -> Int {
    bytes[position...].prefix(while: belongs).count
  }

  private mutating func skipTerminalEscape() {
    position += 1
    guard position < bytes.count, bytes[position] == UInt8(ascii: "[") else { return }
    position += 1
    while position < bytes.count, !isLetter(bytes[position]) { position += 1 }
    position += 1
  }
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 97 && (byte | 0x20) <= 122 }

private func isHexDigit(_ byte: UInt8) -> Bool {
  isDigit(byte) || ((byte | 0x20) >= 97 && (byte | 0x20) <= 102)
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
