public import TestModel

/// One execution of a test at a pull request's head.
public struct HeadExecution: Sendable, Hashable {
  /// The test.
  public var test: RecordedTest
  /// The job and variant.
  public var stream: JobVariant
  /// The merge commit that was checked out in place of the head, where there was one.
  public var mergeCommit: String?
  /// The row of the job run.
  public var jobRunID: Int64
  /// How it ended.
  public var outcome: Outcome

  /// Creates an execution.
  public init(
    test: RecordedTest,
    stream: JobVariant,
    mergeCommit: String?,
    jobRunID: Int64,
    outcome: Outcome
  ) {
    self.test = test
    self.stream = stream
    self.mergeCommit = mergeCommit
    self.jobRunID = jobRunID
    self.outcome = outcome
  }
}

/// A test that a pull request adds or changes, and that passed and failed on the same code there.
public struct IntroducedFlake: Sendable, Hashable {
  /// The test.
  public var testID: TestID
  /// Whether the default branch does not have the test; else its file is changed here.
  public var isNew: Bool
  /// The jobs and variants on which it did both.
  public var streams: [JobVariant]
  /// How often it passed there.
  public var passes: Int
  /// How often it failed there.
  public var failures: Int

  /// Creates a flake.
  public init(
    testID: TestID,
    isNew: Bool,
    streams: [JobVariant],
    passes: Int,
    failures: Int
  ) {
    self.testID = testID
    self.isNew = isNew
    self.streams = streams
    self.passes = passes
    self.failures = failures
  }
}

/// The tests that a pull request makes flaky, as far as its own runs prove it.
///
/// The same code is the same commit on the same job and variant and, where CI tests a merge, the same
/// merge: a default branch that moved in between is another code. Failures in outages prove nothing.
///
/// - Parameters:
///   - executions: all executions at the head of the tests that failed there.
///   - isNew: whether the default branch does not have a test.
///   - isChanged: whether the pull request changes a file.
///   - outages: what came together and was not the code's fault.
public func introducedFlakes(
  _ executions: [HeadExecution],
  isNew: (RecordedTest) -> Bool,
  isChanged: (String) -> Bool,
  outages: [Incident]
) -> [IntroducedFlake] {
  let hit = outages.map { (runs: Set($0.jobRunIDs), tests: $0.testRowIDs) }
  let usable = executions.filter { execution in
    guard !execution.test.isCheck, !execution.test.isAmbiguous, execution.outcome != .skipped
    else { return false }
    return !hit.contains {
      $0.runs.contains(execution.jobRunID) && $0.tests.contains(execution.test.id)
    }
  }
  let byTest = Dictionary(grouping: usable, by: \.test)
  return byTest.compactMap { test, executions -> IntroducedFlake? in
    let isNew = isNew(test)
    guard isNew || !test.testID.file.isEmpty && isChanged(test.testID.file) else { return nil }
    let mixed = Dictionary(grouping: executions) { Place($0) }.filter { _, executions in
      executions.contains(where: \.outcome.isFailure)
        && executions.contains { $0.outcome == .passed }
    }
    guard !mixed.isEmpty else { return nil }
    let outcomes = mixed.values.flatMap { $0.map(\.outcome) }
    return IntroducedFlake(
      testID: test.testID,
      isNew: isNew,
      streams: Set(mixed.keys.map(\.stream)).sorted(),
      passes: outcomes.count { $0 == .passed },
      failures: outcomes.count(where: \.isFailure)
    )
  }
  .sorted { $0.testID < $1.testID }
}

/// What has to be the same for two executions to be of the same code.
private struct Place: Hashable {
  var stream: JobVariant
  var mergeCommit: String?

  init(_ execution: HeadExecution) {
    stream = execution.stream
    mergeCommit = execution.mergeCommit
  }
}
