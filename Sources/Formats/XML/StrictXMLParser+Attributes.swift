#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

// The attributes of a start tag.
extension StrictXMLParser {
  /// Reads the attributes of a tag, to its `>` or `/>`; none where it is not whole, or broken.
  mutating func readAttributes(
    _ bytes: UnsafePointer<UInt8>,
    _ count: Int,
    _ start: Int
  ) -> (attributes: Int, end: Int)? {
    var attributes = 0
    var position = start
    while true {
      let next = skipSpaces(bytes, count, position)
      guard next < count else { return nil }
      if bytes[next] == UInt8(ascii: ">") { return (attributes, next) }
      if bytes[next] == UInt8(ascii: "/") {
        guard next + 1 < count else { return nil }
        if bytes[next + 1] == UInt8(ascii: ">") { return (attributes, next) }
      }
      // White space stands before each attribute.
      guard next > position, attributes < StrictXMLParser.mostAttributes else {
        giveUp(isBroken: next == position)
        return nil
      }
      if let end = expectedAttribute(bytes, count, next, index: attributes) {
        attributes += 1
        position = end
        continue
      }
      guard !isOver, let (isKept, end) = attribute(bytes, count, next, index: attributes) else {
        return nil
      }
      if isKept { attributes += 1 }
      position = end
    }
  }

  /// Reads an attribute that the last tag had in the same place, written in the usual way; none where
  /// it is another, or is not whole.
  @inline(__always)
  mutating func expectedAttribute(
    _ bytes: UnsafePointer<UInt8>,
    _ count: Int,
    _ start: Int,
    index: Int
  ) -> Int? {
    guard index < lastNameCount else { return nil }
    let name = lastNames[index]
    guard names.stands(name, at: bytes + start, before: UInt8(ascii: "="), within: count - start)
    else { return nil }
    let quote = start + names[name].count + 1
    guard quote < count, bytes[quote] == UInt8(ascii: "\""), !names.isRepeated(name, inTag: tag)
    else { return nil }
    let field = index * 5
    guard let end = value(bytes, count, quote + 1, quote: UInt8(ascii: "\""), field: field) else {
      names.forget(name)
      return nil
    }
    fields[field] = names[name].local
    return end + 1
  }

  /// Reads one attribute into a field; a declared namespace is none.
  mutating func attribute(
    _ bytes: UnsafePointer<UInt8>,
    _ count: Int,
    _ start: Int,
    index: Int
  ) -> (isKept: Bool, end: Int)? {
    let field = index * 5
    let nameEnd = endOfName(bytes, count, start)
    var position = skipSpaces(bytes, count, nameEnd)
    guard position < count else { return nil }
    guard bytes[position] == UInt8(ascii: "="), isNameStart(bytes[start]),
      let name = names.number(of: bytes + start, count: nameEnd - start),
      !names.isRepeated(name, inTag: tag)
    else {
      giveUp(isBroken: true)
      return nil
    }
    position = skipSpaces(bytes, count, position + 1)
    guard position < count else { return nil }
    let quote = bytes[position]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      giveUp(isBroken: true)
      return nil
    }
    guard let end = value(bytes, count, position + 1, quote: quote, field: field) else {
      return nil
    }
    let entry = names[name]
    let isDefault = entry.count == 5 && memcmp(entry.bytes, "xmlns", 5) == 0
    if isDefault || entry.prefixCount == 5 && memcmp(entry.bytes, "xmlns", 5) == 0 {
      if !isDefault { prefixes.insert(String(cString: entry.local)) }
      // The next attribute takes the field.
      if scratchValues.last?.field == field { scratchValues.removeLast() }
      return (false, end + 1)
    }
    fields[field] = entry.local
    if entry.prefixCount > 0 { prefixed.append(name) }
    // What has a prefix is not expected again: its prefix is to be checked each time.
    lastNameCount = min(lastNameCount, index)
    if lastNameCount == index, entry.prefixCount == 0 {
      lastNames[index] = name
      lastNameCount = index + 1
    }
    return (true, end + 1)
  }

  /// Reads a value to its quote; one that is not as it stands goes into the scratch buffer.
  mutating func value(
    _ bytes: UnsafePointer<UInt8>,
    _ count: Int,
    _ start: Int,
    quote: UInt8,
    field: Int
  ) -> Int? {
    var position = start
    var copied = start
    let scratchStart = scratch.count
    while true {
      position = endOfText(bytes, count, position, XMLByteClass.value)
      guard position < count else { return nil }
      let byte = bytes[position]
      if byte == quote { break }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): position += 1
      case UInt8(ascii: "&"):
        guard let (scalar, end) = resolveReference(bytes, count, position) else { return nil }
        copy(bytes, copied, position)
        UTF8Bytes(scalar).append(to: &scratch)
        position = end
        copied = end
      case 9, 10, 13:
        copy(bytes, copied, position)
        scratch.append(32)
        if byte == 13, position + 1 >= count { return nil }
        if byte == 13, bytes[position + 1] == 10 { position += 1 }
        if byte != 9 { line += 1 }
        position += 1
        copied = position
      default:
        guard byte >= 0x80, let size = sizeOfCharacter(bytes + position, count - position) else {
          giveUp(isBroken: true)
          return nil
        }
        guard size > 0 else { return nil }
        position += size
      }
    }
    if copied > start || scratch.count > scratchStart {
      copy(bytes, copied, position)
      scratchValues.append((field, scratchStart, scratch.count))
    } else {
      fields[field + 3] = bytes + start
      fields[field + 4] = bytes + position
    }
    return position
  }

  mutating func copy(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) {
    scratch.append(contentsOf: UnsafeBufferPointer(start: bytes + start, count: end - start))
  }

  /// Tells a start tag, whose attributes stand in the fields.
  mutating func tellStart(_ name: Int, _ attributes: Int) {
    let local = names[name].local
    guard !scratchValues.isEmpty else {
      return handler.startElement(local, SAXAttributes(fields, count: attributes))
    }
    scratch.withUnsafeBufferPointer { scratch in
      // An empty buffer has no address; then all values in it are empty.
      let base = scratch.baseAddress ?? local
      for value in scratchValues {
        fields[value.field + 3] = base + value.start
        fields[value.field + 4] = base + value.end
      }
      handler.startElement(local, SAXAttributes(fields, count: attributes))
    }
  }
}
