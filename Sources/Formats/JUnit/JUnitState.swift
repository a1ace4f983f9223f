import TestModel

/// Where a reader stands in its report: the open elements, and what was found so far.
struct JUnitState {
  var elementNames = NameTable(JUnitElement.names, unknown: .other)
  var attributeNames = NameTable(JUnitAttribute.names, unknown: .other)
  var sawRoot = false
  var elements: [JUnitElement] = []
  var suites: [SuiteFrame] = []
  var summary = ReportSummary()
  var firstMalformed: ReportNote?
  var evidence = DialectEvidence()
  private(set) var dialect = Dialect.unknown
  private var isDialectKnown = false
  var duplicates = DuplicateResolver()
  var text = TextCollector()
  private var suiteNumber = 0
  private var rootSuiteFile = ""
  private var openCase: CaseBuilder?
  private var openResult: ResultElement?
  private var classnames = RepeatedText()
  private var files = RepeatedText()

  mutating func note(_ text: String, line: Int?) {
    guard summary.notes.count < JUnitReader.mostNotes,
      !summary.notes.contains(where: { $0.text == text })
    else { return }
    summary.notes.append(ReportNote(line: line, text: text))
  }

  /// Takes an element that begins.
  mutating func open(
    _ element: JUnitElement,
    name: UnsafePointer<UInt8>,
    _ attributes: SAXAttributes
  ) {
    if !isDialectKnown { collectEvidence(element, name: name, attributes) }
    switch element {
    case .testsuites, .testsuite: openSuite(element, attributes)
    case .testcase: openCase(attributes)
    case .property: property(attributes)
    case .systemOut, .systemErr, .stackTrace:
      if openResult != nil {
        keepResultText()
        text.open()
      } else if openCase != nil, element != .stackTrace {
        text.open()
      }
    default:
      if element.isResult { openResult(element, attributes) }
    }
  }

  mutating func close(_ element: JUnitElement) {
    switch element {
    case .systemOut, .systemErr:
      guard text.isOpen, let output = text.close() else { return }
      if openResult != nil {
        let all = joined(openResult?.output, output)
        openResult?.output = all
      } else {
        let all = joined(openCase?.output, output)
        openCase?.output = all
      }
    case .stackTrace:
      keepResultText()
    default:
      guard element.isResult, openResult != nil else { return }
      keepResultText()
      guard let result = openResult else { return }
      openResult = nil
      if openCase != nil {
        openCase?.results.append(result)
      } else if !suites.isEmpty, element != .skipped {
        suites[suites.count - 1].results.append(result)
      }
    }
  }

  /// Adds the text that was read to the open result: what stands before its stack trace or its
  /// output, and the trace itself.
  private mutating func keepResultText() {
    guard openResult != nil, text.isOpen, let new = text.close() else { return }
    let all = joined(openResult?.text, new)
    openResult?.text = all
  }

  // MARK: The producer

  private mutating func collectEvidence(
    _ element: JUnitElement,
    name: UnsafePointer<UInt8>,
    _ attributes: SAXAttributes
  ) {
    let element = (kind: element, value: DialectEvidence.Element(name: name, attributes))
    if evidence.root.name.isEmpty { evidence.root = element.value }
    switch element.kind {
    case .testsuite: evidence.add(suite: element.value)
    case .testcase: evidence.add(testCase: element.value, depth: suites.count)
    case .property where openCase == nil:
      evidence.add(property: element.value["name"], element.value["value"])
    default: if openCase != nil { evidence.add(child: element.value) }
    }
  }

  /// Decides whose report it is: when its first case ends, since identities depend on it.
  private mutating func decideDialect() {
    guard !isDialectKnown else { return }
    isDialectKnown = true
    dialect = evidence.dialect
    if openCase != nil, dialect.timeUnit != .seconds {
      // The first case was read before its unit was known.
      var text = evidence.testCase["time"]
      openCase?.time = text.withUTF8 { reportedTime($0, in: dialect.timeUnit) }
    }
  }

  // MARK: Suites

  private mutating func openSuite(_ element: JUnitElement, _ attributes: SAXAttributes) {
    var frame = SuiteFrame()
    var names = attributeNames
    attributes.forEach { name, value in
      switch names(name) {
      case .name: frame.name = String(decoding: value, as: UTF8.self)
      case .file: frame.file = String(decoding: value, as: UTF8.self)
      case .package: frame.package = String(decoding: value, as: UTF8.self)
      case .hostname: frame.hostname = String(decoding: value, as: UTF8.self)
      case .time: frame.time = reportedTime(value)
      case .tests: frame.statedTests = reportedNumber(value)
      case .timestamp:
        guard summary.startedAt == nil else { return }
        summary.startedAt = Timestamp(iso8601: String(decoding: value.prefix(40), as: UTF8.self))
      default: break
      }
    }
    attributeNames = names
    // The name of the root is that of the whole run.
    frame.path = element == .testsuites ? "" : (suites.last?.path(of: frame.name) ?? frame.name)
    // Mocha's suites stand beside each other, and the file stands at the root suite before them.
    if frame.name == "Root Suite" { rootSuiteFile = frame.file }
    if frame.file.isEmpty { frame.file = suites.last?.file ?? "" }
    if frame.file.isEmpty { frame.file = rootSuiteFile }
    if element == .testsuite { suiteNumber += 1 }
    frame.number = suiteNumber
    suites.append(frame)
  }

