import TestModel

/// A line of a TAP stream.
enum TAPLine {
  case version
  case plan(Int, isSkipped: Bool)
  case point(TAPPoint)
  case subtest(String)
  case comment(String)
  case bailOut(String)
  case endOfSubtest
  case foreign

  /// Reads a line without its indentation.
  init(_ text: Substring) {
    if let point = TAPPoint(text) {
      self = .point(point)
    } else if text.hasPrefix("# Subtest") {
      self = .subtest(String(text.dropFirst("# Subtest".count).drop { $0 == ":" || $0 == " " }))
    } else if text.hasPrefix("#") {
      self = .comment(String(text.dropFirst().drop { $0 == " " }))
    } else if text.hasPrefix("1..") {
      self = TAPLine.plan(text.dropFirst(3))
    } else if text.hasPrefix("TAP version ") {
      self = .version
    } else if text.hasPrefix("Bail out!") {
      self = .bailOut(String(text.dropFirst("Bail out!".count).drop { $0 == " " }))
    } else {
      self = text == "}" ? .endOfSubtest : .foreign
    }
  }

  private static func plan(_ text: Substring) -> TAPLine {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(digits.count).drop { $0 == " " }
    guard let count = Int(digits), count <= 1_000_000_000, rest.isEmpty || rest.first == "#" else {
      return .foreign
    }
    return .plan(count, isSkipped: count == 0)
  }
}

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

  init?(_ text: Substring) {
    var rest = text
    isOK = !rest.hasPrefix("not ")
    if !isOK { rest = rest.dropFirst(4).drop { $0 == " " } }
    guard rest.hasPrefix("ok") else { return nil }
    rest = rest.dropFirst(2)
    guard rest.isEmpty || rest.first == " " || rest.first == "\t" else { return nil }
    rest = rest.drop { $0 == " " || $0 == "\t" }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    let after = rest.dropFirst(digits.count)
    if !digits.isEmpty, after.isEmpty || after.first == " " {
      number = Int(digits)
      rest = after.drop { $0 == " " }
    }
    if rest.first == "-" { rest = rest.dropFirst().drop { $0 == " " } }
    (description, directive, reason, duration) = Self.parts(of: rest)
    if description.hasSuffix("{") {
      opensBlock = true
      description.removeLast()
    }
    description = trimmed(description) ?? ""
  }

  /// The description, and what the last `#` that is not escaped says.
  private static func parts(
    of text: Substring
  ) -> (String, Directive?, reason: String?, Microseconds?) {
    var plain: [UInt8] = []
    var mark: (plain: Int, text: Substring.Index)?
    var isEscaped = false
    for index in text.utf8.indices {
      let byte = text.utf8[index]
      if byte == UInt8(ascii: "\\"), !isEscaped {
        isEscaped = true
        continue
      }
      if byte == UInt8(ascii: "#"), !isEscaped, plain.last.map(isSpace) ?? true {
        mark = (plain.count, text.utf8.index(after: index))
      } else if isEscaped, byte != UInt8(ascii: "#"), byte != UInt8(ascii: "\\") {
        plain.append(UInt8(ascii: "\\"))
      }
      isEscaped = false
      plain.append(byte)
    }
    let all = String(decoding: plain, as: UTF8.self)
    guard let mark else { return (all, nil, nil, nil) }
    let description = String(decoding: plain[..<mark.plain], as: UTF8.self)
    let said = text[mark.text...].drop { $0 == " " }
    let word = said.prefix { $0.isLetter }.lowercased()
    let reason = trimmed(String(said.drop { $0 != " " }))
    if word.hasPrefix("skip") { return (description, .skip, reason, nil) }
    if word == "todo" { return (description, .todo, reason, nil) }
    if said.hasPrefix("time=") {
      return (description, nil, nil, time(said.dropFirst("time=".count)))
    }
    return (all, nil, nil, nil)
  }

  private static func time(_ text: Substring) -> Microseconds? {
    let digits = text.prefix { $0.isNumber || $0 == "." }
    let unit = text.dropFirst(digits.count)
    return reportedTime(milliseconds: Double(digits).map { unit == "s" ? $0 * 1000 : $0 })
  }
}
