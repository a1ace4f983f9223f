extension XMLRepair {
  /// Takes text up to the next `<`.
  mutating func text(_ input: XMLBytes, _ position: Int) -> Int? {
    if open.isEmpty { return textOutside(input, position) }
    settleLines()
    var index = position
    while index < input.count {
      let start = index
      while index < input.count, isPlain(input[index]) { index += 1 }
      out.append(contentsOf: XMLBytes(rebasing: input[start..<index]))
      guard index < input.count else { break }
      let next: Int?
      switch input[index] {
      case UInt8(ascii: "<"): return index
      case UInt8(ascii: "]"): next = sectionEndInText(input, index)
      default: next = special(input, index)
      }
      guard let next else { return index == position ? nil : index }
      index = next
    }
    return index
  }

  /// Takes what stands between documents: log lines are left out.
  private mutating func textOutside(_ input: XMLBytes, _ position: Int) -> Int {
    var index = position
    while index < input.count, input[index] != UInt8(ascii: "<") {
      passByte(input[index])
      index += 1
    }
    return index
  }

  /// Passes over a byte that stands outside of a document.
  mutating func passByte(_ byte: UInt8) {
    if byte == UInt8(ascii: "\n") {
      owedLines += 1
      line += 1
    } else if !isSpace(byte), !isOfByteOrderMark(byte), lineOfOutside != line {
      lineOfOutside = line
      note(.textOutside)
    }
  }

  private func isOfByteOrderMark(_ byte: UInt8) -> Bool {
    byte == 0xEF || byte == 0xBB || byte == 0xBF
  }

  private mutating func sectionEndInText(_ input: XMLBytes, _ index: Int) -> Int? {
    guard let isEnd = input.holds("]]>", at: index, isLast: isLast) else { return nil }
    guard isEnd else {
      out.append(input[index])
      return index + 1
    }
    note(.sectionEnds)
    append("]]&gt;")
    return index + 3
  }

  /// Takes the inside of a CDATA section.
  mutating func section(_ input: XMLBytes, _ position: Int) -> Int? {
    var index = position
    while index < input.count {
      let start = index
      while index < input.count, isPlainInSection(input[index]) { index += 1 }
      out.append(contentsOf: XMLBytes(rebasing: input[start..<index]))
      guard index < input.count else { break }
      if input[index] == UInt8(ascii: "]") {
        guard let isEnd = input.holds("]]>", at: index, isLast: isLast) else {
          return index == position ? nil : index
        }
        out.append(UInt8(ascii: "]"))
        index += 1
        guard isEnd else { continue }
        append("]>")
        mode = .content
        return index + 2
      }
      guard let next = character(input, index) else { return index == position ? nil : index }
      index = next
    }
    // libxml2 holds a section until it is at its end, so a long one goes out as several.
    append("]]><![CDATA[")
    return index
  }

  /// Takes one byte or character that is not plain; none when more bytes are needed.
  mutating func special(_ input: XMLBytes, _ index: Int) -> Int? {
    input[index] == UInt8(ascii: "&") ? reference(input, index) : character(input, index)
  }

  private mutating func character(_ input: XMLBytes, _ index: Int) -> Int? {
    let byte = input[index]
    switch byte {
    case UInt8(ascii: "\n"): line += 1
    case ..<0x20 where byte != 0x09 && byte != 0x0D:
      note(.controlCharacters)
      out.append(codePoint: symbol(of: UInt32(byte)))
      return index + 1
    case 0x80...: return wideCharacter(input, index)
    default: break
    }
    out.append(byte)
    return index + 1
  }

  /// Takes a character of several bytes; what is none is read as Windows-1252.
  private mutating func wideCharacter(_ input: XMLBytes, _ index: Int) -> Int? {
    switch input.wideCharacter(at: index, isLast: isLast) {
    case nil: return nil
    case 0:
      note(.bytes)
      out.append(codePoint: Windows1252.codePoint(input[index]))
      return index + 1
    case let length?:
      if length == 3, input[index] == 0xEF, input[index + 1] == 0xBF, input[index + 2] >= 0xBE {
        // U+FFFE and U+FFFF are no characters.
        note(.controlCharacters)
        out.append(codePoint: 0xFFFD)
      } else {
        out.append(contentsOf: XMLBytes(rebasing: input[index..<index + length]))
      }
      return index + length
    }
  }
}

/// Text that goes out as it came in, but for line ends, which are counted.
@inline(__always)
private func isPlain(_ byte: UInt8) -> Bool {
  byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "<") && byte != UInt8(ascii: "&")
    && byte != UInt8(ascii: "]")
}

@inline(__always)
private func isPlainInSection(_ byte: UInt8) -> Bool {
  byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "]")
}

/// The symbol that shows a control character: `␛` for escape.
///
/// Source: Unicode, block Control Pictures.
func symbol(of control: UInt32) -> UInt32 { control < 0x20 ? 0x2400 + control : 0xFFFD }
