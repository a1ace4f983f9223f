import HistorySimulator
import StatisticsCore
import TestModel

/// Records the job runs of a simulation one after another.
struct SimulationRecording {
  private(set) var jobRuns: [RecordedJobRun] = []
  private(set) var entries: [[RecordedSimulation.Entry]]
  private(set) var signatures: [String] = []
  private var positions: [String: Int32] = [:]

  private let tellsWhy: Bool

  init(testCount: Int, tellsWhy: Bool = true) {
    self.tellsWhy = tellsWhy
    entries = Array(repeating: [], count: testCount)
  }

  mutating func add(_ run: SimulatedJobRun, at position: Int) {
    var counts = CaseCounts()
    for execution in run.reportedCases {
      let testRun = testRun(execution, run: Int32(position))
      counts.add(testRun.last, isRetried: testRun.attempts > 1)
      entries[execution.test].append(
        RecordedSimulation.Entry(
          testRun: testRun,
          cause: execution.attemptCauses.first ?? .none
        )
      )
    }
    jobRuns.append(
      RecordedJobRun(
        id: Int64(position + 1),
        jobRun: JobRun(run),
        startedAt: run.startedAt,
        counts: counts,
        isComplete: run.report != .truncated
      )
    )
  }

  /// The attempts of a case, in time as the JUnit report has it: one time for all of them, which is
  /// the last one's where it passed and the first one's where it did not.
  private mutating func testRun(_ execution: SimulatedCase, run: Int32) -> TestRun {
    let duration = Float(execution.durationMilliseconds) / 1000
    let passed = execution.outcome == .passed
    guard let first = execution.failedAttempts.first else {
      return TestRun(run: run, outcome: passed ? .passed : .skipped, duration: duration)
    }
    var testRun = TestRun(
      run: run,
      outcome: first.isError ? .errored : .failed,
      signature: signature(of: first),
      duration: passed ? -1 : duration
    )
    for attempt in execution.failedAttempts.dropFirst() {
      let outcome = attempt.isError ? Outcome.errored : .failed
      testRun.addAttempt(outcome, signature: signature(of: attempt), duration: -1)
    }
    if passed { testRun.addAttempt(.passed, signature: -1, duration: duration) }
    return testRun
  }

  private mutating func signature(of attempt: FailedAttempt) -> Int32 {
    guard tellsWhy else { return -1 }
    let text = foldedMessage(attempt.type + ": " + attempt.message)
    if let known = positions[text] { return known }
    let position = Int32(signatures.count)
    signatures.append(text)
    positions[text] = position
    return position
  }
}

extension TestID {
  /// The identity under which the ingest knows a simulated test.
  init(_ identity: TestIdentity) {
    self.init(classname: identity.classname, name: identity.name, file: identity.file)
  }
}

extension JobRun {
  /// What the manifest tells of a simulated job run.
  fileprivate init(_ run: SimulatedJobRun) {
    self.init()
    repo = run.repository
    branch = run.pipeline.branch
    defaultBranch = run.defaultBranch
    commit = run.pipeline.commit
    pr = run.pipeline.pullRequest
    pipeline = String(run.pipeline.number)
    workflow = run.workflow
    job = run.job
    variant = run.variant
    nodeIndex = run.nodeIndex - 1
    nodeTotal = run.nodeTotal
    attempt = run.attempt
    startedAt = run.startedAt
    duration = Microseconds(milliseconds: Int64(run.durationMilliseconds))
    queuedFor = Microseconds(milliseconds: Int64(run.queuedMilliseconds))
    status = run.status.rawValue
    runner = run.runner
  }
}
