/// Folds a failure's message: what is left is what failures of one cause have in common.
///
/// Unlike a name, a message identifies nothing, so that all numbers go, and all that looks like one.
struct VolatileMessageFolder {
  private let bytes: TextBytes
  private let checkoutFolders: [String]
  private(set) var output: [UInt8] = []

  init(_ bytes: TextBytes, checkoutFolders: [String]) {
    self.bytes = bytes
    self.checkoutFolders = checkoutFolders
    output.reserveCapacity(bytes.count)
  }

  /// Folds a part of the text onto the end of `output`.
  mutating func fold(_ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      if let part = part(at: index) {
        append(part.kind)
        index = max(part.range.upperBound, index + 1)
      } else if bytes[index] == UInt8(ascii: "/"), let folder = machineFolder(at: index) {
        if !folder.isCheckout { append(.path) }
        index = folder.end
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
  }

  private mutating func append(_ kind: VolatilePart.Kind) {
    guard kind != .escape else { return }
    output.append(UInt8(ascii: "<"))
    output.append(contentsOf: kind.rawValue.utf8)
    output.append(UInt8(ascii: ">"))
  }

  private func part(at index: Int) -> VolatilePart? {
    switch bytes[index] {
    case 0x1B: bytes.escape(at: index)
    case UInt8(ascii: "/"): bytes.temporaryPath(at: index)
    case UInt8(ascii: "\\"): bytes.windowsTemporaryPath(at: index)
    case let byte where byte.isAlphanumeric && startsWord(index): word(at: index)
    default: nil
    }
  }

  /// Whether a number or an ID may start here: not within `utf8` and `test2`.
  private func startsWord(_ index: Int) -> Bool {
    let before = bytes[index - 1]
    guard !before.isLetter, !before.isDigit || !bytes[index].isDigit else { return false }
    // Behind an underscore only what is long enough to be an ID is taken.
    return before != UInt8(ascii: "_") || longHex(at: index) != nil || bytes.isUUID(at: index)
  }

  private func word(at start: Int) -> VolatilePart? {
    let byte = bytes[start]
    if bytes[start - 1] == UInt8(ascii: "@"), let end = identityHash(at: start) {
      return VolatilePart(kind: .address, range: start..<end)
    }
    if byte.isHexDigit {
      if bytes.isUUID(at: start) { return VolatilePart(kind: .uuid, range: start..<start + 36) }
      if let end = longHex(at: start) {
        return VolatilePart(kind: .hex, range: start..<end)
      }
    }
    if byte.isDigit { return number(at: start) }
    return randomID(at: start)
  }

  private func number(at start: Int) -> VolatilePart {
    if bytes[start] == UInt8(ascii: "0"), bytes[start + 1] | 0x20 == UInt8(ascii: "x") {
      let end = bytes.end(from: start + 2) { $0.isHexDigit }
      if end > start + 2 {
        return VolatilePart(kind: end - start >= 5 ? .address : .number, range: start..<end)
      }
    }
    if let moment = bytes.moment(at: start) {
      return VolatilePart(kind: .time, range: start..<moment.end)
    }
    if let end = compactMoment(at: start) {
      return VolatilePart(kind: .time, range: start..<end)
    }
    if let id = randomID(at: start) { return id }
    return VolatilePart(kind: .number, range: start..<numberEnd(from: start))
  }

  /// Where `1,234.5`, `10.0.0.7`, `1.5e-07` and the number of `1h2m3.5s` end, units in between
  /// included and a full stop behind it not.
  private func numberEnd(from start: Int) -> Int {
    var end = digitsEnd(from: start)
    if bytes[end] | 0x20 == UInt8(ascii: "e") {
      let sign = bytes[end + 1] == UInt8(ascii: "-") || bytes[end + 1] == UInt8(ascii: "+") ? 1 : 0
      if bytes[end + 1 + sign].isDigit { end = bytes.end(from: end + 1 + sign) { $0.isDigit } }
    }
    while let next = unitEnd(from: end), bytes[next].isDigit { end = digitsEnd(from: next) }
    return end
  }

  private func digitsEnd(from start: Int) -> Int {
    var end = bytes.end(from: start) {
      $0.isDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "_")
    }
    while end > start + 1, !bytes[end - 1].isDigit { end -= 1 }
    return end
  }

