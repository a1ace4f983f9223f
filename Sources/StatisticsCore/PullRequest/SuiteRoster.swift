/// Which tests one run of a suite had: all nodes of one job and variant, reruns included.
public struct SuiteRoster: Sendable, Hashable {
  /// The job and variant.
  public var stream: JobVariant
  /// The rows of the tests that ran.
  public var ran: Set<Int64>
  /// The rows of the tests that were skipped, each time.
  public var skipped: Set<Int64>
  /// The rows of the tests that ended in an error, such as a file that cannot be loaded.
  public var errored: Set<Int64>
  /// Whether a test failed.
  public var hasFailures: Bool
  /// Whether every node is there, and each told all that it did: else absent is not deleted.
  public var isWhole: Bool

  /// Creates a roster.
  public init(
    stream: JobVariant,
    ran: Set<Int64>,
    skipped: Set<Int64>,
    errored: Set<Int64> = [],
    hasFailures: Bool = false,
    isWhole: Bool = true
  ) {
    self.stream = stream
    self.ran = ran
    self.skipped = skipped.subtracting(ran)
    self.errored = errored
    self.hasFailures = hasFailures
    self.isWhole = isWhole
  }

  /// All tests that were named.
  var named: Set<Int64> { ran.union(skipped) }
}

/// A test that a pull request no longer runs.
public struct RosterChange: Sendable, Hashable {
  /// What became of it.
  public enum Kind: Sendable, Hashable, CaseIterable {
    /// It runs on the default branch and is skipped here.
    case newlySkipped
    /// It runs on the default branch, and no report of its jobs names it here.
    case deleted
  }

  /// What became of it.
  public var kind: Kind
  /// The row of the test.
  public var testRowID: Int64
  /// The jobs and variants that ran it on the default branch and do not here.
  public var streams: [JobVariant]

  /// Creates a change.
  public init(kind: Kind, testRowID: Int64, streams: [JobVariant]) {
    self.kind = kind
    self.testRowID = testRowID
    self.streams = streams
  }
}

/// The largest share of a suite's tests that can be missing and still are taken for deleted: beyond
/// it the run chose its tests, and where one failed, it may have ended at the failure.
private enum MissingShare {
  static let ofPassedRun = 0.5
  static let ofFailedRun = 0.1
}

/// Which tests a pull request skips or no longer has, against the default branch's last runs of the
/// same jobs.
///
/// It errs on the side of saying nothing. A test counts as one of the default branch's when it ran in
/// all of the last runs; a job that did not run, or not whole, deletes nothing; a test that another
/// job of the pull request names was moved; and what a job may have left out because a file cannot
/// be loaded, because it stopped at a failure, or because it ran only a choice, is not deleted.
///
/// - Parameters:
///   - pullRequest: the runs at the head, one a job and variant.
///   - base: the last whole runs on the default branch of each job and variant.
/// - Returns: the changes by kind and row.
public func rosterChanges(
  ofPullRequest pullRequest: [SuiteRoster],
  against base: [JobVariant: [SuiteRoster]]
) -> [RosterChange] {
  var skipped: [Int64: [JobVariant]] = [:]
  var missing: [Int64: [JobVariant]] = [:]
  let named = pullRequest.reduce(into: Set<Int64>()) { $0.formUnion($1.named) }
  var unsure = Set<Int64>()
  let here = Dictionary(
    pullRequest.map { ($0.stream, $0) },
    uniquingKeysWith: { first, _ in first }
  )
  for stream in base.keys.sorted() {
    guard let always = testsOfAll(base[stream] ?? []) else { continue }
    guard let roster = here[stream], roster.isWhole else {
      unsure.formUnion(always)
      continue
    }
    for test in always.intersection(roster.skipped) { skipped[test, default: []].append(stream) }
    let absent = always.subtracting(roster.named)
    let everNamed = (base[stream] ?? []).reduce(into: Set<Int64>()) { $0.formUnion($1.named) }
    let share = roster.hasFailures ? MissingShare.ofFailedRun : MissingShare.ofPassedRun
    let isCredible = Double(absent.count) <= share * Double(always.count)
    // An error under a name that the suite did not have stands for a file that cannot be loaded.
    guard isCredible, roster.errored.isSubset(of: everNamed) else {
      unsure.formUnion(absent)
      continue
    }
    for test in absent { missing[test, default: []].append(stream) }
  }
  let deleted = missing.filter { !named.contains($0.key) && !unsure.contains($0.key) }
  return changes(.newlySkipped, skipped) + changes(.deleted, deleted)
}

/// The tests that ran in all of some runs; none where there is no run.
private func testsOfAll(_ rosters: [SuiteRoster]) -> Set<Int64>? {
  guard let first = rosters.first else { return nil }
  return rosters.dropFirst().reduce(into: first.ran) { $0.formIntersection($1.ran) }
}

private func changes(
  _ kind: RosterChange.Kind,
  _ streams: [Int64: [JobVariant]]
) -> [RosterChange] {
  streams.map { RosterChange(kind: kind, testRowID: $0.key, streams: $0.value) }
    .sorted { $0.testRowID < $1.testRowID }
}
