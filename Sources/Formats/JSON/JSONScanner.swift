import TestModel

/// Reads JSON that is pushed to it in pieces, and hands a format the elements that it takes.
///
/// Nothing but the element at hand is kept. Documents may follow each other; lines between them that
/// are no JSON, such as a log's, are passed over. What stands in no JSON but in real reports is
/// taken: a byte order mark, control characters in strings, `NaN`.
struct JSONScanner<Format: JSONFormat> {
  /// The containers that may be open at once.
  static var deepestNesting: Int { 200 }

  enum Mode {
    /// Between documents.
    case start
    case value, firstElement, firstKey, key, colon, next
    case string, escape, unicode
    /// In a number or a word.
    case token
    /// In a line that is no JSON.
    case foreignLine
    /// After a break that nothing can follow.
    case stopped
  }

  var format: Format
  private(set) var line = 1
  /// What breaks the document, and where.
  private(set) var broken: ReportNote?
  /// What breaks the first line that was taken for a document, and then passed over.
  private(set) var skipped: ReportNote?
  /// The first line that was passed over.
  private(set) var foreignLine: ReportNote?
  private(set) var documents = 0

  private var mode = Mode.start
  /// Of each open container, whether it is an object.
  private var open: [Bool] = []
  private var walked: [Format.Place] = []
  private var tree = JSONTreeBuilder()
  private var isTaking = false
  private var taken: (place: Format.Place, key: String?, line: Int)?
  private var key: String?
  private var isKey = false
  private var keepsText = false
  private var text = JSONText()
  private var token = JSONToken(0)
  /// The line in which the document began.
  private var firstLine = 1
  /// Whether anything was taken from the document.
  private var hasTaken = false
  /// Whether anything was taken at all.
  private(set) var isRecognized = false

  init(_ format: Format) { self.format = format }

  /// Whether a document is open.
  var isInDocument: Bool { mode != .start && mode != .foreignLine && mode != .stopped }

  /// Reads the next bytes.
  mutating func push(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    var position = 0
    while position < bytes.count {
      switch mode {
      case .string: try scanString(bytes, &position)
      case .token: try scanToken(bytes, &position)
      case .foreignLine: skipLine(bytes, &position)
      case .stopped: return
      default:
        let byte = bytes[position]
        position += 1
        if byte == UInt8(ascii: "\n") {
          if mode != .start, Format.isLines || mode == .escape || mode == .unicode {
            fail("the line ends before its value does")
          }
          endLine()
        } else if !isSpace(byte) || mode == .escape || mode == .unicode {
          try structure(byte)
        }
      }
    }
  }

  /// Takes notice that the bytes are at their end.
  mutating func finish() {
    guard isInDocument else { return }
    broken = ReportNote(line: line, text: "it is truncated")
    abandon()
    mode = .stopped
  }

  // MARK: Structure

  private mutating func structure(_ byte: UInt8) throws {
    switch mode {
    case .start: try beginDocument(byte)
    case .value: try beginValue(byte)
    case .firstElement:
      if byte == UInt8(ascii: "]") { try endContainer() } else { try beginValue(byte) }
    case .firstKey where byte == UInt8(ascii: "}"): try endContainer()
    case .firstKey, .key:
      guard byte == UInt8(ascii: "\"") else { return fail("a name in quotes is expected") }
      beginString(isKey: true)
    case .colon:
      guard byte == UInt8(ascii: ":") else { return fail("a ‘:’ is expected") }
      mode = .value
    case .next: try next(byte)
    case .escape: escape(byte)
    case .unicode: hexadecimal(byte)
    default: break
    }
  }

