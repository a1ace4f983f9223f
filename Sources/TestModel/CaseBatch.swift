/// Some cases of one report, in its order, in one piece of memory.
///
/// Most cases of most reports are a name, a time and a pass. Their texts stand in one array of bytes
/// and the rest in records of a fixed size, so that reading them costs no allocation a case; what a
/// failure says is kept as ordinary values beside them.
public struct CaseBatch: Sendable {
  /// A text among the bytes of the batch.
  @usableFromInline
  package struct Span: Sendable {
    @usableFromInline package var start: UInt32 = 0
    @usableFromInline package var count: UInt32 = 0

    package init() {}

    @usableFromInline
    package init(start: Int, count: Int) {
      self.start = UInt32(truncatingIfNeeded: start)
      self.count = UInt32(truncatingIfNeeded: count)
    }
  }

  /// What every case has.
  package struct Record: Sendable {
    package var suite = Span()
    package var classname = Span()
    package var file = Span()
    package var name = Span()
    package var identityHash: UInt64 = 0
    /// The number of the suite in its report.
    package var suiteNumber: Int32 = 0
    /// In microseconds; negative for unknown.
    package var duration: Int64 = -1
    /// 0 for unknown.
    package var line: Int32 = 0
    package var ordinal: Int32 = 1
    /// The position of what else the case has; negative for nothing.
    package var extras: Int32 = -1
    package var outcome = Outcome.passed
    package var isAmbiguous = false

    package init() {}
  }

  /// What few cases have.
  package struct Extras: Sendable {
    package var attempts: [Attempt]
    package var properties: [Property]
    package var output: String?

    package init(attempts: [Attempt], properties: [Property], output: String?) {
      self.attempts = attempts
      self.properties = properties
      self.output = output
    }
  }

  /// The bytes at which a batch is handed over.
  static let fullSize = 262_144
  /// The cases at which a batch is handed over.
  static let fullCount = 2048

  /// Whether the cases are findings of a linter and no tests.
  public var areChecks = false
  @usableFromInline package var bytes: [UInt8] = []
  package var records: [Record] = []
  /// What suites took beside their cases, of this batch or of one before.
  public package(set) var hookTimes: [HookTime] = []
  package var extras: [Extras] = []
  /// The bytes of the extras' texts, about.
  var extrasSize = 0

  /// Creates a batch without cases.
  public init() {}

  /// The number of cases.
  public var count: Int { records.count }

  /// Whether there is no case.
  public var isEmpty: Bool { records.isEmpty }

  /// Whether the batch is to be handed over before more is added.
  public var isFull: Bool {
    records.count >= CaseBatch.fullCount || bytes.count + extrasSize >= CaseBatch.fullSize
  }

  /// The memory that the batch takes, in bytes, about.
  public var size: Int {
    bytes.count + extrasSize + records.count * MemoryLayout<Record>.stride
  }
}

extension CaseBatch {
  /// Adds a case.
  ///
  /// - Parameter seed: where the hashes of identities start: `TestID.identitySeed(repo:)`.
  public mutating func append(_ testCase: ReportedCase, seed: UInt64) {
    var record = Record()
    record.suite = add(testCase.id.suite)
    record.classname = add(testCase.id.classname)
    record.file = add(testCase.id.file)
    record.name = add(testCase.id.name)
    record.line = testCase.line.flatMap { Int32(exactly: $0) } ?? 0
    record.ordinal = Int32(clamping: testCase.id.ordinal)
    record.isAmbiguous = testCase.isAmbiguous
    record.identityHash = identityHash(of: record, seed: seed)
    let attempt = testCase.attempts.first ?? Attempt(outcome: .skipped)
    record.outcome = attempt.outcome
    record.duration = attempt.duration?.count ?? -1
    let isPlain =
      testCase.attempts.count == 1 && testCase.properties.isEmpty && testCase.output == nil
      && attempt == Attempt(outcome: attempt.outcome, duration: attempt.duration)
    if !isPlain {
      record.extras = Int32(extras.count)
      add(
        Extras(
          attempts: testCase.attempts,
          properties: testCase.properties,
          output: testCase.output
        )
      )
    }
    records.append(record)
  }

  /// Makes room for as much as another batch of the report held.
  package mutating func reserve(like other: CaseBatch) {
    bytes.reserveCapacity(other.bytes.count + other.bytes.count / 8)
    records.reserveCapacity(other.records.count + 1)
  }

  /// Copies the texts of a case that is not added yet from the batch in which they stand.
  package mutating func moveTexts(of record: inout Record, from other: CaseBatch) {
    record.suite = other.withBytes(of: record.suite) { add($0) }
    record.classname = other.withBytes(of: record.classname) { add($0) }
    record.file = other.withBytes(of: record.file) { add($0) }
    record.name = other.withBytes(of: record.name) { add($0) }
  }

  /// Adds what a suite took beside its cases.
  public mutating func append(_ time: HookTime) { hookTimes.append(time) }

