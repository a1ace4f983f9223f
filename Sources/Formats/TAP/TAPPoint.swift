import TestModel

/// A test point: `not ok 3 - name # TODO reason`.
struct TAPPoint {
  enum Directive { case skip, todo }

  var isOK: Bool
  var number: Int?
  var description: String
  var directive: Directive?
  var reason: String?
  var duration: Microseconds?
  /// Whether the point opens the block of its subtest: `ok 1 - name {`.
  var opensBlock = false

  init?(_ line: ArraySlice<UInt8>) {
    var rest = line
    isOK = !rest.starts(with: "not ".utf8)
    if !isOK { rest = rest.dropFirst(4).drop(while: isSpace) }
    guard rest.starts(with: "ok".utf8) else { return nil }
    rest = rest.dropFirst(2)
    guard rest.first.map(isSpace) ?? true else { return nil }
    rest = rest.drop(while: isSpace)
    let digits = rest.prefix(while: isDigit)
    let after = rest.dropFirst(digits.count)
    if !digits.isEmpty, after.first.map(isSpace) ?? true {
      number = Int(text(digits))
      rest = after.drop(while: isSpace)
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    description = ""
    read(rest)
    if description.hasSuffix("{") {
      opensBlock = true
      description = trimmed(String(description.dropLast())) ?? ""
    }
  }

  /// Reads the description, and what the last `#` that is not escaped says.
  private mutating func read(_ words: ArraySlice<UInt8>) {
    let (plain, mark) = unescaped(words)
    guard let mark, read(directive: words[mark.source...]) else {
      description = trimmed(text(plain[...])) ?? ""
      return
    }
    description = trimmed(text(plain[..<mark.plain])) ?? ""
  }

  /// Takes what stands after a `#`; returns whether it is a directive.
  private mutating func read(directive words: ArraySlice<UInt8>) -> Bool {
    let said = words.drop(while: isSpace)
    let word = text(said.prefix { !isSpace($0) }).lowercased()
    if word.hasPrefix("skip") {
      directive = .skip
    } else if word == "todo" || word == "todo:" {
      directive = .todo
    } else if word.hasPrefix("time=") {
      duration = time(word.dropFirst("time=".count))
      return true
    } else {
      return false
    }
    reason = trimmed(text(said.drop { !isSpace($0) }))
    return true
  }
}

/// The text with its escapes resolved, and where its last `#` that is not escaped and follows white
/// space stands in it and (behind the `#`) in the source.
private func unescaped(
  _ words: ArraySlice<UInt8>
) -> (text: [UInt8], mark: (plain: Int, source: Int)?) {
  var plain: [UInt8] = []
  plain.reserveCapacity(words.count)
  var mark: (plain: Int, source: Int)?
  var isEscaped = false
  for index in words.indices {
    let byte = words[index]
    if byte == UInt8(ascii: "\\"), !isEscaped {
      isEscaped = true
      continue
    }
    if byte == UInt8(ascii: "#"), !isEscaped, plain.last.map(isSpace) ?? true {
      mark = (plain.count, index + 1)
    } else if isEscaped, byte != UInt8(ascii: "#"), byte != UInt8(ascii: "\\") {
      plain.append(UInt8(ascii: "\\"))
    }
    isEscaped = false
    plain.append(byte)
  }
  return (plain, mark)
}

/// Reads `12.5ms` or `2s`.
private func time(_ text: Substring) -> Microseconds? {
  let digits = text.prefix { $0.isNumber || $0 == "." }
  let isInSeconds = text.dropFirst(digits.count) == "s"
  return reportedTime(milliseconds: Double(digits).map { isInSeconds ? $0 * 1000 : $0 })
}
