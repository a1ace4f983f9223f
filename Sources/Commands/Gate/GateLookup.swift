import StatisticsCore
import Storage
import TestModel

/// Looks up in the history what is known of tests that failed.
struct GateLookup {
  private let store: HistoryStore
  private let asOf: Timestamp
  private let entries: [Int64: QuarantineEntry]
  /// What left quarantine because it fails every time.
  private let broken: [Int64: GateFailure.Breakage]
  /// The repositories that a test may be of.
  private let repos: [String]
  private let isRepoKnown: Bool

  init(_ store: HistoryStore, repo: String?, asOf: Timestamp) throws {
    self.store = store
    self.asOf = asOf
    let records = try store.quarantineRecords(asOf: asOf)
    let quarantine = records.filter(\.state.isExcused).map(\.entry)
    entries = Dictionary(uniqueKeysWithValues: quarantine.map { ($0.test.id, $0) })
    broken = Dictionary(
      uniqueKeysWithValues: records.filter { $0.state == .broken }.map {
        ($0.test.id, GateFailure.Breakage(at: $0.decision.at, reason: $0.decision.reason))
      }
    )
    isRepoKnown = repo != nil
    // A history that was ingested without a repository is of this one.
    repos = Set([repo].compactMap { $0 } + [""])
      .union(repo == nil ? quarantine.map(\.test.repo) : []).sorted(by: >)
  }

  /// The failures with what is known of them.
  func known(_ failures: [GateFailure]) throws -> [GateFailure] {
    var known = failures
    var quarantined: [(position: Int, test: RecordedTest)] = []
    for position in known.indices {
      let tests = try repos.compactMap { try store.test(known[position].testID, repo: $0) }
      guard let test = tests.first else { continue }
      known[position].isKnown = true
      // Without a repository nobody can tell namesakes of several ones apart.
      let isUnclear = tests.count > 1 && !isRepoKnown
      known[position].isAmbiguous = known[position].isAmbiguous || test.isAmbiguous || isUnclear
      known[position].entry = entries[test.id]
      if entries[test.id] != nil { quarantined.append((position, test)) }
      known[position].breakage = broken[test.id]
    }
    try addSignatures(of: quarantined, to: &known)
    return known
  }

  private func addSignatures(
    of quarantined: [(position: Int, test: RecordedTest)],
    to known: inout [GateFailure]
  ) throws {
    guard !quarantined.isEmpty else { return }
    let jobRuns = try store.jobRuns(in: Timestamp(milliseconds: .min)..<asOf)
    var signatures = SignatureList()
    let timelines = try store.timelines(
      of: quarantined.map(\.test),
      in: jobRuns,
      signatures: &signatures
    )
    for ((position, _), timeline) in zip(quarantined, timelines) {
      let record = FailureRecord(timeline.runs, in: jobRuns, signatures: signatures.texts)
      known[position].add(record)
    }
  }
}
