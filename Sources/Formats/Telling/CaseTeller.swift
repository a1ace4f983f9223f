import TestModel

/// Tells the cases of one report and counts them.
///
/// Two cases of one name are kept apart by order and flagged, unless the format says that the later
/// one repeats the earlier. Of a case that was told, only a hash and an outcome are kept.
struct CaseTeller {
  /// What a second case of one name in one report is.
  enum Namesake { case otherCase, retry }

  private struct Told {
    var outcome: Outcome
    var isRetried: Bool
    var entries: Int32 = 1
  }

  /// The later attempts that are held at most, until the end of the report.
  private static let mostHeld = 100_000
  /// The notes of one report that are kept.
  private static let mostNotes = 20

  private let deliver: ReportSink
  private var told: [Int: Told] = [:]
  private var held: [TestID: [Attempt]] = [:]
  private var heldAttempts = 0
  private var timings = 0
  var summary = ReportSummary()

  init(deliver: @escaping ReportSink) { self.deliver = deliver }

  /// Whether nothing of use was told.
  var isEmpty: Bool { told.isEmpty && timings == 0 }

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

  mutating func tell(_ testCase: ReportedCase, namesake: Namesake = .otherCase) throws {
    guard let first = testCase.attempts.first else { return }
    // By the identity's hash of 64 bits: the identities of a million cases would take 100 MB.
    let key = testCase.id.hashValue
    guard let known = told[key] else {
      let isRetried = testCase.attempts.count > 1
      told[key] = Told(outcome: testCase.outcome, isRetried: isRetried)
      summary.counts.add(testCase.outcome, isRetried: isRetried)
      return try deliver(.testCase(testCase))
    }
    switch namesake {
    case .otherCase: try tellNamesake(testCase, key: key, entries: known.entries + 1)
    case .retry where known.isRetried && held[testCase.id] == nil:
      // What was told already has attempts of its own, and no more can be added to it.
      note("further attempts of a case that was retried before are left out")
    case .retry:
      guard heldAttempts < Self.mostHeld else {
        return note("attempts beyond \(Self.mostHeld) retries are left out")
      }
      heldAttempts += testCase.attempts.count
      held[testCase.id, default: []] += [first] + testCase.attempts.dropFirst()
    }
  }

  mutating func tell(_ timing: ReportedTiming) throws {
    timings += 1
    try deliver(.timing(timing))
  }

  /// Tells what was held, and sums up.
  mutating func finish() throws {
    for (id, attempts) in held.sorted(by: { $0.key < $1.key }) {
      guard let known = told[id.hashValue], let last = attempts.last else { continue }
      summary.counts.remove(known.outcome, isRetried: false)
      summary.counts.add(last.outcome, isRetried: true)
      let retried = RetriedCase(
        id: id,
        toldOutcome: known.outcome,
        first: nil,
        laterAttempts: attempts
      )
      try deliver(.retried(retried))
    }
    held = [:]
    summary.isTimingsOnly = told.isEmpty && timings > 0
  }

  private mutating func tellNamesake(
    _ testCase: ReportedCase,
    key: Int,
    entries: Int32
  ) throws {
    told[key]?.entries = entries
    note("several cases are named alike; they are kept apart by order and not scored")
    var testCase = testCase
    if entries == 2 { try deliver(.ambiguous(testCase.id)) }
    testCase.id.ordinal = Int(entries)
    testCase.isAmbiguous = true
    summary.counts.add(testCase.outcome, isRetried: testCase.attempts.count > 1)
    try deliver(.testCase(testCase))
  }
}
