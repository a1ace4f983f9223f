public import TestModel

/// What the analysis of flakiness looks at: the job runs of a window and the tests that failed in
/// it.
///
/// It is in one order whatever the order of its parts was: runs by start, tests by identity, and
/// the runs of each test by time. The same history therefore gives the same answer.
public struct FlakinessHistory: Sendable {
  /// When the window begins.
  public let from: Timestamp
  /// When it ends; what is asked is how things stood then.
  public let asOf: Timestamp
  /// The job runs of the window, by start.
  public let jobRuns: [RecordedJobRun]
  /// The tests that failed at least once in the window, by identity.
  public internal(set) var timelines: [TestTimeline]
  /// The texts of the failures' signatures; executions name them by position.
  public let signatures: [String]
  /// How many tests there are, with those that never failed.
  public let testCount: Int
  /// How many tests there are in each place (see `TestID.place`), with those that never failed.
  public let testsByPlace: [String: Int]
  /// How many names meant several cases in some of the runs; those runs of theirs are left out.
  public let ambiguousNames: Int

  /// Creates a history.
  ///
  /// - Parameters:
  ///   - jobRuns: the job runs of the window, by start and then by row.
  ///   - timelines: the tests that failed, in any order, each with its runs by position.
  ///   - testCount: how many tests there are, failing or not; at least the number of timelines.
  ///   - testsByPlace: the same by place; places that are not named count what failed in them.
  public init(
    from: Timestamp,
    asOf: Timestamp,
    jobRuns: [RecordedJobRun],
    timelines: [TestTimeline],
    signatures: [String],
    testCount: Int = 0,
    testsByPlace: [String: Int] = [:]
  ) {
    self.from = from
    self.asOf = asOf
    self.jobRuns = jobRuns
    self.signatures = signatures
    self.testCount = max(testCount, timelines.count)
    self.testsByPlace = testsByPlace
    // Positions are sorted and not timelines, which are large.
    let order = timelines.indices.sorted {
      let (left, right) = (timelines[$0].test, timelines[$1].test)
      return left.repo != right.repo ? left.repo < right.repo : left.testID < right.testID
    }
    let ordered = order.map { timelines[$0] }
    let ambiguous = ambiguousRuns(ordered)
    ambiguousNames = ambiguous.count
    self.timelines = ordered
    guard !ambiguous.isEmpty else { return }
    for position in ordered.indices where ordered[position].test.isAmbiguous {
      guard let runs = ambiguous[TestName(ordered[position].test)] else { continue }
      self.timelines[position].runs.removeAll { runs.contains($0.run) }
    }
  }

  /// The job and variant of a run: what makes two runs of a test comparable.
  public func stream(of run: Int32) -> JobVariant {
    let jobRun = jobRuns[Int(run)].jobRun
    return JobVariant(job: jobRun.job ?? "", variant: jobRun.variant ?? "")
  }

  /// The code that a run tested; runs without a commit share theirs with no other run.
  ///
  /// Of a pull request it is the merge that was tested, where the history knows it: another base
  /// under the same head is other code.
  public func codeKey(of run: Int32) -> String {
    let recorded = jobRuns[Int(run)]
    return recorded.jobRun.mergeCommit ?? recorded.jobRun.commit ?? "run \(recorded.id)"
  }

  /// The text of a signature; none for -1.
  public func signature(_ position: Int32) -> String? {
    position < 0 ? nil : signatures[Int(position)]
  }
}

/// By name, the runs in which it meant several cases.
private func ambiguousRuns(_ timelines: [TestTimeline]) -> [TestName: Set<Int32>] {
  var cases: [TestName: [Int32: Int]] = [:]
  for timeline in timelines where timeline.test.isAmbiguous {
    for testRun in timeline.runs {
      cases[TestName(timeline.test), default: [:]][testRun.run, default: 0] += 1
    }
  }
  return cases.mapValues { runs in Set(runs.filter { $0.value > 1 }.keys) }
    .filter { !$0.value.isEmpty }
}
