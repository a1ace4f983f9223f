public import TestModel

/// Reads one JUnit XML report that is pushed to it in pieces, and tells each case when it ends.
///
/// Memory does not grow with the report but for a hash and an outcome of each case. What real
/// producers write and no XML parser accepts is repaired and read whole, with a note; a report that
/// breaks off keeps the cases before the break. A class, because the parser calls it back.
public final class JUnitReader {
  /// The elements that may be open at once.
  public static let deepestNesting = 200
  /// The notes of one report that are kept.
  static let mostNotes = 20

  private let deliver: ReportSink
  private var parser: RepairingParser?
  private var failure: (any Error)?
  var state = JUnitState()

  /// Creates a reader that tells what it reads to `deliver`.
  public init(deliver: @escaping ReportSink) throws(ReportError) {
    self.deliver = deliver
    parser = try RepairingParser(handler: self, vocabulary: .junit)
  }

  /// Reads the next bytes of the report.
  ///
  /// - Throws: `ReportError` when the report cannot be used; what the sink throws.
  public func read(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    do {
      try parser?.push(bytes)
    } catch {
      throw failure ?? error
    }
    if let failure { throw failure }
  }

  /// Reads the rest, at the end of the report.
  ///
  /// - Throws: as `read`.
  public func finish() throws -> ReportSummary {
    do {
      try parser?.finish()
    } catch {
      throw failure ?? error
    }
    if let failure { throw failure }
    let line = parser?.line ?? 1
    guard state.sawRoot else {
      throw ReportError.brokenBeforeFirstCase(reason: "no tag in it is whole", line: line)
    }
    if !state.elements.isEmpty {
      guard state.summary.counts.cases > 0 else {
        throw ReportError.brokenBeforeFirstCase(reason: "it is truncated", line: line)
      }
      state.summary.isTruncated = true
      let cases = state.summary.counts.cases
      state.note(
        "the report breaks off here: the \(cases) \(cases == 1 ? "case" : "cases") before the "
          + "break \(cases == 1 ? "is" : "are") kept",
        line: line
      )
      tell(state.resolveAllSuites())
      if let failure { throw failure }
    }
    noteRepairs()
    state.summary.producer = state.evidence.dialect.producer
    return state.summary
  }

  private func noteRepairs() {
    let notes = parser?.notes ?? []
    for note in notes { state.note(note.text, line: note.line) }
    guard notes.isEmpty, !state.summary.isTruncated, let line = parser?.brokenLine else { return }
    state.note("what is not well-formed XML here was passed over", line: line)
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
      let line = parser?.line ?? 1
      return fail(ReportError.tooDeep(limit: JUnitReader.deepestNesting, line: line))
    }
    state.elements.append(element)
    state.open(element, attributes)
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
    state.note("not well-formed XML: " + message, line: line)
  }

  func documentBreaksOff(line: Int) {
    guard failure == nil, !state.elements.isEmpty else { return }
    state.summary.isTruncated = true
    state.note("the report breaks off here, and another one follows; both were read", line: line)
    tell(state.resolveAllSuites())
    state.breakOff()
  }
}
