import StatisticsCore
import Storage
import TestModel
import Testing

@testable import Commands

@Suite("Reading a history for the analysis in steps")
struct FlakinessReadingTests {
  private static let window = Timestamp(seconds: 0)..<Timestamp(seconds: 1000)

  @Test("Passes come for the tests that are asked for, and for their namesakes")
  func completes() throws {
    let (reading, _) = try reading()
    let first = reading.history
    #expect(told(first) == ["plain 1 [1]", "same 1 [1]", "same 2 []"])
    #expect(first.ambiguousNames == 1 && first.testCount == 4)
    #expect(first.timelines.allSatisfy { !$0.hasPasses })

    let plain = try reading.completed(first, tests: [0])
    #expect(told(plain) == ["plain 1 [0, 1, 2, 3]", "same 1 [1]", "same 2 []"])
    #expect(plain.timelines.map(\.hasPasses) == [true, false, false])
    #expect(plain.ambiguousNames == 1 && plain.signatures == first.signatures)

    let same = try reading.completed(first, tests: [1])
    #expect(told(same) == ["plain 1 [1]", "same 1 [1, 2]", "same 2 []"])
    #expect(same.timelines.map(\.hasPasses) == [false, true, true])
    #expect(same.ambiguousNames == 1)

    let both = try reading.completed(plain, tests: [1])
    let all = try reading.completed(first, tests: [0, 1, 2])
    #expect(both.timelines == all.timelines && all.timelines.allSatisfy(\.hasPasses))
  }

  @Test("Job runs that are not looked at are passed over")
  func passesOver() throws {
    let (all, store) = try reading()
    let reading = try FlakinessReading(
      store,
      window: Self.window,
      jobRuns: [all.history.jobRuns[2], all.history.jobRuns[3]],
      repo: nil,
      including: all.history.timelines.map(\.test.id)
    )
    #expect(told(reading.history) == ["plain 1 []", "same 1 []", "same 2 []"])
    let complete = try reading.completed(reading.history, tests: [0, 1])
    #expect(told(complete) == ["plain 1 [0, 1]", "same 1 [0]", "same 2 []"])
  }

  /// In the first run and the last one name means two cases, of which one fails in the first.
  private func reading() throws -> (FlakinessReading, HistoryStore) {
    let store = try HistoryStore(inMemory: "test")
    let runs: [[(String, Int, Outcome)]] = [
      [("same", 1, .failed), ("same", 2, .passed), ("plain", 1, .passed)],
      [("same", 1, .failed), ("plain", 1, .errored), ("other", 1, .passed)],
      [("same", 1, .passed), ("plain", 1, .passed)],
      [("same", 1, .passed), ("same", 2, .passed), ("plain", 1, .passed)],
    ]
    for (number, cases) in runs.enumerated() { try record(cases, number: number, in: store) }
    let reading = try FlakinessReading(
      store,
      window: Self.window,
      jobRuns: store.jobRuns(in: Self.window),
      repo: nil,
      including: []
    )
    return (reading, store)
  }

  private func record(
    _ cases: [(String, Int, Outcome)],
    number: Int,
    in store: HistoryStore
  ) throws {
    var run = JobRun()
    run.job = "unit"
    run.pipeline = "\(number)"
    let functions = IngestFunctions(
      signature: { _ in FailureSignature(text: "run \(number)", sample: "") }
    )
    _ = try RunRecorder(store, functions: functions).record(
      run,
      startedAt: Timestamp(seconds: Int64(number + 1)),
      keepsEmpty: false
    ) { writer in
      _ = try writer.report(path: "r.xml") {
        var batch = CaseBatch()
        for (name, ordinal, outcome) in cases {
          let attempt = Attempt(outcome: outcome, message: outcome.isFailure ? "m" : nil)
          batch.append(
            ReportedCase(
              id: TestID(name: name, ordinal: ordinal),
              attempts: [attempt],
              isAmbiguous: ordinal > 1
            ),
            seed: TestID.identitySeed(repo: "")
          )
        }
        try writer.add(batch)
        if number == 0 {
          try writer.markAmbiguous(identityHash: TestID(name: "same").identityHash(repo: ""))
        }
        return ("digest \(number)", ReportSummary())
      }
    }
  }

  private func told(_ history: FlakinessHistory) -> [String] {
    history.timelines.map {
      "\($0.test.testID.name) \($0.test.testID.ordinal) \($0.runs.map(\.run))"
    }
  }
}
