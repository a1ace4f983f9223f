extension XMLRepair {
  /// The bytes that a reference may take.
  private static let longestReference = 40

  /// Takes a reference, or the `&` of none; none when more bytes are needed.
  mutating func reference(_ input: XMLBytes, _ index: Int) -> Int? {
    if let known = ownEntities.first(where: { input.holds($0, at: index, isLast: true) == true }) {
      append(known)
      return index + known.utf8CodeUnitCount
    }
    let most = min(input.count, index + XMLRepair.longestReference)
    var end = index + 1
    while end < most, isOfReference(input[end], isFirst: end == index + 1) { end += 1 }
    guard end < input.count || isLast else { return nil }
    guard end < most, input[end] == UInt8(ascii: ";"), end > index + 1 else {
      note(.ampersands)
      append("&amp;")
      return index + 1
    }
    let name = input[(index + 1)..<end]
    guard name.first == UInt8(ascii: "#") else {
      named(name)
      return end + 1
    }
    guard let number = codePoint(of: name.dropFirst()) else {
      note(.ampersands)
      append("&amp;")
      return index + 1
    }
    if isXMLCharacter(number) {
      append("&#")
      out.append(contentsOf: String(number).utf8)
      append(";")
      return end + 1
    }
    return forbidden(number, input, end + 1)
  }

  /// Takes a reference to an entity that is not XML's own.
  private mutating func named(_ name: Slice<XMLBytes>) {
    note(.entities)
    if let codePoint = knownEntities[String(decoding: name, as: UTF8.self)] {
      return out.append(codePoint: codePoint)
    }
    append("&amp;")
    out.append(contentsOf: name)
    append(";")
  }

  /// Takes a reference to what is no character of XML.
  ///
  /// Some Java and JavaScript writers refer to the two halves of a UTF-16 pair, one by one: they are
  /// put together.
  private mutating func forbidden(_ number: UInt32, _ input: XMLBytes, _ end: Int) -> Int? {
    if (0xD800..<0xDC00).contains(number) {
      let most = min(input.count, end + XMLRepair.longestReference)
      let next = input[end..<most]
      let close = next.firstIndex(of: UInt8(ascii: ";"))
      if close == nil, most == input.count, !isLast, next.isEmpty || next.first == UInt8(ascii: "&")
      {
        return nil
      }
      if let close, next.starts(with: "&#".utf8),
        let low = codePoint(of: input[(end + 2)..<close]), (0xDC00..<0xE000).contains(low)
      {
        note(.forbiddenReferences)
        out.append(codePoint: 0x10000 + (number - 0xD800) << 10 + (low - 0xDC00))
        return close + 1
      }
    }
    note(.forbiddenReferences)
    out.append(codePoint: symbol(of: number))
    return end
  }

  /// The number that a character reference names, without its `#`; none when it names none.
  private func codePoint(of digits: Slice<XMLBytes>) -> UInt32? {
    let isHex = digits.first == UInt8(ascii: "x") || digits.first == UInt8(ascii: "X")
    let text = String(decoding: isHex ? digits.dropFirst() : digits, as: UTF8.self)
    guard let first = text.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-") else {
      return nil
    }
    return UInt32(text, radix: isHex ? 16 : 10)
  }
}

private func isOfReference(_ byte: UInt8, isFirst: Bool) -> Bool {
  isFirst && byte == UInt8(ascii: "#")
    || byte < 0x80 && staysInName(byte)
}

/// Whether XML 1.0 allows a character.
private func isXMLCharacter(_ number: UInt32) -> Bool {
  switch number {
  case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
  default: false
  }
}

private let ownEntities: [StaticString] = ["&lt;", "&gt;", "&amp;", "&quot;", "&apos;"]

/// The entities of HTML that are seen where HTML was put into a report.
///
/// Source: WHATWG HTML Standard, named character references.
private let knownEntities: [String: UInt32] = [
  "nbsp": 0xA0, "copy": 0xA9, "laquo": 0xAB, "reg": 0xAE, "deg": 0xB0, "plusmn": 0xB1,
  "micro": 0xB5, "middot": 0xB7, "raquo": 0xBB, "times": 0xD7, "szlig": 0xDF, "auml": 0xE4,
  "eacute": 0xE9, "ouml": 0xF6, "uuml": 0xFC, "Auml": 0xC4, "Ouml": 0xD6, "Uuml": 0xDC,
  "ndash": 0x2013, "mdash": 0x2014, "lsquo": 0x2018, "rsquo": 0x2019, "ldquo": 0x201C,
  "rdquo": 0x201D, "bull": 0x2022, "hellip": 0x2026, "euro": 0x20AC, "trade": 0x2122,
  "larr": 0x2190, "rarr": 0x2192, "check": 0x2713, "cross": 0x2717,
]
