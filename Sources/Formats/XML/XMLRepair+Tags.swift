extension XMLRepair {
  // MARK: End tags

  /// Takes an end tag; none when more bytes are needed.
  mutating func endTag(_ input: XMLBytes, _ position: Int) -> Int? {
    let nameEnd = input.endOfName(from: position + 2)
    let close = input.endOfSpace(from: nameEnd)
    guard close < input.count else { return isLast ? input.count : nil }
    guard input[close] == UInt8(ascii: ">"), nameEnd > position + 2 else {
      return brokenEndTag(input, position)
    }
    guard let inner = open.depth(of: XMLName(input[(position + 2)..<nameEnd])) else {
      if open.holdText { return lessThan(position) }
      note(.strayEnds)
      owe(input[position...close])
      return close + 1
    }
    if inner > 0 { note(.missingEnds) }
    for _ in 0...inner { sendEnd(open.pop()) }
    owe(input[position...close])
    return close + 1
  }

  /// Takes an end tag without its `>`: another tag follows, or it is text.
  private mutating func brokenEndTag(_ input: XMLBytes, _ position: Int) -> Int {
    let end = input.endOfName(from: position + 2)
    let name = XMLName(input[(position + 2)..<end])
    let next = input.endOfSpace(from: end)
    guard next < input.count, input[next] == UInt8(ascii: "<"), let inner = open.depth(of: name)
    else { return lessThan(position) }
    note(.tags)
    for _ in 0...inner { sendEnd(open.pop()) }
    owe(input[position..<next])
    return next
  }

  private mutating func sendEnd(_ name: [UInt8]) {
    append("</")
    out.append(contentsOf: name)
    append(">")
  }

  // MARK: Start tags

  /// Takes a start tag; none when more bytes are needed.
  mutating func startTag(_ input: XMLBytes, _ position: Int) throws(ReportError) -> Int? {
    let nameEnd = input.endOfName(from: position + 1)
    guard nameEnd < input.count else { return isLast ? input.count : nil }
    let name = XMLName(input[(position + 1)..<nameEnd])
    guard isTag(name, before: input[nameEnd]) else { return lessThan(position) }
    let (sentBefore, foundBefore, lineBefore) = (out.count, found, line)
    if open.isEmpty, sawRoot { noteRoot() }
    append("<")
    out.append(contentsOf: name.bytes)
    guard let tag = try attributes(input, nameEnd) else {
      out.removeLast(out.count - sentBefore)
      if breakStart == nil { (found, line) = (foundBefore, lineBefore) }
      return breakStart ?? (isLast ? input.count : nil)
    }
    if open.isEmpty {
      sawRoot = true
      sawDeclaration = false
    }
    guard !tag.isEmpty else { return tag.end }
    guard open.count < vocabulary.deepestNesting else {
      throw ReportError.tooDeep(limit: vocabulary.deepestNesting, line: line)
    }
    open.push(name, holdsText: vocabulary.holdsText(name) ?? open.holdText)
    return tag.end
  }

  private mutating func noteRoot() { if !sawDeclaration { note(.documents) } }

  /// Whether what stands after a `<` is a tag and no text: within text only the elements of a report
  /// are, and outside of documents only roots.
  private func isTag(_ name: XMLName, before next: UInt8) -> Bool {
    let isEnded = isSpace(next) || next == UInt8(ascii: "/") || next == UInt8(ascii: ">")
    if open.isEmpty { return isEnded && (!sawRoot || vocabulary.isRoot(name)) }
    return isEnded && (!open.holdText || vocabulary.holdsText(name) != nil)
  }
}
