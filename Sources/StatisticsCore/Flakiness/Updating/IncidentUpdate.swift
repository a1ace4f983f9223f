import TestModel

/// The incidents of a history with further job runs.
///
/// Those in the neighborhood of the further runs are found again; the others stay as they are, and so
/// do the excuses of the failures there. Where few tests failed, all of the history is the
/// neighborhood.
///
/// Two kinds of tests are looked at: those with failures that no incident explains, which say how much
/// is to be expected, and those that failed in the neighborhood. What other tests failed in was an
/// incident elsewhere, which adds nothing to a baseline.
struct IncidentUpdate {
  /// A test that is looked at.
  struct Test {
    /// Its position in the state; none where it did not fail before.
    var position: Int?
    /// What it did, the failures in the further runs included.
    var timeline: TestTimeline
    /// The failures that an incident may explain.
    var excuses: [IncidentFinding.Excuse]
    /// The rows of the further job runs in which it failed.
    var newFailures: [Int64] = []
    /// Whether the excuses of earlier failures have changed.
    var hasOtherExcuses = false

    /// Takes over the excuses that were found for the failures in some job runs.
    mutating func take(_ found: [IncidentFinding.Excuse], inside isInside: [Bool]) {
      let merged =
        (excuses.filter { !isInside[Int($0.run)] } + found.filter { isInside[Int($0.run)] })
        .sorted { $0.run < $1.run }
      hasOtherExcuses = merged != excuses
      excuses = merged
    }
  }

  private(set) var tests: [Test] = []
  let incidents: [Incident]
  let excludedRuns: Set<Int64>

  init(_ state: FlakinessState, _ addition: HistoryAddition, _ runs: MergedRuns) {
    let neighborhood =
      state.tests.count <= state.fewTests
      ? IncidentNeighborhood(all: runs.jobRuns)
      : IncidentNeighborhood(of: runs.ofAdded, in: runs.jobRuns, incidents: state.incidents)
    var tests = Self.tests(state, runs, neighborhood)
    Self.add(addition, runs, state, to: &tests)
    let history = state.history(runs, addition, tests.map(\.timeline))
    let finding = findIncidents(in: history)
    let excuses = Dictionary(
      uniqueKeysWithValues: zip(history.timelines.map(\.test.id), finding.excuses)
    )
    for index in tests.indices {
      tests[index].take(excuses[tests[index].timeline.test.id] ?? [], inside: neighborhood.isInside)
    }
    self.tests = tests
    let inside = Set(
      runs.jobRuns.indices.filter { neighborhood.isInside[$0] }
        .map { runs.jobRuns[$0].id }
    )
    incidents =
      (state.incidents.filter { inside.isDisjoint(with: $0.jobRunIDs) }
      + finding.incidents.filter { !inside.isDisjoint(with: $0.jobRunIDs) })
      .sorted { ($0.from, $0.jobRunIDs[0]) < ($1.from, $1.jobRunIDs[0]) }
    excludedRuns = state.excludedRuns.subtracting(inside)
      .union(finding.excludedRuns.map { runs.jobRuns[Int($0)].id }.filter(inside.contains))
  }

  /// The known tests that are looked at, with their failures so far.
  private static func tests(
    _ state: FlakinessState,
    _ runs: MergedRuns,
    _ neighborhood: IncidentNeighborhood
  ) -> [Test] {
    var wanted = state.modeled.filter {
      state.tests[$0].isOpen || state.tests[$0].isExpectedToFail
    }
    var isWanted = Array(repeating: false, count: state.tests.count)
    for position in wanted { isWanted[position] = true }
    for (run, recorded) in runs.jobRuns.enumerated() where neighborhood.isInside[run] {
      for position in state.failingTests[recorded.id] ?? [] where !isWanted[position] {
        isWanted[position] = true
        wanted.append(position)
      }
    }
    return wanted.map { position in
      let known = state.tests[position]
      var timeline = known.timeline
      if runs.movesKnown { timeline.runs = runs.moved(timeline.runs) }
      return Test(position: position, timeline: timeline, excuses: runs.moved(known.excuses))
    }
  }

  /// Adds what failed in the further runs.
  private static func add(
    _ addition: HistoryAddition,
    _ runs: MergedRuns,
    _ state: FlakinessState,
    to tests: inout [Test]
  ) {
    var indices: [Int: Int] = [:]
    if !addition.failures.isEmpty {
      for (index, test) in tests.enumerated() {
        if let position = test.position { indices[position] = index }
      }
    }
    for failing in addition.failures {
      let position = state.positions[failing.test.id]
      let new = failing.runs.map { runs.placed($0, runs.ofAdded) }
      let rows = failing.runs.filter { $0.failures > 0 }
        .map { addition.jobRuns[Int($0.run)].id }
      let index = position.flatMap { indices[$0] } ?? tests.count
      if index == tests.count {
        let known = position.map { state.tests[$0] }
        tests.append(
          Test(
            position: position,
            timeline: TestTimeline(
              test: failing.test,
              runs: runs.moved(known?.timeline.runs ?? []),
              hasPasses: known?.timeline.hasPasses ?? false
            ),
            excuses: runs.moved(known?.excuses ?? [])
          )
        )
      }
      tests[index].timeline.add(new)
      tests[index].newFailures = rows
    }
  }
}

extension FlakinessState {
  /// Some tests as a history, with all job runs.
  func history(
    _ runs: MergedRuns,
    _ addition: HistoryAddition,
    _ timelines: [TestTimeline]
  ) -> FlakinessHistory {
    FlakinessHistory(
      from: from,
      asOf: max(asOf, addition.asOf),
      jobRuns: runs.jobRuns,
      timelines: timelines,
      signatures: addition.signatures,
      testCount: addition.testCount,
      testsByPlace: addition.testsByPlace
    )
  }
}
