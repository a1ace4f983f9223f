extension XMLRepair {
  /// Takes what a `<` begins; none when more bytes are needed.
  mutating func markup(_ input: XMLBytes, _ position: Int) throws(ReportError) -> Int? {
    guard position + 1 < input.count else { return isLast ? lessThan(position) : nil }
    settleLines()
    switch input[position + 1] {
    case UInt8(ascii: "!"): return try declaration(input, position)
    case UInt8(ascii: "?"): return instruction(input, position)
    case UInt8(ascii: "/"): return endTag(input, position)
    case let first where startsName(first): return try startTag(input, position)
    default: return lessThan(position)
    }
  }

  /// Takes a `<` as text.
  mutating func lessThan(_ position: Int) -> Int {
    if open.isEmpty {
      passByte(UInt8(ascii: "<"))
    } else {
      note(.lessThan)
      append("&lt;")
    }
    return position + 1
  }

  // MARK: Comments, sections, document types

  private mutating func declaration(
    _ input: XMLBytes,
    _ position: Int
  ) throws(ReportError) -> Int? {
    guard let isComment = input.holds("<!--", at: position, isLast: isLast) else { return nil }
    if isComment {
      mode = .comment
      return position + 4
    }
    guard let isSection = input.holds("<![CDATA[", at: position, isLast: isLast) else {
      return nil
    }
    if isSection, !open.isEmpty {
      append("<![CDATA[")
      mode = .section
      return position + 9
    }
    guard let isEntity = input.holds("<!ENTITY", at: position, isLast: isLast),
      let isType = input.holds("<!DOCTYPE", at: position, isLast: isLast)
    else { return nil }
    // In the text of a failure both are words like others.
    guard !open.holdText, isEntity || isType else { return lessThan(position) }
    if isEntity { throw ReportError.entityDeclaration(line: line) }
    return try documentType(input, position)
  }

  /// Takes a document type, which may name nothing but the root.
  private mutating func documentType(
    _ input: XMLBytes,
    _ position: Int
  ) throws(ReportError) -> Int? {
    let most = min(input.count, position + 4_096)
    let end = input[(position + 1)..<most].firstIndex { $0 == UInt8(ascii: ">") || $0 == 0x3C }
    guard let end else {
      guard most == input.count, !isLast else { return lessThan(position) }
      return nil
    }
    let isEnded = input[end] == UInt8(ascii: ">")
    guard isEnded || input[position..<end].contains(UInt8(ascii: "[")) else {
      return lessThan(position)
    }
    let text = String(decoding: input[position..<end], as: UTF8.self)
    guard isEnded, !text.contains("["), !text.contains("SYSTEM"), !text.contains("PUBLIC") else {
      throw ReportError.entityDeclaration(line: line)
    }
    owe(input[position...end])
    return end + 1
  }

  /// Counts the line ends of what is passed over.
  mutating func owe(_ bytes: Slice<XMLBytes>) {
    let count = bytes.count { $0 == UInt8(ascii: "\n") }
    owedLines += count
    line += count
  }

  /// Passes over a comment or an instruction, up to its end.
  mutating func passOver(_ input: XMLBytes, _ position: Int, until end: StaticString) -> Int? {
    var index = position
    while index < input.count {
      if input[index] == end.utf8Start[0] {
        guard let isEnd = input.holds(end, at: index, isLast: isLast) else {
          return index == position ? nil : index
        }
        if isEnd {
          mode = .content
          return index + end.utf8CodeUnitCount
        }
      } else if input[index] == UInt8(ascii: "\n") {
        owedLines += 1
        line += 1
      }
      index += 1
    }
    return index
  }

  // MARK: Instructions and the starts of documents

  private mutating func instruction(_ input: XMLBytes, _ position: Int) -> Int? {
    guard let startsDocument = startsDocument(input, position) else { return nil }
    if startsDocument, !open.isEmpty, !vocabulary.holdsDocuments(open.innermost) {
      breakStart = position
      return position
    }
    // `<?php` in a stack trace.
    if open.holdText { return lessThan(position) }
    if startsDocument, sawRoot { note(.documents) }
    if startsDocument { sawDeclaration = true }
    mode = .instruction
    return position + 2
  }

  /// Whether an XML declaration stands at a position, and after it a root; none when the bytes end
  /// before that is known.
  func startsDocument(_ input: XMLBytes, _ position: Int) -> Bool? {
    guard let isDeclaration = input.holds("<?xml ", at: position, isLast: isLast) else {
      return nil
    }
    guard isDeclaration else { return false }
    let most = min(input.count, position + 1_024)
    let unknown: Bool? = most == input.count && !isLast ? nil : false
    // A declaration holds no other tag.
    let end = input[(position + 1)..<most].firstIndex { $0 == UInt8(ascii: ">") || $0 == 0x3C }
    guard var index = end else { return unknown }
    guard input[index] == UInt8(ascii: ">") else { return false }
    index += 1
    while true {
      index = input.endOfSpace(from: index)
      guard index < most else { return unknown }
      guard let isComment = input.holds("<!--", at: index, isLast: isLast) else { return nil }
      guard isComment else { break }
      guard let end = input[index..<most].firstIndex(of: UInt8(ascii: ">")) else { return unknown }
      index = end + 1
    }
    guard input[index] == UInt8(ascii: "<") else { return false }
    let nameEnd = input.endOfName(from: index + 1)
    guard nameEnd < input.count || isLast else { return nil }
    return vocabulary.isRoot(XMLName(input[(index + 1)..<nameEnd]))
  }
}
