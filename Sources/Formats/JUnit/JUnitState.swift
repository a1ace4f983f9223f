import TestModel

/// Where a reader stands in its report: the open elements, and what was found so far.
struct JUnitState {
  var elementNames = NameTable(JUnitElement.names, unknown: .other)
  var attributeNames = NameTable(JUnitAttribute.names, unknown: .other)
  var sawRoot = false
  var elements: [JUnitElement] = []
  var suites: [SuiteFrame] = []
  var summary = ReportSummary()
  var evidence = DialectEvidence()
  var duplicates = DuplicateResolver()
  var text = TextCollector()
  private var suiteNumber = 0
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

  mutating func open(_ element: JUnitElement, _ attributes: SAXAttributes) {
    switch element {
    case .testsuites, .testsuite: openSuite(element, attributes)
    case .testcase: openCase(attributes)
    case .property: property(attributes)
    case .systemOut, .systemErr:
      if openCase != nil, openResult == nil { text.open() }
    case .stackTrace:
      if openResult != nil { text.open() }
    default:
      if element.isResult { openResult(element, attributes) }
    }
  }

  mutating func close(_ element: JUnitElement) {
    switch element {
    case .systemOut, .systemErr:
      guard openResult == nil, let output = text.close() else { return }
      let before = openCase?.output.map { $0 + "\n" } ?? ""
      openCase?.output = before + output
    case .stackTrace:
      guard let trace = text.close() else { return }
      openResult?.text = trace
    default:
      guard element.isResult, var result = openResult else { return }
      if text.isOpen, let details = text.close() { result.text = details }
      openResult = nil
      if openCase != nil {
        openCase?.results.append(result)
      } else if !suites.isEmpty, element != .skipped {
        suites[suites.count - 1].results.append(result)
      }
    }
  }

  // MARK: Suites

  private mutating func openSuite(_ element: JUnitElement, _ attributes: SAXAttributes) {
    var frame = SuiteFrame()
    var names = attributeNames
    var schema = ""
    attributes.forEach { name, value in
      switch names(name) {
      case .name: frame.name = String(decoding: value, as: UTF8.self)
      case .file: frame.file = String(decoding: value, as: UTF8.self)
      case .tests: frame.statedTests = reportedNumber(value)
      case .schemaLocation: schema = String(decoding: value, as: UTF8.self)
      case .timestamp:
        guard summary.startedAt == nil else { return }
        summary.startedAt = Timestamp(iso8601: String(decoding: value.prefix(40), as: UTF8.self))
      default: break
      }
    }
    attributeNames = names
    evidence.suite(named: frame.name)
    evidence.schema(at: schema)
    // The name of the root is that of the whole run.
    frame.path = element == .testsuites ? "" : (suites.last?.path(of: frame.name) ?? frame.name)
    if frame.file.isEmpty { frame.file = suites.last?.file ?? "" }
    if element == .testsuite { suiteNumber += 1 }
    frame.number = suiteNumber
    suites.append(frame)
  }

  mutating func closeSuite() -> [ReportEvent] {
    guard let suite = suites.popLast() else { return [] }
    var events = resolve(suite: suite)
    if !suite.results.isEmpty {
      var setUp = CaseBuilder()
      setUp.results = suite.results
      let id = TestID(suite: suite.path, name: "(suite)", file: suite.file)
      let testCase = ReportedCase(id: id, attempts: setUp.attempts())
      if let new = duplicates.take(testCase, suite: suite.number) { events.append(.testCase(new)) }
    }
    return events
  }

  mutating func resolve(suite: SuiteFrame?) -> [ReportEvent] {
    guard let suite else { return [] }
    let surplus = suite.statedTests.map { suite.cases - $0 } ?? 0
    return duplicates.resolve(
      dialect: evidence.dialect,
      suite: suite.number,
      surplus: surplus
    )
  }

  /// Resolves what is held for suites that never ended.
  mutating func resolveAllSuites() -> [ReportEvent] {
    let events = resolve(suite: suites.last)
    suites = []
    return events
  }

  /// Lets go of all that is open.
  mutating func breakOff() {
    elements = []
    openCase = nil
    openResult = nil
    _ = text.close()
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
    } else {
      evidence.property(named: property.name)
    }
  }

  // MARK: Cases

  private mutating func openCase(_ attributes: SAXAttributes) {
    var builder = CaseBuilder()
    var names = attributeNames
    var hasAssertions = false
    attributes.forEach { name, value in
      switch names(name) {
      case .name: builder.name = String(decoding: value, as: UTF8.self)
      case .classname: builder.classname = classnames(value)
      case .file: builder.file = files(value)
      case .line: builder.line = reportedNumber(value)
      case .time: builder.time = reportedTime(value)
      case .status: builder.status = String(decoding: value.prefix(20), as: UTF8.self)
      case .result: builder.result = String(decoding: value.prefix(20), as: UTF8.self)
      case .assertions: hasAssertions = true
      default: break
      }
    }
    attributeNames = names
    evidence.testCase(
      hasAssertions: hasAssertions,
      classname: builder.classname,
      status: builder.status,
      depth: elements.count
    )
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
    guard let builder = openCase else { return nil }
    openCase = nil
    openResult = nil
    if !suites.isEmpty { suites[suites.count - 1].cases += 1 }
    let suite = suites.last ?? SuiteFrame()
    let file = builder.file.isEmpty ? suite.file : builder.file
    let id = TestID(
      suite: evidence.dialect.hasUnstableSuites ? "" : suite.path,
      classname: builder.classname,
      name: builder.name,
      file: file
    )
    let testCase = ReportedCase(
      id: id,
      // pytest counts lines from 0, all others from 1.
      line: builder.line.map { evidence.dialect == .pytest ? $0 + 1 : $0 },
      attempts: builder.attempts(),
      properties: builder.properties,
      output: builder.output
    )
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
