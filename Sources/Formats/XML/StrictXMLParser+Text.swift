#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

// Text, CDATA sections and references.
extension StrictXMLParser {
  /// Takes a run of text, or the markup that starts here; none where it is not whole yet.
  mutating func content(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ start: Int) -> Int? {
    guard bytes[start] != UInt8(ascii: "<") else { return markup(bytes, count, start) }
    let end = endOfText(bytes, count, start, XMLByteClass.text)
    if end > start {
      tell(bytes, start, end)
      return end
    }
    switch bytes[start] {
    case UInt8(ascii: "&"): return reference(bytes, count, start)
    case UInt8(ascii: "]"): return bracket(bytes, count, start, endsHere: false)
    case UInt8(ascii: "\r"): return carriageReturn(bytes, count, start)
    default: return character(bytes, count, start)
    }
  }

  /// Takes a run of a CDATA section.
  mutating func characterData(
    _ bytes: UnsafePointer<UInt8>,
    _ count: Int,
    _ start: Int
  ) -> Int? {
    let end = endOfText(bytes, count, start, XMLByteClass.characterData)
    if end > start {
      tell(bytes, start, end)
      return end
    }
    switch bytes[start] {
    case UInt8(ascii: "]"): return bracket(bytes, count, start, endsHere: true)
    case UInt8(ascii: "\r"): return carriageReturn(bytes, count, start)
    default: return character(bytes, count, start)
    }
  }

  /// The end of a run in which nothing has to be looked at.
  @inline(__always)
  func endOfText(
    _ bytes: UnsafePointer<UInt8>,
    _ count: Int,
    _ start: Int,
    _ special: UInt8
  ) -> Int {
    var position = start
    var lines = 0
    let stops = special | XMLByteClass.newline
    while true {
      // Many bytes at once, as long as there is nothing to look at among them.
      if special == XMLByteClass.value {
        while position + 8 <= count, isPlainValue(bytes + position) { position += 8 }
      } else {
        while position + 32 <= count, let newlines = newlinesOfPlainText(bytes + position) {
          lines += newlines
          position += 32
        }
      }
      while position < count {
        let bits = classes[Int(bytes[position])]
        if bits & stops != 0 {
          if bits & special != 0 { break }
          lines += 1
        }
        position += 1
      }
      // Logs are full of brackets, and only two of them may mean something.
      guard special != XMLByteClass.value, position + 1 < count,
        bytes[position] == UInt8(ascii: "]"), bytes[position + 1] != UInt8(ascii: "]")
      else { break }
      position += 1
    }
    if lines > 0 { line += lines }
    return position
  }

