extension StackFrameParser {
  /// `thread 'a::b' panicked at src/lib.rs:12:5:`, and the older `panicked at 'words', src/lib.rs:12:5`.
  func rustPanic(_ text: Range<Int>) -> StackFrame? {
    guard let place = bytes.find("panicked at ", in: text) else { return nil }
    var rest = place + 12..<text.upperBound
    if bytes[rest.lowerBound] == UInt8(ascii: "'") {
      guard let comma = bytes.findLast(UInt8(ascii: ","), in: rest) else { return nil }
      rest = bytes.trimmed(comma + 1..<rest.upperBound)
    }
    return located(rest)
  }

  /// `add src/shop.ts:12:3` behind Vitest's arrow.
  func vitest(_ text: Range<Int>) -> StackFrame? {
    guard let end = bytes.endWithoutLine(text) else { return nil }
    let start = bytes.start(before: end, floor: text.lowerBound) { $0 != 0x20 }
    let name = bytes.trimmed(text.lowerBound..<start)
    return StackFrame(path: start..<end, function: name.isEmpty ? nil : name)
  }

  /// `#0 /src/a.php(12): Shop->add()`, `#1 0x7f… in add /src/a.cc:12:3`, `#2 add (n=1) at a.c:12`.
  func numbered(_ text: Range<Int>) -> StackFrame? {
    let number = bytes.end(from: text.lowerBound + 1) { $0.isDigit }
    var rest = bytes.trimmed(min(number, text.upperBound)..<text.upperBound)
    if let frame = php(rest) { return frame }
    if bytes.has("0x", at: rest.lowerBound) {
      let address = bytes.end(from: rest.lowerBound + 2) { $0.isHexDigit }
      rest = bytes.trimmed(min(address, rest.upperBound)..<rest.upperBound)
      if bytes.has("in ", at: rest.lowerBound) {
        rest = bytes.rest(from: rest.lowerBound + 3, to: rest.upperBound)
      }
    }
    guard let end = bytes.endWithoutLine(rest) else { return nil }
    let start = bytes.start(before: end, floor: rest.lowerBound) { $0 != 0x20 }
    var nameEnd = bytes.end(from: rest.lowerBound, limit: start - rest.lowerBound) {
      $0 != UInt8(ascii: "(")
    }
    if let at = bytes.find(" at ", in: rest.lowerBound..<nameEnd) { nameEnd = at }
    let name = bytes.trimmed(rest.lowerBound..<nameEnd)
    return StackFrame(path: start..<end, function: name.isEmpty ? nil : name)
  }

  private func php(_ text: Range<Int>) -> StackFrame? {
    guard let close = bytes.find("): ", in: text) else { return nil }
    let digits = bytes.start(before: close, floor: text.lowerBound) { $0.isDigit }
    guard digits < close, digits > text.lowerBound + 1, bytes[digits - 1] == UInt8(ascii: "(")
    else { return nil }
    let end = bytes.end(from: close + 3, limit: text.upperBound - close - 3) {
      $0 != UInt8(ascii: "(")
    }
    return StackFrame(path: text.lowerBound..<digits - 1, function: close + 3..<end)
  }

  /// `3   Shop   0x0000000104 $s4Shop3addyyF + 123`, of a crash on Apple's systems.
  func image(_ text: Range<Int>) -> StackFrame? {
    let number = bytes.end(from: text.lowerBound, limit: 4) { $0.isDigit }
    guard bytes[number] == 0x20, let address = bytes.find(" 0x", in: number..<text.upperBound)
    else { return nil }
    let image = bytes.trimmed(number..<address)
    let symbol = bytes.end(from: address + 3) { $0.isHexDigit }
    guard symbol < text.upperBound, !image.isEmpty,
      let plus = bytes.find(" + ", in: symbol..<text.upperBound)
    else { return nil }
    let name = bytes.trimmed(symbol..<plus)
    return name.isEmpty ? nil : StackFrame(path: image, function: name)
  }

  /// A line that starts with a place: `src/a.rb:12:in 'add'`, `a.py:12: in add`, `a.cc:12: Failure`,
  /// `a.cpp(12): error`, `/src/a.go:12 +0x1d`, `add@http://host/a.js:1:2`.
  func located(_ line: Range<Int>) -> StackFrame? {
    var text = line
    var name: Range<Int>?
    if bytes[text.lowerBound] == UInt8(ascii: "(") {
      // `(shop 0.1.0) lib/a.ex:12: Shop.add/1`, of Elixir.
      guard let close = bytes.find(") ", in: text) else { return nil }
      text = close + 2..<text.upperBound
    }
    let token = bytes.end(from: text.lowerBound, limit: text.count) { !$0.isSpace }
    // Firefox and Safari; a folder may have the sign as well.
    let at = bytes.end(from: text.lowerBound, limit: token - text.lowerBound) {
      $0 != UInt8(ascii: "@") && $0 != UInt8(ascii: "/")
    }
    if at < token, bytes[at] == UInt8(ascii: "@") {
      name = text.lowerBound..<at
      text = at + 1..<text.upperBound
    }
    guard let path = placeEnd(from: text.lowerBound, limit: token) else { return nil }
    var frame = StackFrame(path: text.lowerBound..<path.path, function: name)
    if let function = functionName(path.line..<line.upperBound) { frame.function = function }
    frame.isInnermostLast = bytes.has(".py", before: path.path)
    return frame
  }

  /// Where the path of `a.rb:12` and of `a.cpp(12)` ends, and where the number does.
  private func placeEnd(from start: Int, limit: Int) -> (path: Int, line: Int)? {
    // Karma puts a digest between: `a.js?7f3a:12:3`.
    var query: Int?
    var index = start
    while index < limit {
      let byte = bytes[index]
      if byte == UInt8(ascii: "?") { query = query ?? index }
      if byte == UInt8(ascii: ":") || byte == UInt8(ascii: "("), bytes[index + 1].isDigit,
        bytes.hasExtension(start..<(query ?? index))
      {
        let end = bytes.end(from: index + 1) { $0.isDigit }
        if byte == UInt8(ascii: ":") || bytes.has("):", at: end) {
          return (query ?? index, end)
        }
      }
      index += 1
    }
    return nil
  }

  /// The function behind a place: `:in 'add'` of Ruby, `: in add` of pytest.
  private func functionName(_ text: Range<Int>) -> Range<Int>? {
    if bytes.has(": in ", at: text.lowerBound) {
      return bytes.trimmed(bytes.rest(from: text.lowerBound + 5, to: text.upperBound))
    }
    guard bytes.has(":in ", at: text.lowerBound) else { return nil }
    let start = text.lowerBound + 5
    guard bytes[text.upperBound - 1] == UInt8(ascii: "'"), start < text.upperBound - 1 else {
      return nil
    }
    return start..<text.upperBound - 1
  }
}
