import TestModel

/// Tells the cases of one report and counts them.
///
/// Two cases of one name are kept apart by order and flagged, unless the format says that the later
/// one repeats the earlier. Of a case that was told, only a hash and an outcome are kept.
struct CaseTeller {
  /// What a second case of one name in one report is.
  enum Namesake { case otherCase, retry }

  /// The later attempts that are held at most, until the end of the report.
  private static let mostHeld = 100_000
  /// The notes of one report that are kept.
  private static let mostNotes = 20

  private let deliver: ReportSink
  private let rules: IdentityRules
  private var told = SeenCases()
  private var isToldEmpty = true
  private var batch = CaseBatch()
  private var held: [TestID: [Attempt]] = [:]
  private var heldAttempts = 0
  private var timings = 0
  var summary = ReportSummary()

  init(rules: IdentityRules, deliver: @escaping ReportSink) {
    self.rules = rules
    self.deliver = deliver
  }

  /// Whether nothing of use was told.
  var isEmpty: Bool { isToldEmpty && timings == 0 }

  mutating func note(_ text: String, line: Int? = nil) {
    guard summary.notes.count < Self.mostNotes,
      !summary.notes.contains(where: { $0.text == text })
    else { return }
    summary.notes.append(ReportNote(line: line, text: text))
  }

  /// Notes when a part of the report began; the earliest one is the report's start.
  mutating func began(at start: Timestamp?) {
    guard let start, start.milliseconds > 0 else { return }
    summary.startedAt = min(summary.startedAt ?? start, start)
  }

  mutating func tell(_ reported: ReportedCase, namesake: Namesake = .otherCase) throws {
    var testCase = reported
    testCase.attempts = reported.attempts.map(\.asItEnded)
    guard let attempt = testCase.attempts.first else { return }
    testCase.id = rules.applied(to: reported.id)
    let hash = testCase.id.identityHash(seed: rules.seed)
    let isRetried = testCase.attempts.count > 1
    let first = SeenCases.First(
      outcome: testCase.outcome,
      isPlain: !isRetried,
      suite: 0,
      entries: 1
    )
    isToldEmpty = false
    if told.insert(hash, first) {
      summary.counts.add(testCase.outcome, isRetried: isRetried)
      return try add(testCase)
    }
    guard let known = told[hash] else { return }
    switch namesake {
    case .otherCase: try tellNamesake(testCase, hash: hash, known: known)
    case .retry where !known.isPlain && held[testCase.id] == nil:
      // What was told already has attempts of its own, and no more can be added to it.
      note("further attempts of a case that was retried before are left out")
    case .retry:
      guard heldAttempts < Self.mostHeld else {
        return note("attempts beyond \(Self.mostHeld) retries are left out")
      }
      heldAttempts += testCase.attempts.count
      held[testCase.id, default: []] += [attempt] + testCase.attempts.dropFirst()
    }
  }

  mutating func tell(_ timing: ReportedTiming) throws {
    timings += 1
    try deliver(.timing(timing))
  }

  /// Tells what was held, and sums up.
  mutating func finish() throws {
    try flush()
    for (id, attempts) in held.sorted(by: { $0.key < $1.key }) {
      let hash = id.identityHash(seed: rules.seed)
      guard let known = told[hash] else { continue }
      let retried = RetriedCase(
        id: id,
        identityHash: hash,
        toldOutcome: known.outcome,
        told: .first,
        otherAttempts: attempts
      )
      summary.counts.remove(known.outcome, isRetried: false)
      summary.counts.add(retried.outcome, isRetried: true)
      try deliver(.retried(retried))
    }
    held = [:]
    summary.isTimingsOnly = isToldEmpty && timings > 0
  }

  private mutating func tellNamesake(
    _ reported: ReportedCase,
    hash: UInt64,
    known: SeenCases.First
  ) throws {
    told[hash]?.entries = known.entries + 1
    note("several cases are named alike; they are kept apart by order and not scored")
    if known.entries == 1 {
      try flush()
      try deliver(.ambiguous(reported.id, identityHash: hash))
    }
    var testCase = reported
    testCase.id.ordinal = known.entries + 1
    testCase.isAmbiguous = true
    summary.counts.add(testCase.outcome, isRetried: testCase.attempts.count > 1)
    try add(testCase)
  }

  private mutating func add(_ testCase: ReportedCase) throws {
    batch.append(testCase, seed: rules.seed)
    if batch.isFull { try flush() }
  }

  private mutating func flush() throws {
    guard !batch.isEmpty else { return }
    var full = CaseBatch()
    swap(&full, &batch)
    try deliver(.cases(full))
  }
}
