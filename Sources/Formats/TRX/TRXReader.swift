import TestModel

/// Reads a TRX file: what `dotnet test --logger trx`, VSTest and MSTest write.
///
/// The class of a test is in its definition, which most producers write after the results: these
/// are held until then. A class, because the parser calls it back.
final class TRXReader: ReportReader {
  static let name = "TRX"
  static let deepestNesting = 200
  /// The results that may wait for their definitions.
  private static let mostHeld = 100_000

  private var parser: RepairingParser?
  private var failure: (any Error)?
  private var teller: CaseTeller
  private var elementNames = NameTable(TRXElement.names, unknown: .other)
  private var attributeNames = NameTable(TRXAttribute.names, unknown: .other)
  private var elements: [TRXElement] = []
  private var sawRoot = false
  private var results: [TRXResult] = []
  private var held: [TRXResult] = []
  private var definitions: [String: TRXDefinition] = [:]
  private var definitionsAreKnown = false
  private var openDefinition = (id: "", storage: "")
  private var text = TextCollector()

  init(teller: CaseTeller) throws(ReportError) {
    self.teller = teller
    self.teller.summary.producer = TRXReader.name
    parser = try RepairingParser(handler: self, vocabulary: .trx)
  }

  func read(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    do {
      try parser?.push(bytes)
    } catch {
      throw failure ?? error
    }
    if let failure { throw failure }
  }

  func finish() throws -> ReportSummary {
    do {
      try parser?.finish()
    } catch {
      throw failure ?? error
    }
    for note in parser?.notes ?? [] { teller.note(note.text, line: note.line) }
    if let failure { throw failure }
    guard sawRoot else { throw ReportError.notXML }
    let isBroken = !elements.isEmpty
    definitionsAreKnown = true
    while let result = results.popLast(), !isBroken { end(result) }
    tellHeld()
    if let failure { throw failure }
    try teller.finish()
    if isBroken { try breakOff() }
    return teller.summary
  }

  private func breakOff() throws {
    let line = parser?.line ?? 1
    guard !teller.isEmpty else {
      throw ReportError.brokenBeforeFirstCase(reason: "it is truncated", line: line)
    }
    teller.summary.isTruncated = true
    teller.note("the report breaks off here: the cases before the break are kept", line: line)
  }

  private func fail(_ error: any Error) {
    guard failure == nil else { return }
    failure = error
    parser?.stop()
  }

  // MARK: Results

  private func end(_ result: TRXResult) {
    if !results.isEmpty {
      results[results.count - 1].hasRows = true
      if result.reportedOutcome.isFailure { results[results.count - 1].hasFailedRow = true }
    }
    // A result of rows is told by its rows, unless it failed and none of them did.
    if result.hasRows, result.hasFailedRow || !result.reportedOutcome.isFailure { return }
    held.append(result)
    if definitionsAreKnown || held.count >= TRXReader.mostHeld { tellHeld() }
  }

  private func tellHeld() {
    defer { held = [] }
    guard failure == nil else { return }
    do {
      for result in held { try teller.tell(result.testCase(definitions[result.testID])) }
    } catch {
      fail(error)
    }
  }

  // MARK: Elements

  private func openResult(_ attributes: SAXAttributes) {
    var result = TRXResult()
    forEach(attributes) { name, value in
      switch name {
      case .testId: result.testID = value
      case .testName: result.name = value
      case .outcome: result.outcome = value
      case .duration: result.duration = timeSpan(value)
      case .computerName: result.computerName = value
      default: break
      }
    }
    results.append(result)
  }

  private func openDefinition(_ attributes: SAXAttributes) {
    openDefinition = ("", "")
    forEach(attributes) { name, value in
      if name == .id { openDefinition.id = value }
      if name == .storage { openDefinition.storage = value }
    }
  }

  private func define(_ attributes: SAXAttributes) {
    forEach(attributes) { name, value in
      guard name == .className else { return }
      let storage = openDefinition.storage
      definitions[openDefinition.id] = TRXDefinition(className: value, storage: storage)
    }
  }

  private func sumUp(_ attributes: SAXAttributes) {
    forEach(attributes) { name, value in
      guard name == .outcome, ["Aborted", "Error", "Disconnected", "InProgress"].contains(value)
      else { return }
      teller.summary.isTruncated = true
      teller.note("the run ended with the outcome \(value)", line: parser?.line)
    }
  }

  private func takeTimes(_ attributes: SAXAttributes) {
    forEach(attributes) { name, value in
      if name == .start || name == .creation { teller.began(at: Timestamp(iso8601: value)) }
    }
  }

  private func forEach(_ attributes: SAXAttributes, _ body: (TRXAttribute, String) -> Void) {
    for index in 0..<attributes.count {
      guard let (address, value) = attributes[index] else { continue }
      let name = attributeNames(address)
      guard name != .other else { continue }
      body(name, String(decoding: value.prefix(TextCollector.limit), as: UTF8.self))
    }
  }

  private func close(_ element: TRXElement) {
    switch element {
    case .result: if let result = results.popLast() { end(result) }
    case .testDefinitions:
      definitionsAreKnown = true
      tellHeld()
    case .message, .stackTrace, .standardOutput, .standardError, .text: closeText(of: element)
    default: break
    }
  }

  private func closeText(of element: TRXElement) {
    guard text.isOpen, let text = text.close() else { return }
    guard element != .text else {
      if elements.contains(.runInfo) { teller.note(String(text.prefix(500)), line: parser?.line) }
      return
    }
    guard !results.isEmpty else { return }
    let last = results.count - 1
    switch element {
    case .message: results[last].message = text
    case .stackTrace: results[last].stackTrace = text
    default: results[last].output = results[last].output.map { $0 + "\n" + text } ?? text
    }
  }
}

extension TRXReader: SAXHandler {
  func startElement(_ name: UnsafePointer<UInt8>, _ attributes: SAXAttributes) {
    guard failure == nil else { return }
    let element = elementNames(name)
    if !sawRoot, element != .testRun { return fail(ReportError.notReport(format: Self.name)) }
    sawRoot = true
    guard elements.count < Self.deepestNesting else {
      return fail(ReportError.tooDeep(limit: Self.deepestNesting, line: parser?.line ?? 1))
    }
    elements.append(element)
    switch element {
    case .result: openResult(attributes)
    case .unitTest: openDefinition(attributes)
    case .testMethod: define(attributes)
    case .resultSummary: sumUp(attributes)
    case .times: takeTimes(attributes)
    case .message, .stackTrace, .standardOutput, .standardError, .text: text.open()
    default: break
    }
  }

  func endElement() {
    guard failure == nil, let element = elements.popLast() else { return }
    close(element)
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) { text.append(bytes) }

  func entityDeclaration() { fail(ReportError.entityDeclaration(line: parser?.line ?? 1)) }

  func malformed(_ message: String, line: Int) {
    guard failure == nil else { return }
    teller.note("not well-formed XML: " + message, line: line)
  }

  func documentBreaksOff(line: Int) {
    guard failure == nil, !elements.isEmpty else { return }
    teller.summary.isTruncated = true
    teller.note("the report breaks off here, and another one follows; both were read", line: line)
    elements = []
    results = []
    _ = text.close()
  }
}
