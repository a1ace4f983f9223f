/// Where a start tag ends, and whether its element does there too.
struct RepairedTag {
  var end: Int
  var isEmpty: Bool
}

extension XMLRepair {
  /// The bytes after a quote that are looked at to tell whether it ends the value.
  private static let longestLook = 512

  /// Takes the attributes of a tag and its end; none when more bytes are needed.
  mutating func attributes(_ input: XMLBytes, _ start: Int) throws(ReportError) -> RepairedTag? {
    var index = start
    var seen = SeenNames()
    while true {
      let space = input.endOfSpace(from: index)
      sendLines(input[index..<space])
      index = space
      guard index < input.count else { return nil }
      switch input[index] {
      case UInt8(ascii: ">"):
        append(">")
        return RepairedTag(end: index + 1, isEmpty: false)
      case UInt8(ascii: "/"):
        guard index + 1 < input.count else { return nil }
        if input[index + 1] == UInt8(ascii: ">") {
          append("/>")
          return RepairedTag(end: index + 2, isEmpty: true)
        }
        note(.attributes)
        index += 1
      case UInt8(ascii: "<"):
        guard let startsDocument = startsDocument(input, index) else { return nil }
        if startsDocument {
          breakStart = index
          return nil
        }
        note(.tags)
        append(">")
        return RepairedTag(end: index, isEmpty: false)
      default:
        let next = attribute(input, index, &seen)
        guard out.count <= SAXParser.longestTag else {
          throw ReportError.tagTooLong(limit: SAXParser.longestTag, line: line)
        }
        guard let next else { return nil }
        index = next
      }
      guard seen.count <= SAXParser.mostAttributes else {
        throw ReportError.tagTooLong(limit: SAXParser.longestTag, line: line)
      }
    }
  }

  /// Takes one attribute; none when more bytes are needed.
  private mutating func attribute(
    _ input: XMLBytes,
    _ start: Int,
    _ seen: inout SeenNames
  ) -> Int? {
    let nameEnd = input.endOfName(from: start)
    let equals = input.endOfSpace(from: nameEnd)
    guard equals < input.count else { return nil }
    guard nameEnd > start, input[equals] == UInt8(ascii: "=") else {
      note(.attributes)
      // At least a byte, whatever it is.
      return max(nameEnd, start + 1)
    }
    let value = input.endOfSpace(from: equals + 1)
    guard value < input.count else { return nil }
    let name = XMLName(input[start..<nameEnd])
    let isNamespace = input[start..<nameEnd].starts(with: "xmlns".utf8)
    let isNew = isNamespace ? false : seen.insert(name)
    if !isNew, !isNamespace { note(.duplicateAttributes) }
    sendLines(input[nameEnd..<value])
    let before = (sent: out.count, line: line)
    append(" ")
    out.append(contentsOf: name.bytes)
    append("=")
    guard let end = self.value(input, value) else { return nil }
    if !isNew {
      out.removeLast(out.count - before.sent)
      out.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: line - before.line))
    }
    return end
  }

  /// Sends the line ends of white space in a tag, which separates attributes as a space does.
  private mutating func sendLines(_ space: Slice<XMLBytes>) {
    for byte in space where byte == UInt8(ascii: "\n") {
      out.append(byte)
      line += 1
    }
  }

  // MARK: Values

  private mutating func value(_ input: XMLBytes, _ start: Int) -> Int? {
    let quote = input[start]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return bareValue(input, start)
    }
    out.append(quote)
    var index = start + 1
    while index < input.count, out.count <= SAXParser.longestTag {
      let byte = input[index]
      if byte == quote {
        guard let ends = endsValue(input, index) else { return nil }
        index += 1
        if ends {
          out.append(quote)
          return index
        }
        note(.quotes)
        append(quote == UInt8(ascii: "'") ? "&apos;" : "&quot;")
      } else if byte == UInt8(ascii: "<") {
        guard let startsDocument = startsDocument(input, index) else { return nil }
        if startsDocument {
          breakStart = index
          return nil
        }
        note(.lessThan)
        append("&lt;")
        index += 1
      } else if isPlainInValue(byte) {
        let start = index
        while index < input.count, isPlainInValue(input[index]), input[index] != quote {
          index += 1
        }
        out.append(contentsOf: XMLBytes(rebasing: input[start..<index]))
      } else {
        guard let next = special(input, index) else { return nil }
        index = next
      }
    }
    return nil
  }

  /// Takes a value without quotes, as HTML has them.
  private mutating func bareValue(_ input: XMLBytes, _ start: Int) -> Int? {
    note(.attributes)
    out.append(UInt8(ascii: "\""))
    var index = start
    while index < input.count, out.count <= SAXParser.longestTag {
      let byte = input[index]
      if isSpace(byte) || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "<") {
        out.append(UInt8(ascii: "\""))
        return index
      }
      if byte == UInt8(ascii: "/"), index + 1 < input.count, input[index + 1] == UInt8(ascii: ">") {
        out.append(UInt8(ascii: "\""))
        return index
      }
      if byte == UInt8(ascii: "\"") {
        append("&quot;")
        index += 1
      } else {
        guard let next = special(input, index) else { return nil }
        index = next
      }
    }
    return nil
  }

  /// Whether a quote ends the value it stands in; none when the bytes end before that is known.
  ///
  /// It does when the end of the tag or another attribute follows.
  /// In XML nothing else can follow, so no good tag is read another way than by its rules.
  private func endsValue(_ input: XMLBytes, _ quote: Int) -> Bool? {
    let most = min(input.count, quote + XMLRepair.longestLook)
    let unknown: Bool? = most == input.count && !isLast ? nil : true
    let next = min(input.endOfSpace(from: quote + 1), most)
    guard next < most else { return unknown }
    switch input[next] {
    case UInt8(ascii: ">"), UInt8(ascii: "<"): return true
    case UInt8(ascii: "/"):
      guard next + 1 < most else { return unknown }
      return input[next + 1] == UInt8(ascii: ">")
    default: break
    }
    guard startsName(input[next]) else { return false }
    let nameEnd = input.endOfName(from: next)
    let equals = input.endOfSpace(from: nameEnd)
    guard equals < most else { return unknown }
    guard input[equals] == UInt8(ascii: "=") else { return false }
    let value = input.endOfSpace(from: equals + 1)
    guard value < most else { return unknown }
    return input[value] == UInt8(ascii: "\"") || input[value] == UInt8(ascii: "'")
  }
}

/// Bytes of a value that go out as they came in; the quote around it is none.
@inline(__always)
private func isPlainInValue(_ byte: UInt8) -> Bool {
  byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "<")
}

/// The names of the attributes of one tag.
private struct SeenNames {
  /// The names that are compared one by one.
  private static let few = 16

  private var first: [XMLName] = []
  private var others: Set<XMLName> = []
  var count: Int { first.count + others.count }

  /// Adds a name; tells whether it is new.
  mutating func insert(_ name: XMLName) -> Bool {
    if first.contains(where: { $0.bytes == name.bytes }) { return false }
    guard first.count == SeenNames.few else {
      first.append(name)
      return true
    }
    return others.insert(name).inserted
  }
}
