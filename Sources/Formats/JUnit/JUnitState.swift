import TestModel

/// Where a reader stands in its report: the open elements, and what was found so far.
struct JUnitState {
  var elementNames = NameTable(JUnitElement.names, unknown: .other)
  var attributeNames = NameTable(JUnitAttribute.names, unknown: .other)
  var sawRoot = false
  var elements: [JUnitElement] = []
  var suites: [SuiteFrame] = []
  var summary = ReportSummary()
  var text = TextCollector()
  var batch = CaseBatch()
  private(set) var dialect = Dialect.unknown
  private var identities: IdentityWriter
  private var duplicates = DuplicateResolver()
  private var evidence = DialectEvidence()
  private var isDialectKnown = false
  private var suiteNumber = 0
  private var rootSuiteFile = ""
  /// The cases of the batch whose names were looked up among those before.
  private var lookedUp = 0
  private var isCaseOpen = false
  private var record = CaseBatch.Record()
  private var builder = CaseBuilder()
  private var lastUnit = LastUnit()
  private var openResult: ResultElement?

  init(_ rules: IdentityRules) { identities = IdentityWriter(rules) }

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
    case .testcase: openCase(attributes)
    case .testsuites, .testsuite: openSuite(element, attributes)
    case .property: property(attributes)
    case .systemOut, .systemErr, .stackTrace:
      if openResult != nil {
        keepResultText()
        text.open()
      } else if isCaseOpen, element != .stackTrace {
        text.open()
      }
    default:
      if element.isResult { openResult(element, attributes) }
    }
  }

  /// Takes the end of an element within a case.
  mutating func close(_ element: JUnitElement) {
    switch element {
    case .systemOut, .systemErr:
      guard text.isOpen, let output = text.close() else { return }
      if openResult != nil {
        let all = joined(openResult?.output, output)
        openResult?.output = all
      } else {
        builder.output = joined(builder.output, output)
      }
    case .stackTrace: keepResultText()
    default:
      guard element.isResult, openResult != nil else { return }
      keepResultText()
      guard let result = openResult else { return }
      openResult = nil
      if isCaseOpen {
        builder.results.append(result)
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

  @inline(never)
  private mutating func collectEvidence(
    _ kind: JUnitElement,
    name: UnsafePointer<UInt8>,
    _ attributes: SAXAttributes
  ) {
    let element = DialectEvidence.Element(name: name, attributes)
    if evidence.root.name.isEmpty { evidence.root = element }
    switch kind {
    case .testsuite: evidence.add(suite: element)
    case .testcase: evidence.add(testCase: element, depth: suites.count)
    case .property where !isCaseOpen: evidence.add(property: element["name"], element["value"])
    default: if isCaseOpen { evidence.add(child: element) }
    }
  }

  /// Decides whose report it is: when its first case ends, since identities depend on it.
  private mutating func decideDialect() {
    guard !isDialectKnown else { return }
    isDialectKnown = true
    dialect = evidence.dialect
    if isCaseOpen, dialect.timeUnit != .seconds {
      // The first case was read before its unit was known.
      var text = evidence.testCase["time"]
      builder.time = text.withUTF8 { reportedTime($0, in: dialect.timeUnit) }
      record.duration = builder.time?.count ?? -1
    }
  }

  // MARK: Suites

  private mutating func openSuite(_ element: JUnitElement, _ attributes: SAXAttributes) {
    var frame = SuiteFrame()
    for index in 0..<attributes.count {
      guard let (name, value) = attributes[index] else { continue }
      switch attributeNames(name) {
      case .name: frame.name = identities.rules.folded(String(decoding: value, as: UTF8.self))
      case .file: frame.file = String(decoding: value, as: UTF8.self)
      case .package: frame.package = String(decoding: value, as: UTF8.self)
      case .hostname: frame.hostname = String(decoding: value, as: UTF8.self)
      case .time: frame.time = reportedTime(value)
      case .tests: frame.statedTests = reportedNumber(value)
      case .timestamp where summary.startedAt == nil:
        summary.startedAt = Timestamp(iso8601: String(decoding: value.prefix(40), as: UTF8.self))
      default: break
      }
    }
    // The name of the root is that of the whole run.
    frame.path = element == .testsuites ? "" : (suites.last?.path(of: frame.name) ?? frame.name)
    // Mocha's suites stand beside each other, and the file stands at the root suite before them.
    if frame.name == "Root Suite" { rootSuiteFile = frame.file }
    if frame.file.isEmpty { frame.file = suites.last?.file ?? "" }
    if frame.file.isEmpty { frame.file = rootSuiteFile }
    if summary.hostname == nil, !frame.hostname.isEmpty {
      summary.hostname = String(decoding: frame.hostname.utf8.prefix(256), as: UTF8.self)
    }
    if element == .testsuite { suiteNumber += 1 }
    frame.number = suiteNumber
    suites.append(frame)
  }

  /// Ends the open suite; returns what became known of cases that were told before.
  mutating func closeSuite() -> [ReportEvent] {
    guard let suite = suites.popLast() else { return [] }
    if !suite.results.isEmpty || suites.isEmpty { decideDialect() }
    addHooks(of: suite)
    var events = resolve(suite: suite)
    if !suite.results.isEmpty {
      events += flush()
      var setUp = CaseBuilder()
      setUp.results = suite.results
      let path = dialect.suiteNames == .vary ? "" : suite.path
      let id = TestID(suite: path, name: "(suite)", file: suite.file)
      add(ReportedCase(id: id, attempts: setUp.attempts(dialect)), suite: suite.number)
      events += resolve(suite: suite)
    }
    return events
  }

  /// Adds what a suite that ended took beside its cases, and lets the one around it know.
  private mutating func addHooks(of suite: SuiteFrame) {
    // The root is no suite, and its time is that of the whole run.
    guard suite.number > 0, dialect.timeUnit == .seconds, !dialect.suiteIsSession else { return }
    let time = suite.hooks.hooks(stated: suite.time, last: lastUnit)
    if let time, let hooks = lastUnit.hookTime(time, in: batch) { batch.append(hooks) }
    if !suites.isEmpty { suites[suites.count - 1].hooks.add(suite.hooks, stated: suite.time) }
  }

  /// Decides what the cases are that repeat a name.
  ///
  /// - Parameter suite: the suite that ends, or is so large that it cannot wait for its end.
  mutating func resolve(suite: SuiteFrame?) -> [ReportEvent] {
    duplicates.take(from: lookedUp, of: &batch)
    lookedUp = batch.records.count
    guard duplicates.isHolding, let suite else { return [] }
    let surplus = suite.statedTests.map { suite.cases - $0 } ?? 0
    let resolution = duplicates.resolve(
      dialect: dialect,
      suite: suite.number,
      surplus: surplus,
      isLast: suites.isEmpty
    )
    guard !resolution.isEmpty else { return [] }
    let told = flush()
    for testCase in resolution.otherCases { batch.append(testCase, seed: identities.rules.seed) }
    lookedUp = batch.records.count
    return told + resolution.events
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
    isCaseOpen = false
    builder = CaseBuilder()
    openResult = nil
    _ = text.close()
  }

  private mutating func property(_ attributes: SAXAttributes) {
    guard isCaseOpen else { return }
    var property = Property(name: "", value: "")
    for index in 0..<attributes.count {
      guard let (name, value) = attributes[index] else { continue }
      switch attributeNames(name) {
      case .name: property.name = String(decoding: value.prefix(4096), as: UTF8.self)
      case .value: property.value = String(decoding: value.prefix(4096), as: UTF8.self)
      default: break
      }
    }
    builder.properties.append(property)
  }

  // MARK: Cases

  private mutating func openCase(_ attributes: SAXAttributes) {
    if !builder.isPlain { builder = CaseBuilder() }
    builder.time = nil
    builder.status = ""
    builder.result = ""
    builder.isFlaky = false
    record = CaseBatch.Record()
    record.line = -1
    for index in 0..<attributes.count {
      guard let (name, value) = attributes[index] else { continue }
      switch attributeNames(name) {
      case .name: record.name = identities.name(value, in: &batch)
      case .classname: record.classname = identities.classname(value, in: &batch)
      case .file: record.file = identities.file(value, in: &batch)
      case .line: record.line = Int32(truncatingIfNeeded: reportedNumber(value) ?? -1)
      case .time:
        builder.time = reportedTime(value, in: dialect.timeUnit)
        record.duration = builder.time?.count ?? -1
      case .status: builder.status = String(decoding: value.prefix(20), as: UTF8.self)
      case .result: builder.result = String(decoding: value.prefix(20), as: UTF8.self)
      case .flaky: builder.isFlaky = value.elementsEqual("true".utf8)
      default: break
      }
    }
    isCaseOpen = true
  }

  private mutating func openResult(_ element: JUnitElement, _ attributes: SAXAttributes) {
    var result = ResultElement(kind: element)
    for index in 0..<attributes.count {
      guard let (name, value) = attributes[index] else { continue }
      switch attributeNames(name) {
      case .message:
        result.message = String(decoding: value.prefix(TextCollector.limit), as: UTF8.self)
      case .type: result.type = String(decoding: value.prefix(4096), as: UTF8.self)
      case .time: result.time = reportedTime(value)
      default: break
      }
    }
    openResult = result
    text.open()
  }

  /// Ends the open case.
  ///
  /// - Returns: what is to be told now: nothing mostly.
  mutating func closeCase() -> [ReportEvent] {
    guard isCaseOpen else { return [] }
    decideDialect()
    isCaseOpen = false
    if suites.isEmpty { suites.append(SuiteFrame()) }
    suites[suites.count - 1].cases += 1
    finishRecord()
    if !dialect.leavesCasesAlone { putRightLast() }
    countTime()
    guard batch.isFull else { return [] }
    var events = resolve(suite: duplicates.isFull ? suites.last : nil)
    events += flush()
    return events
  }

  /// Counts the time of the case that ended last for its suite.
  private mutating func countTime() {
    let record = batch.records[batch.records.count - 1]
    lastUnit.take(record, in: batch)
    var time: Microseconds?
    if record.extras >= 0 {
      for attempt in batch.extras[Int(record.extras)].attempts where attempt.outcome != .skipped {
        time = (time ?? .zero) + (attempt.duration ?? .zero)
      }
    } else if record.outcome != .skipped {
      time = Microseconds(max(0, record.duration))
    }
    suites[suites.count - 1].hooks.add(time, unit: lastUnit.hash)
  }

  private mutating func finishRecord() {
    let suite = suites.count - 1
    record.suiteNumber = Int32(truncatingIfNeeded: suites[suite].number)
    // The producers that count lines from 0 have one.
    record.line = record.line < 0 ? 0 : record.line + Int32(1 - dialect.firstLine)
    if record.file.count == 0, !suites[suite].file.isEmpty {
      record.file = suites[suite].file.withUTF8 { identities.file($0, in: &batch) }
    }
    if dialect.suiteNames == .identify {
      record.suite = identities.suite(
        suites[suite].number,
        path: suites[suite].path,
        in: &batch
      )
    }
    record.identityHash = identities.hash(record, in: batch)
    if builder.isPlain {
      record.outcome = builder.silentOutcome
    } else {
      let attempts = builder.attempts(dialect)
      record.outcome = attempts[0].outcome
      record.duration = attempts[0].duration?.count ?? -1
      record.extras = Int32(truncatingIfNeeded: batch.extras.count)
      batch.add(
        CaseBatch.Extras(
          attempts: attempts,
          properties: builder.properties,
          output: builder.output
        )
      )
      openResult = nil
      builder = CaseBuilder()
    }
    batch.records.append(record)
  }

  /// Lets the dialect put right the case that ended last.
  private mutating func putRightLast() {
    let reported = batch[batch.count - 1]
    var adjusted = reported
    dialect.putRight(&adjusted, in: suites)
    guard adjusted != reported else { return }
    batch.records.removeLast()
    adjusted.id = identities.rules.applied(to: adjusted.id)
    add(adjusted, suite: suites.last?.number ?? 0)
  }

  private mutating func add(_ testCase: ReportedCase, suite: Int) {
    batch.append(testCase, seed: identities.rules.seed)
    batch.records[batch.count - 1].suiteNumber = Int32(truncatingIfNeeded: suite)
  }

  /// Counts the cases of the batch, and hands them over.
  mutating func flush() -> [ReportEvent] {
    guard !batch.isEmpty || !batch.hookTimes.isEmpty else { return [] }
    lastUnit.leave(batch)
    var full = CaseBatch()
    swap(&full, &batch)
    batch.reserve(like: full)
    full.areChecks = dialect.isCheck
    identities.beginBatch()
    // A case that is open, as around suites in a broken report, moves on with its texts.
    if isCaseOpen { batch.moveTexts(of: &record, from: full) }
    lookedUp = 0
    summary.counts.add(full)
    if full.records.contains(where: \.isAmbiguous) {
      note("several cases are named alike; they are kept apart by order and not scored", line: nil)
    }
    return [.cases(full)]
  }
}

/// Two texts on lines of their own; the second is dropped where the first is long already.
private func joined(_ text: String?, _ more: String) -> String {
  guard let text, text.utf8.count < TextCollector.limit else { return text ?? more }
  return "\(text)\n\(more)"
}

extension CaseCounts {
  /// Counts the cases of a batch.
  fileprivate mutating func add(_ batch: CaseBatch) {
    for record in batch.records {
      if record.extras < 0 {
        add(record.outcome, isRetried: false)
      } else {
        let attempts = batch.extras[Int(record.extras)].attempts
        add(attempts.last?.outcome ?? record.outcome, isRetried: attempts.count > 1)
      }
    }
  }
}

extension DialectEvidence.Element {
  fileprivate init(name: UnsafePointer<UInt8>, _ attributes: SAXAttributes) {
    self.init(name: String(cString: name))
    for index in 0..<min(attributes.count, DialectEvidence.most) {
      guard let (name, value) = attributes[index] else { continue }
      add(String(cString: name), String(decoding: value.prefix(256), as: UTF8.self))
    }
  }
}
