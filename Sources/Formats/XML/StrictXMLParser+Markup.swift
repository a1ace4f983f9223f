#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

// Tags, comments and instructions.
extension StrictXMLParser {
  mutating func markup(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ start: Int) -> Int? {
    guard start + 1 < count else { return nil }
    tellPending()
    switch bytes[start + 1] {
    case UInt8(ascii: "/"): return endTag(bytes, count, start)
    case UInt8(ascii: "?"): return instruction(bytes, count, start)
    case UInt8(ascii: "!"): return declaration(bytes, count, start)
    default: return startTag(bytes, count, start)
    }
  }

  /// Takes `</name>`.
  mutating func endTag(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ start: Int) -> Int? {
    if let last = open.last,
      names.stands(last, at: bytes + start + 2, before: 62, within: count - start - 2)
    {
      let after = start + 3 + names[last].count
      open.removeLast()
      mark(after)
      handler.endElement()
      return after
    }
    let lineBefore = line
    let nameEnd = endOfName(bytes, count, start + 2)
    let position = skipSpaces(bytes, count, nameEnd)
    guard position < count else {
      line = lineBefore
      return nil
    }
    guard bytes[position] == UInt8(ascii: ">"), nameEnd > start + 2, let last = open.last,
      names.number(of: bytes + start + 2, count: nameEnd - start - 2) == last
    else {
      giveUp(isBroken: true)
      return nil
    }
    open.removeLast()
    mark(position + 1)
    handler.endElement()
    return position + 1
  }

  /// Takes a comment, or the start of a CDATA section; a document type is another parser's.
  mutating func declaration(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ start: Int) -> Int? {
    guard start + 9 <= count else { return nil }
    if memcmp(bytes + start, "<![CDATA[", 9) == 0, !open.isEmpty {
      mode = .characterData
      return start + 9
    }
    guard memcmp(bytes + start, "<!--", 4) == 0 else {
      giveUp()
      return nil
    }
    guard let end = place(of: "--", bytes, count, from: start + 4) else { return nil }
    guard end + 2 < count else { return nil }
    guard bytes[end + 2] == UInt8(ascii: ">"), isText(bytes, start, end) else {
      giveUp(isBroken: true)
      return nil
    }
    return end + 3
  }

  /// Takes a processing instruction; the XML declaration may stand only at the start.
  mutating func instruction(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ start: Int) -> Int? {
    guard let end = place(of: "?>", bytes, count, from: start + 2) else { return nil }
    let nameEnd = endOfName(bytes, count, start + 2)
    let name = UnsafeBufferPointer(start: bytes + start + 2, count: nameEnd - start - 2)
    let isXML = String(decoding: name, as: UTF8.self).lowercased() == "xml"
    // The declaration of XML stands at the start, and nothing else may look like it.
    let isAllowed = !isXML || name.elementsEqual("xml".utf8) && offset + start == 0
    guard !name.isEmpty, isAllowed, isText(bytes, start, end) else {
      giveUp(isBroken: true)
      return nil
    }
    return end + 2
  }

  /// Takes `<name attribute="value" …>`.
  mutating func startTag(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ start: Int) -> Int? {
    let nameEnd: Int
    let name: Int
    if lastTagName >= 0, !open.isEmpty,
      names.stands(lastTagName, at: bytes + start + 1, before: 32, within: count - start - 1)
    {
      name = lastTagName
      nameEnd = start + 1 + names[name].count
    } else {
      nameEnd = endOfName(bytes, count, start + 1)
      guard nameEnd < count else { return nil }
      guard isNameStart(bytes[start + 1]), !(open.isEmpty && sawRoot),
        let number = names.number(of: bytes + start + 1, count: nameEnd - start - 1)
      else {
        giveUp(isBroken: nameEnd == start + 1)
        return nil
      }
      name = number
      lastTagName = number
    }
    guard open.count < StrictXMLParser.deepest else {
      giveUp()
      return nil
    }
    let lineBefore = line
    tag += 1
    scratch.removeAll(keepingCapacity: true)
    scratchValues.removeAll(keepingCapacity: true)
    if !prefixed.isEmpty { prefixed.removeAll(keepingCapacity: true) }
    guard let (attributes, end) = readAttributes(bytes, count, nameEnd) else {
      line = lineBefore
      return nil
    }
    let isEmpty = bytes[end] == UInt8(ascii: "/")
    let after = isEmpty ? end + 2 : end + 1
    sawRoot = true
    checkPrefix(of: name)
    for name in prefixed { checkPrefix(of: name) }
    tellStart(name, attributes)
    if isEmpty {
      mark(after)
      handler.endElement()
    } else {
      open.append(name)
      mark(after)
    }
    return after
  }

  @inline(__always)
  func endOfName(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ start: Int) -> Int {
    var position = start
    while position < count, classes[Int(bytes[position])] & XMLByteClass.name != 0 {
      position += 1
    }
    return position
  }

  @inline(__always)
  func isNameStart(_ byte: UInt8) -> Bool {
    classes[Int(byte)] & XMLByteClass.nameStart != 0
  }

  @inline(__always)
  func skipSpaces(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ start: Int) -> Int {
    var position = start
    while position < count {
      let byte = bytes[position]
      if byte == 10 {
        line += 1
      } else if byte != 32, byte != 9, byte != 13 {
        break
      }
      position += 1
    }
    return position
  }

  /// Where two characters stand together.
  func place(
    of mark: StaticString,
    _ bytes: UnsafePointer<UInt8>,
    _ count: Int,
    from start: Int
  ) -> Int? {
    var position = start
    while position + 1 < count {
      guard
        let found = memchr(bytes + position, Int32(mark.utf8Start[0]), count - 1 - position)
      else { return nil }
      position = UnsafeRawPointer(found) - UnsafeRawPointer(bytes)
      if bytes[position + 1] == mark.utf8Start[1] { return position }
      position += 1
    }
    return nil
  }

  /// Whether bytes are characters that XML allows; counts the lines.
  func isText(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var position = start
    while position < end {
      let byte = bytes[position]
      if byte >= 0x80 {
        guard let size = sizeOfCharacter(bytes + position, end - position), size > 0 else {
          return false
        }
        position += size
        continue
      }
      if byte == 10 { line += 1 }
      guard byte >= 32 || byte == 9 || byte == 10 || byte == 13 else { return false }
      position += 1
    }
    return true
  }
}