  package mutating func add(_ more: Extras) {
    extras.append(more)
    extrasSize += more.output?.utf8.count ?? 0
    for attempt in more.attempts {
      extrasSize +=
        (attempt.details?.utf8.count ?? 0) + (attempt.message?.utf8.count ?? 0)
        + MemoryLayout<Attempt>.stride
    }
  }

  package mutating func add(_ text: String) -> Span {
    var text = text
    return text.withUTF8 { add($0) }
  }

  @inlinable @inline(__always)
  package mutating func add(_ text: UnsafeBufferPointer<UInt8>) -> Span {
    let start = bytes.count
    bytes.append(contentsOf: text)
    return Span(start: start, count: text.count)
  }

  package func identityHash(of record: Record, seed: UInt64) -> UInt64 {
    let place = placeHash(of: record, seed: seed)
    return withBytes(of: record.name) { xxHash64($0, seed: place) }
  }

  /// The hash of all that stands before the name in an identity.
  package func placeHash(of record: Record, seed: UInt64) -> UInt64 {
    let suite = withBytes(of: record.suite) { xxHash64($0, seed: seed) }
    let classname = withBytes(of: record.classname) { xxHash64($0, seed: suite) }
    return withBytes(of: record.file) { xxHash64($0, seed: classname) }
  }

  @inlinable @inline(__always)
  package func withBytes<Answer>(
    of span: Span,
    _ body: (UnsafeBufferPointer<UInt8>) -> Answer
  ) -> Answer {
    bytes.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[Int(span.start)..<Int(span.start + span.count)]))
    }
  }

  package func text(_ span: Span) -> String {
    withBytes(of: span) { String(decoding: $0, as: UTF8.self) }
  }
}

extension CaseBatch: RandomAccessCollection {
  /// The position of the first case.
  public var startIndex: Int { 0 }

  /// The position after the last case.
  public var endIndex: Int { records.count }

  /// The case at a position as a value of its own.
  public subscript(position: Int) -> ReportedCase {
    let record = records[position]
    let more: Extras? = record.extras >= 0 ? extras[Int(record.extras)] : nil
    let duration = record.duration >= 0 ? Microseconds(record.duration) : nil
    return ReportedCase(
      id: id(at: position),
      line: record.line > 0 ? Int(record.line) : nil,
      attempts: more?.attempts ?? [Attempt(outcome: record.outcome, duration: duration)],
      properties: more?.properties ?? [],
      output: more?.output,
      isAmbiguous: record.isAmbiguous
    )
  }
}

// What a writer of many cases asks, without making values of them.
extension CaseBatch {
  /// The identity of a case.
  public func id(at position: Int) -> TestID {
    let record = records[position]
    return TestID(
      suite: text(record.suite),
      classname: text(record.classname),
      name: text(record.name),
      file: text(record.file),
      ordinal: Int(record.ordinal)
    )
  }

  /// The identity of a case as a number: `TestID.identityHash(repo:)`.
  public func identityHash(at position: Int) -> UInt64 { records[position].identityHash }

  /// 1, or a higher number for a further, different case of the same name in one report.
  public func ordinal(at position: Int) -> Int { Int(records[position].ordinal) }

  /// Whether a case shares its name with another one of the report.
  public func isAmbiguous(at position: Int) -> Bool { records[position].isAmbiguous }

  /// Calls `body` with the parts of a case's identity in UTF-8: suite, class, file and name.
  public func withIdentity<Answer>(
    at position: Int,
    _ body: (
      _ suite: UnsafeBufferPointer<UInt8>, _ classname: UnsafeBufferPointer<UInt8>,
      _ file: UnsafeBufferPointer<UInt8>, _ name: UnsafeBufferPointer<UInt8>
    ) throws -> Answer
  ) rethrows -> Answer {
    let record = records[position]
    return try bytes.withUnsafeBufferPointer { bytes in
      func part(_ span: Span) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[Int(span.start)..<Int(span.start + span.count)])
      }
      return try body(
        part(record.suite),
        part(record.classname),
        part(record.file),
        part(record.name)
      )
    }
  }

  /// How the first attempt of a case ended.
  public func firstOutcome(at position: Int) -> Outcome { records[position].outcome }

  /// How long the first attempt of a case took, in microseconds; negative where that is unknown.
  public func firstDuration(at position: Int) -> Int64 { records[position].duration }

  /// The attempts of a case that has more to say than an outcome and a time.
  public func tellingAttempts(at position: Int) -> [Attempt]? {
    let position = records[position].extras
    return position >= 0 ? extras[Int(position)].attempts : nil
  }

  /// The line of a case in its file, from 1; none where the report has none.
  public func line(at position: Int) -> Int? {
    let line = records[position].line
    return line > 0 ? Int(line) : nil
  }

  /// The properties of a case, in the report's order.
  public func properties(at position: Int) -> [Property] {
    let position = records[position].extras
    return position >= 0 ? extras[Int(position)].properties : []
  }

  /// What a case printed; none where it printed nothing.
  public func output(at position: Int) -> String? {
    let position = records[position].extras
    return position >= 0 ? extras[Int(position)].output : nil
  }
}
