public import TestModel

/// Reads one JUnit XML report that is pushed to it in pieces, and tells each case when it ends.
///
/// Memory does not grow with the report but for a hash and an outcome of each case. What real
/// producers write and no XML parser accepts is read as far as libxml2's recovery goes, with a note;
/// a report that breaks off keeps the cases before the break. A class, because the parser calls it
/// back.
public final class JUnitReader {
  /// The elements that may be open at once.
  public static let deepestNesting = 200
  /// The notes of one report that are kept.
  static let mostNotes = 20

  private let deliver: ReportSink
  private var parser: SAXParser?
  private var prologue = XMLPrologue()
  private var isUTF16 = false
  private var failure: (any Error)?
  var state = JUnitState()

  /// Creates a reader that tells what it reads to `deliver`.
  public init(deliver: @escaping ReportSink) throws(ReportError) {
    self.deliver = deliver
    parser = try SAXParser(handler: self)
  }

  /// Reads the next bytes of the report.
  ///
  /// - Throws: `ReportError` when the report cannot be used; what the sink throws.
  public func read(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    if prologue.isOver {
      try push(bytes)
    } else if let start = try prologue.take(bytes) {
      if prologue.skippedText {
        state.note("text before the first element was passed over", line: 1)
      }
      isUTF16 = prologue.isUTF16
      try start.withUnsafeBufferPointer(push)
    }
  }

  /// Reads the rest, at the end of the report.
  ///
  /// - Throws: as `read`.
  public func finish() throws -> ReportSummary {
    try prologue.finish()
    parser?.finish()
    if let failure { throw failure }
    let line = parser?.line ?? 1
    guard state.sawRoot else { throw broken ?? ReportError.notXML }
    if !state.elements.isEmpty {
      guard state.summary.counts.cases > 0 else {
        throw broken ?? ReportError.brokenBeforeFirstCase(reason: "it is truncated", line: line)
      }
      state.summary.isTruncated = true
      // What the parser says of the last line only repeats that it breaks off.
      state.summary.notes.removeAll { $0.text.hasPrefix(malformedPrefix) && $0.line == line }
      let cases = state.summary.counts.cases
      state.note(
        "the report breaks off here: the \(cases) \(cases == 1 ? "case" : "cases") before the "
          + "break \(cases == 1 ? "is" : "are") kept",
        line: line
      )
      tell(state.resolveAllSuites())
      if let failure { throw failure }
    }
    state.summary.producer = state.dialect.producer
    state.summary.isCheck = state.dialect.isCheck
    return state.summary
  }

  /// What XML's rules say against the report, where that is why it cannot be used.
  private var broken: ReportError? {
    state.firstMalformed.map {
      ReportError.brokenBeforeFirstCase(reason: $0.text, line: $0.line ?? 1)
    }
  }

  private func push(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    if !isUTF16, bytes.contains(where: isForbidden) {
      state.note("control characters, which XML forbids, were replaced", line: parser?.line)
      try bytes.map { isForbidden($0) ? UInt8(ascii: "?") : $0 }.withUnsafeBufferPointer {
        try parser?.push($0)
      }
    } else {
      try parser?.push(bytes)
    }
    if let failure { throw failure }
  }

  private func tell(_ events: [ReportEvent]) {
    guard failure == nil else { return }
    do {
      for event in events {
        state.count(event)
        try deliver(event)
      }
    } catch {
      fail(error)
    }
  }

  private func fail(_ error: any Error) {
    guard failure == nil else { return }
    failure = error
    parser?.stop()
  }
}

/// How a remark begins that is the XML parser's.
private let malformedPrefix = "not well-formed XML: "

/// Whether XML 1.0 forbids a byte wherever it stands in an 8-bit encoding.
@inline(__always)
private func isForbidden(_ byte: UInt8) -> Bool {
  byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D
}

extension JUnitReader: SAXHandler {
  func startElement(_ name: UnsafePointer<UInt8>, _ attributes: SAXAttributes) {
    guard failure == nil else { return }
    let element = state.elementNames(name)
    if !state.sawRoot {
      guard element == .testsuites || element == .testsuite else {
        let root = String(decoding: String(cString: name).utf8.prefix(60), as: UTF8.self)
        return fail(ReportError.notJUnit(root: root, line: parser?.line ?? 1))
      }
      state.sawRoot = true
    }
    guard state.elements.count < JUnitReader.deepestNesting else {
      // After a broken tag the parser's recovery may nest all that follows.
      let line = parser?.line ?? 1
      return fail(broken ?? ReportError.tooDeep(limit: JUnitReader.deepestNesting, line: line))
    }
    state.elements.append(element)
    state.open(element, name: name, attributes)
  }

  func endElement() {
    guard failure == nil, let element = state.elements.popLast() else { return }
    switch element {
    case .testcase:
      if let testCase = state.closeCase() { tell([.testCase(testCase)]) }
      if state.duplicates.isFull { tell(state.resolve(suite: state.suites.last)) }
    case .testsuite, .testsuites: tell(state.closeSuite())
    default: state.close(element)
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) { state.text.append(bytes) }

  func entityDeclaration() { fail(ReportError.entityDeclaration(line: parser?.line ?? 1)) }

  func malformed(_ message: String, line: Int) {
    guard failure == nil else { return }
    if state.firstMalformed == nil {
      state.firstMalformed = ReportNote(line: line, text: message)
    }
    state.note(malformedPrefix + message, line: line)
  }
}
