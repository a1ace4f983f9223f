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
  // Behind a pointer: the parser's callbacks change it millions of times, and the checks of exclusive
  // access that Swift makes for a class's own variables would take a tenth of the time.
  private let state: UnsafeMutablePointer<JUnitState>

  /// Creates a reader that tells what it reads to `deliver`.
  public init(
    rules: IdentityRules = IdentityRules(),
    deliver: @escaping ReportSink
  ) throws(ReportError) {
    self.deliver = deliver
    state = .allocate(capacity: 1)
    state.initialize(to: JUnitState(rules))
    parser = try RepairingParser(handler: self, vocabulary: .junit)
  }

  deinit {
    state.deinitialize(count: 1)
    state.deallocate()
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
    guard state.pointee.sawRoot else {
      throw ReportError.brokenBeforeFirstCase(reason: "no tag in it is whole", line: line)
    }
    tell(state.pointee.resolveAllSuites() + state.pointee.flush())
    if let failure { throw failure }
    if !state.pointee.elements.isEmpty {
      guard state.pointee.summary.counts.cases > 0 else {
        throw ReportError.brokenBeforeFirstCase(reason: "it is truncated", line: line)
      }
      state.pointee.summary.isTruncated = true
      let cases = state.pointee.summary.counts.cases
      state.pointee.note(
        "the report breaks off here: the \(cases) \(cases == 1 ? "case" : "cases") before the "
          + "break \(cases == 1 ? "is" : "are") kept",
        line: line
      )
    }
    noteRepairs()
    state.pointee.summary.producer = state.pointee.dialect.producer
    // Playwright writes its project where others name the machine.
    if state.pointee.dialect.hostnameIsProject { state.pointee.summary.hostname = nil }
    state.pointee.summary.isCheck = state.pointee.dialect.isCheck
    return state.pointee.summary
  }

  private func noteRepairs() {
    let notes = parser?.notes ?? []
    for note in notes { state.pointee.note(note.text, line: note.line) }
    guard notes.isEmpty, !state.pointee.summary.isTruncated, let line = parser?.brokenLine else {
      return
    }
    state.pointee.note("what is not well-formed XML here was passed over", line: line)
  }

  private func tell(_ events: [ReportEvent]) {
    guard failure == nil, !events.isEmpty else { return }
    do {
      for event in events {
        if case .retried(let retried) = event { state.pointee.summary.counts.change(retried) }
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
    let element = state.pointee.elementNames(name)
    if !state.pointee.sawRoot {
      guard element == .testsuites || element == .testsuite else {
        let root = String(decoding: String(cString: name).utf8.prefix(60), as: UTF8.self)
        return fail(ReportError.notJUnit(root: root, line: parser?.line ?? 1))
      }
      state.pointee.sawRoot = true
    }
    guard state.pointee.elements.count < JUnitReader.deepestNesting else {
      let line = parser?.line ?? 1
      return fail(ReportError.tooDeep(limit: JUnitReader.deepestNesting, line: line))
    }
    state.pointee.elements.append(element)
    state.pointee.open(element, name: name, attributes)
  }

  func endElement() {
    guard failure == nil, let element = state.pointee.elements.popLast() else { return }
    switch element {
    case .testcase: tell(state.pointee.closeCase())
    case .testsuite, .testsuites: tell(state.pointee.closeSuite())
    default: state.pointee.close(element)
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) { state.pointee.text.append(bytes) }

  func entityDeclaration() { fail(ReportError.entityDeclaration(line: parser?.line ?? 1)) }

  func malformed(_ message: String, line: Int) {
    guard failure == nil else { return }
    state.pointee.note("not well-formed XML: " + message, line: line)
  }

  func documentBreaksOff(line: Int) {
    guard failure == nil, !state.pointee.elements.isEmpty else { return }
    state.pointee.summary.isTruncated = true
    state.pointee.note(
      "the report breaks off here, and another one follows; both were read",
      line: line
    )
    tell(state.pointee.resolveAllSuites())
    state.pointee.breakOff()
  }
}

extension CaseCounts {
  /// Counts again a case that was told before.
  fileprivate mutating func change(_ retried: RetriedCase) {
    remove(retried.toldOutcome, isRetried: false)
    add(retried.outcome, isRetried: true)
  }
}
