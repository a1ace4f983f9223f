import Reporter
import StatisticsCore
import Storage
import TestModel

/// The whole runs on the default branch that a pull request is held against, of each job.
private let mostBaseRuns = 3

/// Which tests of the default branch a pull request skips or no longer has.
///
/// A test that is younger than the pull request is none of its business: its branch may not have it.
func lostTests(
  of runs: PullRequestRuns,
  in jobRuns: [RecordedJobRun],
  _ store: HistoryStore
) throws -> [PullRequestReport.LostTest] {
  guard let begin = runs.begin, let start = runs.atHead.first?.startedAt else { return [] }
  let before = jobRuns.filter { $0.isOnDefaultBranch && $0.startedAt < start }
  let base = Dictionary(grouping: before, by: \.jobRun.stream).mapValues { runs in
    lastWholeSuiteRuns(runs)
  }
  let heads = Dictionary(grouping: runs.atHead, by: \.jobRun.stream)
  let ids = (base.values.joined().flatMap { $0 } + runs.atHead).map(\.id)
  let rosters = try store.rosters(ofJobRuns: ids)
  let changes = rosterChanges(
    ofPullRequest: heads.keys.sorted().map { suiteRoster($0, heads[$0] ?? [], rosters) },
    against: Dictionary(
      uniqueKeysWithValues: base.map { stream, suites in
        (stream, suites.map { suiteRoster(stream, $0, rosters) })
      }
    )
  )
  let tests = Dictionary(
    uniqueKeysWithValues: try store.tests(ofRows: changes.map(\.testRowID)).map { ($0.id, $0) }
  )
  return RosterChange.Kind.allCases.flatMap { kind in
    changes.compactMap { change -> PullRequestReport.LostTest? in
      guard change.kind == kind, let test = tests[change.testRowID], test.firstSeen < begin
      else { return nil }
      return PullRequestReport.LostTest(testID: test.testID, change: change)
    }
    .sorted { $0.testID < $1.testID }
  }
}

/// The last suite runs of one job and variant of which every node told all.
private func lastWholeSuiteRuns(_ runs: [RecordedJobRun]) -> [[RecordedJobRun]] {
  let suites = Dictionary(grouping: runs) { SuiteRun($0) }.values
    .filter { isWhole($0) }
    .sorted { left, right in
      guard let left = left.first, let right = right.first else { return false }
      return (left.startedAt, left.id) > (right.startedAt, right.id)
    }
  return Array(suites.prefix(mostBaseRuns))
}

/// A job in a pipeline, with its reruns, which may run no more than what failed; of a run of which no
/// pipeline is known, the run itself.
private struct SuiteRun: Hashable {
  var pipeline: String?
  var row: Int64?

  init(_ run: RecordedJobRun) {
    pipeline = run.jobRun.pipeline
    row = pipeline == nil ? run.id : nil
  }
}

/// Whether every node is there and each told all that it did.
private func isWhole(_ runs: [RecordedJobRun]) -> Bool {
  guard !runs.isEmpty else { return false }
  let nodes = Dictionary(grouping: runs) { $0.jobRun.nodeIndex ?? 0 }
  // Of a node that died and was run again, the whole report counts.
  guard nodes.values.allSatisfy({ $0.contains(where: \.isTold) }) else { return false }
  return nodes.count >= runs.compactMap(\.jobRun.nodeTotal).max() ?? 1
}

private func suiteRoster(
  _ stream: JobVariant,
  _ runs: [RecordedJobRun],
  _ rosters: [Int64: JobRunRoster]
) -> SuiteRoster {
  let parts = runs.compactMap { rosters[$0.id] }
  return SuiteRoster(
    stream: stream,
    ran: parts.reduce(into: []) { $0.formUnion($1.ran) },
    skipped: parts.reduce(into: []) { $0.formUnion($1.skipped) },
    errored: parts.reduce(into: []) { $0.formUnion($1.errored) },
    hasFailures: runs.contains { $0.counts.failed + $0.counts.errored > 0 },
    isWhole: isWhole(runs)
  )
}