  private mutating func beginDocument(_ byte: UInt8) throws {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      firstLine = line
      hasTaken = false
      try beginValue(byte)
    case 0xEF, 0xBB, 0xBF: break
    default: passOverLine()
    }
  }

  private mutating func passOverLine() {
    if foreignLine == nil {
      foreignLine = ReportNote(line: line, text: "lines that are no JSON were passed over")
    }
    mode = .foreignLine
  }

  private mutating func next(_ byte: UInt8) throws {
    guard let isObject = open.last else { return fail("the document is at its end") }
    switch byte {
    case UInt8(ascii: ","): mode = isObject ? .key : .value
    case UInt8(ascii: "}") where isObject, UInt8(ascii: "]") where !isObject: try endContainer()
    default: fail(isObject ? "a ‘,’ or ‘}’ is expected" : "a ‘,’ or ‘]’ is expected")
    }
  }

  // MARK: Values

  private mutating func beginValue(_ byte: UInt8) throws {
    var visit = JSONVisit<Format.Place>.skip
    if open.count == walked.count {
      visit = format.visit(key, in: walked.last)
      switch visit {
      case .skip: taken = nil
      case .take(let place), .walk(let place): taken = (place, key, line)
      }
    }
    keepsText = isTaking || taken != nil
    switch byte {
    case UInt8(ascii: "{"): try beginContainer(isObject: true, visit)
    case UInt8(ascii: "["): try beginContainer(isObject: false, visit)
    case UInt8(ascii: "\""): beginString(isKey: false)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      token = JSONToken(byte)
      mode = .token
    default: fail("a value is expected")
    }
  }

  private mutating func beginContainer(
    isObject: Bool,
    _ visit: JSONVisit<Format.Place>
  ) throws {
    guard open.count < Self.deepestNesting else {
      return fail("values are nested more than \(Self.deepestNesting) deep")
    }
    if isTaking {
      tree.begin(isObject: isObject, key: key)
    } else {
      switch visit {
      case .skip: break
      case .take:
        isTaking = true
        tree.begin(isObject: isObject, key: nil)
      case .walk(let place):
        taken = nil
        walked.append(place)
        try format.enter(place)
      }
    }
    open.append(isObject)
    key = nil
    mode = isObject ? .firstKey : .firstElement
  }

  private mutating func endContainer() throws {
    if isTaking {
      if let value = tree.end() {
        isTaking = false
        try deliver(value)
      }
    } else if open.count == walked.count, let place = walked.popLast() {
      try format.leave(place)
    }
    open.removeLast()
    endValue()
  }

  private mutating func endScalar(_ value: JSONValue) throws {
    if isTaking { tree.add(value, key: key) } else if taken != nil { try deliver(value) }
    endValue()
  }

  private mutating func endValue() {
    key = nil
    if open.isEmpty { documents += 1 }
    mode = open.isEmpty ? .start : .next
  }

  private mutating func deliver(_ value: JSONValue) throws {
    guard let taken else { return }
    self.taken = nil
    hasTaken = true
    isRecognized = true
    guard !tree.isTooLarge else {
      let limit = JSONTreeBuilder.mostValues
      format.teller.note("an element of more than \(limit) values was left out", line: taken.line)
      tree = JSONTreeBuilder()
      return
    }
    try format.take(value, at: taken.place, key: taken.key, line: taken.line)
  }

  // MARK: Strings

  private mutating func beginString(isKey: Bool) {
    self.isKey = isKey
    if isKey { keepsText = isTaking || open.count == walked.count }
    text.reset()
    mode = .string
  }

  private mutating func scanString(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ position: inout Int
  ) throws {
    let start = position
    var end = start
    while end < bytes.count {
      let byte = bytes[end]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\n") {
        break
      }
      end += 1
    }
    let run = UnsafeBufferPointer(rebasing: bytes[start..<end])
    // The common case: a string that stands whole in this piece.
    if end < bytes.count, bytes[end] == UInt8(ascii: "\""), text.isEmpty,
      run.count <= JSONText.limit
    {
      position = end + 1
      return try endString(keepsText ? String(decoding: run, as: UTF8.self) : nil)
    }
    if keepsText { text.append(run) }
    position = end
    guard end < bytes.count else { return }
    position += 1
    switch bytes[end] {
    case UInt8(ascii: "\\"): mode = .escape
    case UInt8(ascii: "\n"):
      if Format.isLines {
        fail("the line ends before its value does")
      } else if keepsText {
        text.append(UInt8(ascii: "\n"))
      }
      endLine()
    default: try endString(keepsText ? text.finish() : nil)
    }
  }

  private mutating func endString(_ string: String?) throws {
    guard isKey else { return try endScalar(string.map { .string($0) } ?? .null) }
    key = string
    mode = .colon
  }

  private mutating func escape(_ byte: UInt8) {
    mode = .string
    switch text.append(escape: byte) {
    case .ended: break
    case .isUnicode: mode = .unicode
    case .isNone: fail("‘\\’ is followed by what is no escape")
    }
  }

  private mutating func hexadecimal(_ byte: UInt8) {
    switch text.append(hexadecimal: byte) {
    case .ended: mode = .string
    case .isUnicode: break
    case .isNone: fail("‘\\u’ is followed by what is no code")
    }
  }

  // MARK: Numbers and words

  private mutating func scanToken(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ position: inout Int
  ) throws {
    guard token.scan(bytes, &position) else { return }
    guard let value = token.value else { return fail("a value is expected") }
    try endScalar(value)
  }

  // MARK: Breaks

  private mutating func skipLine(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ position: inout Int
  ) {
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\n") { return endLine() }
    }
  }

  /// Takes notice of what is no JSON.
  ///
  /// Where each line is a document, the line is lost and no other. Elsewhere a document that breaks
  /// in its first line, before anything was taken from it, is a line of a log; any other is broken.
  private mutating func fail(_ reason: String) {
    if Format.isLines || !hasTaken && line == firstLine {
      if skipped == nil { skipped = ReportNote(line: line, text: reason) }
      abandon()
      format.restart()
      passOverLine()
    } else {
      broken = ReportNote(line: line, text: reason)
      abandon()
      mode = .stopped
    }
  }

  private mutating func abandon() {
    open = []
    walked = []
    tree.reset()
    isTaking = false
    taken = nil
    key = nil
  }

  /// Takes notice of the end of a line, whose last byte was read.
  private mutating func endLine() {
    // What broke, broke in the line that ends here.
    if mode == .foreignLine { mode = .start }
    line += 1
  }
}