  private func unitEnd(from start: Int) -> Int? {
    switch bytes[start] {
    case UInt8(ascii: "d"), UInt8(ascii: "h"), UInt8(ascii: "s"): start + 1
    case UInt8(ascii: "m"): bytes[start + 1] == UInt8(ascii: "s") ? start + 2 : start + 1
    default: nil
    }
  }

  /// `20261023T084152Z`.
  private func compactMoment(at start: Int) -> Int? {
    let date = bytes.end(from: start, limit: 9) { $0.isDigit }
    guard date == start + 8, bytes[date] == UInt8(ascii: "T") else { return nil }
    let end = bytes.end(from: date + 1) { $0.isDigit || $0 == UInt8(ascii: ".") }
    guard end >= date + 5 else { return nil }
    return bytes[end] == UInt8(ascii: "Z") ? end + 1 : end
  }

  /// Eight hexadecimal digits or more, digits and letters among them: a hash, a commit.
  private func longHex(at start: Int) -> Int? {
    var hasDigit = false
    var hasLetter = false
    let end = bytes.end(from: start) { byte in
      if byte.isDigit { hasDigit = true } else if byte.isHexDigit { hasLetter = true }
      return byte.isHexDigit
    }
    return end - start >= 8 && hasDigit && hasLetter && !bytes[end].isLetter ? end : nil
  }

  /// Four to eight digits of the hash that the JVM prints behind a class.
  private func identityHash(at start: Int) -> Int? {
    guard bytes[start - 2].isAlphanumeric || bytes[start - 2] == UInt8(ascii: ";") else {
      return nil
    }
    let end = bytes.end(from: start) { $0.isHexDigit }
    guard (4...8).contains(end - start), !bytes[end].isAlphanumeric,
      bytes[start..<end].contains(where: { $0.isDigit })
    else { return nil }
    return end
  }

  /// Sixteen letters and digits or more that no one would write: they change often from the one to
  /// the other.
  private func randomID(at start: Int) -> VolatilePart? {
    var changes = 0
    let end = bytes.end(from: start) { $0.isAlphanumeric }
    guard end - start >= 16 else { return nil }
    for index in start + 1..<end where bytes[index].isDigit != bytes[index - 1].isDigit {
      changes += 1
    }
    return changes >= 4 ? VolatilePart(kind: .id, range: start..<end) : nil
  }

  /// The folders of a path that differ between machines: the checkout, else all but the last name.
  private func machineFolder(at start: Int) -> (end: Int, isCheckout: Bool)? {
    let before = bytes[start - 1]
    guard !before.isWord, before != UInt8(ascii: "."), before != UInt8(ascii: "/") else {
      return nil
    }
    for folder in checkoutFolders where folder.utf8.count > 1 {
      let end = start + folder.utf8.count
      guard bytes[start..<end].elementsEqual(folder.utf8) else { continue }
      if bytes[end - 1] == UInt8(ascii: "/") { return (end, true) }
      if bytes[end] == UInt8(ascii: "/") { return (end + 1, true) }
    }
    guard isMachineRoot(at: start) else { return nil }
    var last = start
    var index = start
    while bytes[index].isWord || isPathSign(bytes[index]) {
      if bytes[index] == UInt8(ascii: "/"), bytes[index + 1].isWord { last = index }
      index += 1
    }
    return last > start ? (last, false) : nil
  }

  private func isPathSign(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "@"), UInt8(ascii: "~"), UInt8(ascii: "%"):
      true
    default: false
    }
  }

  private func isMachineRoot(at start: Int) -> Bool {
    switch bytes[start + 1] {
    case UInt8(ascii: "h"): bytes.has("/home/", at: start)
    case UInt8(ascii: "U"): bytes.has("/Users/", at: start)
    case UInt8(ascii: "r"): bytes.has("/root/", at: start) || bytes.has("/runner/", at: start)
    case UInt8(ascii: "b"): bytes.has("/builds/", at: start)
    case UInt8(ascii: "w"): bytes.has("/workspace", at: start)
    case UInt8(ascii: "g"): bytes.has("/github/", at: start)
    case UInt8(ascii: "_"): bytes.has("/__w/", at: start)
    case UInt8(ascii: "o"): bytes.has("/opt/", at: start)
    case UInt8(ascii: "u"): bytes.has("/usr/", at: start)
    case UInt8(ascii: "v"): bytes.has("/var/", at: start)
    case UInt8(ascii: "p"): bytes.has("/private/", at: start)
    default: false
    }
  }
}
