/// Finds what changes from run to run in the name of a test, and leaves alone what may be a
/// parameter that somebody wrote.
///
/// A name is an identity: what is folded without need makes two tests one, and what is not folded
/// makes one test many. So only shapes count that machines make:
/// - addresses in the frame of an object (`at 0x7f…`, `0x7f…>`) from six digits, bare ones from nine
///   digits without a pattern: `0xff`, `0xdeadbeef` and `0x7fffffffffffffff` are constants;
/// - identity hashes behind a class (`Foo@1b2c3d4e`), but no addresses of mail and no versions;
/// - UUIDs that a generator can have made: the version and the variant are right;
/// - temporary paths and the names that mktemp, Python and pytest give;
/// - moments with a fraction of a second: a date, or a time of day in full seconds, is as likely a
///   parameter (`test_holiday[2024-12-25]`) as it is today's, and folding it would make the
///   parameters one test.
struct VolatileNameScanner {
  let bytes: TextBytes

  /// The first volatile part from a place on; nothing before it is folded.
  ///
  /// Nearly all bytes of nearly all names fail the first test.
  @inline(__always)
  func next(from floor: Int) -> VolatilePart? {
    var index = floor
    while let found = bytes.firstIndex(from: index, of: VolatileNameScanner.triggers) {
      if mayBePart(at: found), let part = part(at: found), part.range.lowerBound >= floor {
        return part
      }
      index = found &+ 1
    }
    return nil
  }

  /// The bytes at which a part is recognized.
  private static let triggers =
    ByteSet("x") | ByteSet("@") | ByteSet("/") | ByteSet("\\") | ByteSet("-") | ByteSet("'")
    | ByteSet("p") | ByteSet("4") | ByteSet("$") | ByteSet("\u{1B}")