  /// Tells text; outside of the root there may be only white space.
  mutating func tell(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) {
    let text = UnsafeBufferPointer(start: bytes + start, count: end - start)
    guard open.isEmpty else { return add(text) }
    if !text.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 10 }) { giveUp(isBroken: true) }
  }

  /// Adds text to what waits to be told; a long one is told at once.
  @inline(__always)
  mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
    if pendingCount + text.count > StrictXMLParser.mostPending { tellPending() }
    guard text.count <= StrictXMLParser.mostPending / 4, let start = text.baseAddress else {
      tellPending()
      toldText += text.count
      return handler.characters(text)
    }
    memcpy(pending + pendingCount, start, text.count)
    pendingCount += text.count
  }

  /// Tells the text that waits.
  @inline(__always)
  mutating func tellPending() {
    guard pendingCount > 0 else { return }
    let text = UnsafeBufferPointer(start: UnsafePointer(pending), count: pendingCount)
    toldText += pendingCount
    pendingCount = 0
    handler.characters(text)
  }

  /// Takes a `]`: three characters may not stand in text, and end a CDATA section.
  mutating func bracket(
    _ bytes: UnsafePointer<UInt8>,
    _ count: Int,
    _ start: Int,
    endsHere: Bool
  ) -> Int? {
    guard start + 2 < count else { return nil }
    if bytes[start + 1] == UInt8(ascii: "]"), bytes[start + 2] == UInt8(ascii: ">") {
      guard endsHere else {
        giveUp(isBroken: true)
        return nil
      }
      mode = .content
      return start + 3
    }
    tell(bytes, start, start + 1)
    return start + 1
  }

  /// Takes the end of a line of Windows' or of an old Mac's, which is told as a line feed.
  mutating func carriageReturn(
    _ bytes: UnsafePointer<UInt8>,
    _ count: Int,
    _ start: Int
  ) -> Int? {
    guard start + 1 < count else { return nil }
    if bytes[start + 1] != UInt8(ascii: "\n") {
      line += 1
      var end = UTF8Bytes("\n")
      end.withBytes { text in
        if let start = text.baseAddress { tell(start, 0, 1) }
      }
    }
    return start + 1
  }

  /// Takes the characters beyond ASCII that stand together.
  mutating func character(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ start: Int) -> Int? {
    var position = start
    while position < count, bytes[position] >= 0x80 {
      guard let size = sizeOfCharacter(bytes + position, count - position) else {
        giveUp(isBroken: true)
        return nil
      }
      guard size > 0 else { break }
      position += size
    }
    guard position > start else {
      // A control character, or a character that is not whole yet.
      if bytes[start] < 0x80 { giveUp(isBroken: true) }
      return nil
    }
    tell(bytes, start, position)
    return isOver ? nil : position
  }

  /// Takes a reference to one of XML's five entities or to a character.
  mutating func reference(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ start: Int) -> Int? {
    guard let (scalar, end) = resolveReference(bytes, count, start) else { return nil }
    guard !open.isEmpty else {
      giveUp(isBroken: true)
      return nil
    }
    var encoded = UTF8Bytes(scalar)
    encoded.withBytes { add($0) }
    return end
  }

  /// What a reference means, and its end; none where it is not whole, or nothing that is known.
  mutating func resolveReference(
    _ bytes: UnsafePointer<UInt8>,
    _ count: Int,
    _ start: Int
  ) -> (Unicode.Scalar, end: Int)? {
    // No reference that is known is longer than `&#x10FFFF;`; zeros may stand before the digits.
    let limit = min(count, start + 16)
    var end = start + 1
    while end < limit, bytes[end] != UInt8(ascii: ";") { end += 1 }
    guard end < limit else {
      if limit == start + 16 { giveUp(isBroken: true) }
      return nil
    }
    let name = UnsafeBufferPointer(start: bytes + start + 1, count: end - start - 1)
    guard let scalar = scalar(referredToAs: name) else {
      giveUp(isBroken: true)
      return nil
    }
    return (scalar, end + 1)
  }
}

/// The ends of lines among 32 bytes of which none has to be looked at, in text or in a CDATA section;
/// none where one has.
///
/// The highest bit of each byte is an answer for that byte. Source: Sean Eron Anderson, "Bit Twiddling
/// Hacks", "Determine if a word has a zero byte", in the form that is exact for each byte.
@inline(__always)
private func newlinesOfPlainText(_ bytes: UnsafePointer<UInt8>) -> Int? {
  typealias Words = SIMD4<UInt64>
  let words = UnsafeRawPointer(bytes).loadUnaligned(as: Words.self)
  let highest = Words(repeating: 0x8080_8080_8080_8080)
  let others = Words(repeating: 0x7F7F_7F7F_7F7F_7F7F)
  @inline(__always)
  func isEqual(to byte: UInt64) -> Words {
    let difference = words ^ Words(repeating: 0x0101_0101_0101_0101 &* byte)
    return ~((difference & others) &+ others | difference)
  }
  // 0x60 and more make a byte of 0x20 and more have its highest bit.
  let isPrintable = (words & others) &+ Words(repeating: 0x6060_6060_6060_6060)
  let isNewline = isEqual(to: 0x0A)
  let isMarkup = isEqual(to: 0x3C) | isEqual(to: 0x26) | isEqual(to: 0x5D)
  let isSpecial = words | ~isPrintable & ~isNewline & ~isEqual(to: 0x09) | isMarkup
  let answer = isSpecial & highest
  guard answer[0] | answer[1] | answer[2] | answer[3] == 0 else { return nil }
  let newlines = isNewline & highest
  return newlines[0].nonzeroBitCount + newlines[1].nonzeroBitCount
    + newlines[2].nonzeroBitCount + newlines[3].nonzeroBitCount
}

/// Whether none of eight bytes has to be looked at in an attribute's value.
///
/// Source: as above, in the form that is exact for whether there is such a byte.
@inline(__always)
private func isPlainValue(_ bytes: UnsafePointer<UInt8>) -> Bool {
  let word = UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self)
  let ones: UInt64 = 0x0101_0101_0101_0101
  @inline(__always)
  func holds(_ byte: UInt64) -> UInt64 {
    let difference = word ^ ones &* byte
    return (difference &- ones) & ~difference
  }
  let isControl = (word &- ones &* 0x20) & ~word
  let isMarkup = holds(0x22) | holds(0x27) | holds(0x3C) | holds(0x26)
  return (word | isControl | isMarkup) & (ones &* 0x80) == 0
}
