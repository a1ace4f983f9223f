import StatisticsCore
import Storage
import TestModel

/// Reads a window of the history for the analysis of flakiness in two steps: first what failed, and
/// then, for the tests that somebody asks for, what passed.
///
/// An outage fails all tests of a run; that needs no passes, and few of the tests failed otherwise.
struct FlakinessReading {
  /// The failures of the window; no timeline has its passes.
  let history: FlakinessHistory

  private let store: HistoryStore
  private let signatures: SignatureList
  /// By row, the tests whose names have several cases, with the runs that nothing is said of, too.
  private let ambiguous: [Int64: TestTimeline]

  /// Reads the failures of a window.
  ///
  /// - Parameters:
  ///   - jobRuns: the job runs of the window that are looked at, by start and then by row.
  ///   - repo: the repository whose tests are counted; all when none is named.
  ///   - others: rows of tests that are looked at although they may not have failed.
  init(
    _ store: HistoryStore,
    window: Range<Timestamp>,
    jobRuns: [RecordedJobRun],
    repo: String?,
    including others: [Int64]
  ) throws {
    self.store = store
    let failures = try store.failureTimelines(in: jobRuns, repo: repo, including: others)
    signatures = failures.signatures
    ambiguous = Dictionary(
      failures.timelines.filter(\.test.isAmbiguous).map { ($0.test.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    history = FlakinessHistory(
      from: window.lowerBound,
      asOf: window.upperBound,
      jobRuns: jobRuns,
      timelines: failures.timelines,
      signatures: failures.signatures.texts,
      testCount: failures.testCount,
      testsByPlace: failures.testsByPlace
    )
  }

  /// The history with the passes of some tests.
  ///
  /// Their namesakes get theirs, too: a run in which a name meant several cases is known by them.
  ///
  /// - Parameter tests: the positions of the tests' timelines in `history`.
  func completed(_ history: FlakinessHistory, tests: [Int]) throws -> FlakinessHistory {
    var timelines = history.timelines.map { ambiguous[$0.test.id] ?? $0 }
    let positions = withNamesakes(tests, of: timelines)
    var signatures = signatures
    // The old runs go first: in memory there are never both.
    for position in positions { timelines[position].runs = [] }
    let complete = try store.timelines(
      of: positions.map { timelines[$0].test },
      in: history.jobRuns,
      signatures: &signatures
    )
    for (position, timeline) in zip(positions, complete) { timelines[position] = timeline }
    return FlakinessHistory(
      from: history.from,
      asOf: history.asOf,
      jobRuns: history.jobRuns,
      timelines: timelines,
      signatures: signatures.texts,
      testCount: history.testCount,
      testsByPlace: history.testsByPlace
    )
  }

  private func withNamesakes(_ tests: [Int], of timelines: [TestTimeline]) -> [Int] {
    let ambiguous = tests.filter { timelines[$0].test.isAmbiguous }
    guard !ambiguous.isEmpty else { return tests }
    let names = Set(ambiguous.map { TestName(timelines[$0].test) })
    let namesakes = timelines.indices.filter {
      timelines[$0].test.isAmbiguous && names.contains(TestName(timelines[$0].test))
    }
    return Set(tests).union(namesakes).sorted()
  }
}