  /// Whether a byte and its neighbors allow a part, which costs less than to look for it.
  @inline(__always)
  private func mayBePart(at index: Int) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "x"): bytes[index - 1] == UInt8(ascii: "0")
    case UInt8(ascii: "p"): bytes[index - 1] == UInt8(ascii: "m")
    case UInt8(ascii: "4"): bytes[index - 1].isHexDigit && bytes[index + 1].isHexDigit
    case UInt8(ascii: "'"): bytes[index - 1] == UInt8(ascii: "=")
    default: true
    }
  }

  @inline(never)
  private func part(at index: Int) -> VolatilePart? {
    switch bytes[index] {
    case UInt8(ascii: "x"): address(at: index - 1)
    case UInt8(ascii: "@"): objectID(after: index)
    case UInt8(ascii: "/"): bytes.temporaryPath(at: index)
    case UInt8(ascii: "\\"): bytes.windowsTemporaryPath(at: index)
    case UInt8(ascii: "-"): uuid(at: index - 8) ?? moment(at: index - 4) ?? pytest(at: index - 6)
    case UInt8(ascii: "'"): mockID(after: index)
    case UInt8(ascii: "p"): temporaryName(at: index - 2)
    case UInt8(ascii: "4"): hexUUID(at: index - 12)
    case UInt8(ascii: "$"): lambdaNumber(after: index)
    default: bytes.escape(at: index)
    }
  }

  private func address(at start: Int) -> VolatilePart? {
    guard bytes[start] == UInt8(ascii: "0"), !bytes[start - 1].isWord else { return nil }
    let end = bytes.end(from: start + 2, limit: 17) { $0.isHexDigit }
    let length = end - start - 2
    guard length <= 16, !bytes[end].isWord else { return nil }
    let isInObject = bytes.has("at ", before: start) || bytes[end] == UInt8(ascii: ">")
    guard length >= (isInObject ? 6 : 9), isInObject || !hasPattern(start + 2..<end) else {
      return nil
    }
    return VolatilePart(kind: .address, range: start..<end)
  }

  /// Whether digits are of few kinds or follow one another, as only those of constants do.
  private func hasPattern(_ range: Range<Int>) -> Bool {
    var seen = 0
    var isAscending = true
    for index in range {
      let byte = bytes[index]
      let digit = byte.isDigit ? byte &- 48 : (byte | 0x20) &- 87
      seen |= 1 << Int(digit & 15)
      if index > range.lowerBound, byte | 0x20 <= bytes[index - 1] | 0x20 { isAscending = false }
    }
    return isAscending || seen.nonzeroBitCount < 4
  }

  /// `1b2c3d4e` of `com.acme.Foo@1b2c3d4e` and of `[I@1b2c3d4e`.
  private func objectID(after at: Int) -> VolatilePart? {
    let end = bytes.end(from: at + 1, limit: 9) { $0.isDigit || $0 &- 97 < 6 }
    guard (5...8).contains(end - at - 1), !bytes[end].isWord,
      bytes[end] != UInt8(ascii: ".") || !bytes[end + 1].isAlphanumeric
    else { return nil }
    let start = bytes.start(before: at, floor: max(0, at - 128)) { byte in
      byte.isWord || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "$")
        || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "/")
    }
    let owner = bytes[start..<at]
    guard owner.contains(where: { $0.isUppercase }) else { return nil }
    let hash = bytes[at + 1..<end]
    guard hash.contains(where: { $0.isDigit }) else { return nil }
    let isQualified = owner.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "[") }
    guard isQualified || hash.contains(where: { $0.isLetter }) else { return nil }
    return VolatilePart(kind: .address, range: at + 1..<end)
  }

  private func uuid(at start: Int) -> VolatilePart? {
    guard bytes.isUUID(at: start), isGenerated(version: start + 14, variant: start + 19) else {
      return nil
    }
    return VolatilePart(kind: .uuid, range: start..<start + 36)
  }

  /// A version 4 UUID without hyphens; other runs of 32 digits may be digests of what is fixed.
  private func hexUUID(at start: Int) -> VolatilePart? {
    guard start >= 0, bytes[start + 11].isHexDigit, bytes[start + 13].isHexDigit,
      isGenerated(version: start + 12, variant: start + 16), !bytes[start - 1].isAlphanumeric,
      bytes.end(from: start, limit: 33, while: { $0.isHexDigit }) == start + 32,
      !bytes[start + 32].isAlphanumeric
    else { return nil }
    return VolatilePart(kind: .uuid, range: start..<start + 32)
  }

  private func isGenerated(version: Int, variant: Int) -> Bool {
    guard (49...56).contains(bytes[version]) else { return false }
    switch bytes[variant] | 0x20 {
    case UInt8(ascii: "8"), UInt8(ascii: "9"), UInt8(ascii: "a"), UInt8(ascii: "b"): return true
    default: return false
    }
  }

  private func moment(at start: Int) -> VolatilePart? {
    guard start >= 0, !bytes[start - 1].isWord, let moment = bytes.moment(at: start),
      moment.hasFraction
    else { return nil }
    return VolatilePart(kind: .time, range: start..<moment.end)
  }

  /// `pytest-of-root/pytest-12/…`, where the folder above it is cut off.
  private func pytest(at start: Int) -> VolatilePart? {
    guard bytes.has("pytest-of-", at: start), !bytes[start - 1].isWord else { return nil }
    let end = bytes.end(from: start) {
      $0.isWord || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".")
    }
    return VolatilePart(kind: .path, range: start..<end)
  }

  /// The number of `<Mock id='140234567890'>`.
  private func mockID(after quote: Int) -> VolatilePart? {
    guard bytes.has("id=", before: quote) else { return nil }
    let end = bytes.end(from: quote + 1) { $0.isDigit }
    guard end - quote > 9, bytes[end] == UInt8(ascii: "'") else { return nil }
    return VolatilePart(kind: .id, range: quote + 1..<end)
  }

  /// `tmp.AbC123xYz0` of mktemp and `tmpab1cd_x2` of Python.
  private func temporaryName(at start: Int) -> VolatilePart? {
    guard bytes.has("tmp", at: start), !bytes[start - 1].isWord else { return nil }
    let isDotted = bytes[start + 3] == UInt8(ascii: ".")
    let first = isDotted ? start + 4 : start + 3
    let end = bytes.end(from: first, limit: 13) { $0.isWord }
    let name = bytes[first..<end]
    let hasInnerDigit = (first..<end).contains {
      bytes[$0].isDigit && bytes[$0 + 1].isLetter
    }
    let isRandom =
      isDotted
      ? end - first == 10 && (hasInnerDigit || hasAdjacentCapitals(first..<end))
      : end - first == 8 && hasInnerDigit && !name.contains { $0.isUppercase }
    return isRandom ? VolatilePart(kind: .path, range: start..<end) : nil
  }

  private func hasAdjacentCapitals(_ range: Range<Int>) -> Bool {
    range.contains { bytes[$0].isUppercase && bytes[$0 + 1].isUppercase }
      && range.contains { bytes[$0].isLowercase }
  }

  /// `14` of `Foo$$Lambda$14/0x…`: the JVM numbers them as they come.
  private func lambdaNumber(after dollar: Int) -> VolatilePart? {
    guard bytes.has("$$Lambda", before: dollar) else { return nil }
    let end = bytes.end(from: dollar + 1) { $0.isDigit }
    guard end > dollar + 1 else { return nil }
    return VolatilePart(kind: .number, range: dollar + 1..<end)
  }
}