  mutating func closeSuite() -> [ReportEvent] {
    guard let suite = suites.popLast() else { return [] }
    if !suite.results.isEmpty || suites.isEmpty { decideDialect() }
    var events = resolve(suite: suite)
    if !suite.results.isEmpty {
      var setUp = CaseBuilder()
      setUp.results = suite.results
      let path = dialect.suiteNames == .vary ? "" : suite.path
      let id = TestID(suite: path, name: "(suite)", file: suite.file)
      let testCase = ReportedCase(id: id, attempts: setUp.attempts(dialect))
      if let new = duplicates.take(testCase, suite: suite.number) { events.append(.testCase(new)) }
    }
    return events
  }

  mutating func resolve(suite: SuiteFrame?) -> [ReportEvent] {
    guard let suite else { return [] }
    let surplus = suite.statedTests.map { suite.cases - $0 } ?? 0
    return duplicates.resolve(
      dialect: dialect,
      suite: suite.number,
      surplus: surplus,
      isLast: suites.isEmpty
    )
  }

  /// Resolves what is held for suites that never ended.
  mutating func resolveAllSuites() -> [ReportEvent] {
    let events = resolve(suite: suites.last)
    suites = []
    return events
  }

  private mutating func property(_ attributes: SAXAttributes) {
    var property = Property(name: "", value: "")
    var names = attributeNames
    attributes.forEach { name, value in
      switch names(name) {
      case .name: property.name = String(decoding: value, as: UTF8.self)
      case .value: property.value = String(decoding: value.prefix(4096), as: UTF8.self)
      default: break
      }
    }
    attributeNames = names
    if openCase != nil {
      openCase?.properties.append(property)
    }
  }

  // MARK: Cases

  private mutating func openCase(_ attributes: SAXAttributes) {
    var builder = CaseBuilder()
    var names = attributeNames
    attributes.forEach { name, value in
      switch names(name) {
      case .name: builder.name = String(decoding: value, as: UTF8.self)
      case .classname: builder.classname = classnames(value)
      case .file: builder.file = files(value)
      case .line: builder.line = reportedNumber(value)
      case .time: builder.time = reportedTime(value, in: dialect.timeUnit)
      case .status: builder.status = String(decoding: value.prefix(20), as: UTF8.self)
      case .result: builder.result = String(decoding: value.prefix(20), as: UTF8.self)
      case .flaky: builder.isFlaky = value.elementsEqual("true".utf8)
      default: break
      }
    }
    attributeNames = names
    openCase = builder
  }

  private mutating func openResult(_ element: JUnitElement, _ attributes: SAXAttributes) {
    var result = ResultElement(kind: element)
    var names = attributeNames
    attributes.forEach { name, value in
      switch names(name) {
      case .message:
        result.message = String(decoding: value.prefix(TextCollector.limit), as: UTF8.self)
      case .type: result.type = String(decoding: value.prefix(4096), as: UTF8.self)
      case .time: result.time = reportedTime(value)
      default: break
      }
    }
    attributeNames = names
    openResult = result
    text.open()
  }

  /// Ends the open case; returns it, unless its name was there before.
  mutating func closeCase() -> ReportedCase? {
    guard openCase != nil else { return nil }
    decideDialect()
    guard let builder = openCase else { return nil }
    openCase = nil
    openResult = nil
    if !suites.isEmpty { suites[suites.count - 1].cases += 1 }
    let suite = suites.last ?? SuiteFrame()
    let file = builder.file.isEmpty ? suite.file : builder.file
    let id = TestID(
      suite: dialect.suiteNames == .vary ? "" : suite.path,
      classname: builder.classname,
      name: builder.name,
      file: file
    )
    var testCase = ReportedCase(
      id: id,
      line: builder.line.map { $0 + 1 - dialect.firstLine },
      attempts: builder.attempts(dialect),
      properties: builder.properties,
      output: builder.output
    )
    if !dialect.leavesCasesAlone { dialect.putRight(&testCase, in: suites) }
    return duplicates.take(testCase, suite: suite.number)
  }

  /// Counts what is told.
  mutating func count(_ event: ReportEvent) {
    switch event {
    case .testCase(let testCase):
      summary.counts.add(testCase.outcome, isRetried: testCase.attempts.count > 1)
      if testCase.isAmbiguous {
        note(
          "several cases are named alike; they are kept apart by order and not scored",
          line: nil
        )
      }
    case .retried(let retried):
      guard let last = retried.laterAttempts.last else { return }
      summary.counts.remove(retried.toldOutcome, isRetried: false)
      summary.counts.add(last.outcome, isRetried: true)
    case .ambiguous: break
    }
  }
}

/// Two texts on lines of their own; the second is dropped where the first is long already.
private func joined(_ text: String?, _ more: String) -> String {
  guard let text, text.utf8.count < TextCollector.limit else { return text ?? more }
  return "\(text)\n\(more)"
}

extension DialectEvidence.Element {
  fileprivate init(name: UnsafePointer<UInt8>, _ attributes: SAXAttributes) {
    self.init(name: String(cString: name))
    attributes.forEach { name, value in
      add(String(cString: name), String(decoding: value.prefix(256), as: UTF8.self))
    }
  }
}
