/// Recognizes the lines of stack traces, whatever the language.
struct StackFrameParser {
  let bytes: TextBytes
  /// The function that the line before named: Go and Rust write a frame on two lines.
  private var pendingFunction: Range<Int>?

  init(_ bytes: TextBytes) { self.bytes = bytes }

  /// The frame that a line tells; none for any other line.
  mutating func frame(inLine line: Range<Int>) -> StackFrame? {
    let text = bytes.trimmed(line)
    guard !text.isEmpty else {
      pendingFunction = nil
      return nil
    }
    var frame = parse(text)
    if let path = frame?.path, frame?.function == nil,
      bytes.has(".go", before: path.upperBound) || bytes.has(".rs", before: path.upperBound)
    {
      frame?.function = pendingFunction
    }
    pendingFunction = frame == nil ? function(ofNextLine: text) : nil
    return frame
  }

  private func parse(_ text: Range<Int>) -> StackFrame? {
    let start = text.lowerBound
    switch bytes[start] {
    case UInt8(ascii: "F") where bytes.has("File \"", at: start): return python(text)
    case UInt8(ascii: "a") where bytes.has("at ", at: start):
      return called(bytes.rest(from: start + 3, to: text.upperBound))
    case UInt8(ascii: "#") where bytes[start + 1].isDigit: return numbered(text)
    case UInt8(ascii: "#") where bytes[start + 1] == 0x20:
      return parse(bytes.trimmed(bytes.rest(from: start + 2, to: text.upperBound)))
    case UInt8(ascii: "t") where bytes.has("thread '", at: start): return rustPanic(text)
    case UInt8(ascii: "f") where bytes.has("from ", at: start):
      return located(bytes.rest(from: start + 5, to: text.upperBound))
    case UInt8(ascii: "E") where bytes.has("Error Trace:", at: start):
      return located(bytes.trimmed(bytes.rest(from: start + 12, to: text.upperBound)))
    case 0xE2 where bytes.has("❯ ", at: start):
      return vitest(bytes.rest(from: start + 4, to: text.upperBound))
    case let byte where byte.isDigit: return image(text) ?? located(text)
    default: return located(text)
    }
  }

  /// `File "a.py", line 12, in test_x`.
  private func python(_ text: Range<Int>) -> StackFrame? {
    let start = text.lowerBound + 6
    let end = bytes.end(from: start, limit: text.upperBound - start) { $0 != UInt8(ascii: "\"") }
    guard end < text.upperBound, bytes.has("\", line ", at: end) else { return nil }
    let name = bytes.find(", in ", in: end..<text.upperBound).map { $0 + 5..<text.upperBound }
    return StackFrame(path: start..<end, function: name, isInnermostLast: true)
  }

  /// What stands behind `at `, in the traces of the JVM, of JavaScript, of .NET and of Rust.
  private func called(_ text: Range<Int>) -> StackFrame? {
    guard let last = text.last else { return nil }
    if let frame = dotNet(text) { return frame }
    if bytes[last] == UInt8(ascii: ")") { return withParentheses(text) }
    if let line = bytes.find(" line ", in: text), bytes[line + 6].isDigit {
      return StackFrame(path: text.lowerBound..<line)
    }
    guard let end = bytes.endWithoutLine(text) else { return nil }
    if bytes[text].contains(UInt8(ascii: "(")) {
      // A line that was cut short.
      return StackFrame(function: withoutArguments(text))
    }
    return StackFrame(path: text.lowerBound..<end)
  }

  /// `Acme.Shop.Add(Int32 n) in /src/Shop.cs:line 12`.
  private func dotNet(_ text: Range<Int>) -> StackFrame? {
    let digits = bytes.start(before: text.upperBound, floor: text.lowerBound) { $0.isDigit }
    guard digits < text.upperBound, bytes.has(":line ", before: digits),
      let place = bytes.find(") in ", in: text), place + 5 <= digits - 6
    else { return nil }
    return StackFrame(path: place + 5..<digits - 6, function: withoutArguments(text))
  }

  /// `com.acme.Shop.add(Shop.java:12)`, `add (/src/shop.js:1:2)`, `Acme.Shop.Add(Int32 n)`.
  private func withParentheses(_ text: Range<Int>) -> StackFrame? {
    guard let open = bytes.findLast(UInt8(ascii: "("), in: text) else { return nil }
    let inside = open + 1..<text.upperBound - 1
    let name = nameWithoutKeywords(bytes.trimmed(text.lowerBound..<open))
    // Only JavaScript puts a space before the place.
    if bytes[open - 1] == 0x20, let end = bytes.endWithoutLine(inside) {
      return StackFrame(path: inside.lowerBound..<end, function: name)
    }
    return name.isEmpty || bytes[open - 1] == 0x20 ? nil : StackFrame(function: jvmName(name))
  }

  private func nameWithoutKeywords(_ name: Range<Int>) -> Range<Int> {
    for length in [6, 4] {
      let isKeyword =
        length == 6
        ? bytes.has("async ", at: name.lowerBound) : bytes.has("new ", at: name.lowerBound)
      if isKeyword, name.count > length { return name.lowerBound + length..<name.upperBound }
    }
    return name
  }

  /// The name without the class loader and the module: `java.base/java.util.List.of`.
  private func jvmName(_ name: Range<Int>) -> Range<Int> {
    guard let slash = bytes.findLast(UInt8(ascii: "/"), in: name), !bytes.has("0x", at: slash + 1)
    else { return name }
    return slash + 1..<name.upperBound
  }

  private func withoutArguments(_ text: Range<Int>) -> Range<Int> {
    let end = bytes.end(from: text.lowerBound, limit: text.count) { $0 != UInt8(ascii: "(") }
    return bytes.trimmed(text.lowerBound..<end)
  }

  /// The function of a frame whose place is on the next line.
  private func function(ofNextLine text: Range<Int>) -> Range<Int>? {
    let digits = bytes.end(from: text.lowerBound, limit: 4) { $0.isDigit }
    if digits > text.lowerBound {
      // `4: shop::cart::add`, of Rust.
      guard bytes.has(": ", at: digits), digits + 2 < text.upperBound else { return nil }
      return bytes.trimmed(digits + 2..<text.upperBound)
    }
    // `github.com/acme/shop.(*Cart).Add(0xc000, 0x1)`, of Go.
    guard bytes[text.upperBound - 1] == UInt8(ascii: ")"),
      let open = bytes.findLast(UInt8(ascii: "("), in: text), open > text.lowerBound,
      !bytes[text.lowerBound..<open].contains(0x20)
    else { return nil }
    let name = text.lowerBound..<open
    guard let slash = bytes.findLast(UInt8(ascii: "/"), in: name) else { return name }
    return slash + 1..<open
  }
}
