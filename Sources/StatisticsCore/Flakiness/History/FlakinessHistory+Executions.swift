public import TestModel

extension FlakinessHistory {
  /// Creates a history from executions in any order.
  ///
  /// - Parameters:
  ///   - executions: all executions of the tests in the job runs; others are passed over.
  ///   - signatures: the texts of the signatures that the executions name.
  public init(
    from: Timestamp,
    asOf: Timestamp,
    jobRuns: [RecordedJobRun],
    tests: [RecordedTest],
    executions: [Execution],
    signatures: [Int64: String],
    testCount: Int = 0,
    testsByPlace: [String: Int] = [:]
  ) {
    let runs = jobRuns.sorted { ($0.startedAt, $0.id) < ($1.startedAt, $1.id) }
    let runPositions = positions(runs.map(\.id))
    let testPositions = positions(tests.map(\.id))
    let known = signatures.sorted { $0.key < $1.key }
    let signaturePositions = positions(known.map(\.key))
    var placed = Array(repeating: [(run: Int32, execution: Execution)](), count: tests.count)
    for execution in executions {
      guard let test = testPositions[execution.testRowID],
        let run = runPositions[execution.jobRunID]
      else { continue }
      placed[Int(test)].append((run, execution))
    }
    self.init(
      from: from,
      asOf: asOf,
      jobRuns: runs,
      timelines: zip(tests, placed).map { test, executions in
        TestTimeline(test: test, runs: testRuns(executions, signaturePositions))
      },
      signatures: known.map(\.value),
      testCount: testCount,
      testsByPlace: testsByPlace
    )
  }
}

private func positions(_ ids: [Int64]) -> [Int64: Int32] {
  Dictionary(ids.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
}

/// The executions of one test, gathered by job run.
private func testRuns(
  _ executions: [(run: Int32, execution: Execution)],
  _ signatures: [Int64: Int32]
) -> [TestRun] {
  let inOrder = executions.sorted {
    ($0.run, $0.execution.attempt) < ($1.run, $1.execution.attempt)
  }
  var testRuns: [TestRun] = []
  for (run, execution) in inOrder {
    let signature = execution.signatureID.flatMap { signatures[$0] } ?? -1
    let duration = execution.duration.map { Float($0.seconds) } ?? -1
    if testRuns.last?.run == run {
      testRuns[testRuns.count - 1].addAttempt(
        execution.outcome,
        signature: signature,
        duration: duration
      )
    } else {
      testRuns.append(
        TestRun(run: run, outcome: execution.outcome, signature: signature, duration: duration)
      )
    }
  }
  return testRuns
}
