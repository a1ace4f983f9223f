import StatisticsCore
import TestModel
import Testing

@Suite("The ways in which a quarantined test is known to fail")
struct GateSignatureTests {
  static let begin = Timestamp(seconds: 1_800_000_000)

  /// A job run an hour, with one run of the test in it: how it ended, and by which signature.
  struct Run {
    var outcomes: [(Outcome, Int32)]
    var branch = "main"
    var commit: String?
    var job = "unit"
  }

  static func failures(_ runs: [Run]) -> [RecordedFailure] {
    let jobRuns = runs.enumerated().map { index, run in
      var jobRun = JobRun()
      jobRun.branch = run.branch
      jobRun.commit = run.commit ?? "c\(index)"
      jobRun.job = run.job
      return RecordedJobRun(
        id: Int64(index),
        jobRun: jobRun,
        startedAt: begin.adding(milliseconds: Int64(index) * 3_600_000),
        counts: CaseCounts(),
        isComplete: true
      )
    }
    let testRuns = runs.enumerated().map { index, run in
      var testRun = TestRun(
        run: Int32(index),
        outcome: run.outcomes[0].0,
        signature: run.outcomes[0].1
      )
      for (outcome, signature) in run.outcomes.dropFirst() {
        testRun.addAttempt(outcome, signature: signature, duration: 1)
      }
      return testRun
    }
    return recordedFailures(testRuns, in: jobRuns, signatures: ["timeout", "regression"])
  }

  static func isTransient(_ runs: [Run]) -> [Bool] { failures(runs).map(\.isTransient) }

  @Test("A pass on retry, on the same commit, or later on the default branch says so")
  func transient() {
    #expect(Self.isTransient([Run(outcomes: [(.failed, 0), (.passed, -1)])]) == [true])
    #expect(
      Self.isTransient([
        Run(outcomes: [(.passed, -1)], branch: "topic", commit: "a"),
        Run(outcomes: [(.failed, 0)], branch: "topic", commit: "a"),
      ]) == [true]
    )
    #expect(
      Self.isTransient([Run(outcomes: [(.failed, 0)]), Run(outcomes: [(.passed, -1)])]) == [true]
    )
  }

  @Test("An earlier pass, a later one of another job, or a fix on another branch says nothing")
  func lasting() {
    #expect(
      Self.isTransient([Run(outcomes: [(.passed, -1)]), Run(outcomes: [(.failed, 0)])]) == [false]
    )
    #expect(
      Self.isTransient([
        Run(outcomes: [(.failed, 0)]), Run(outcomes: [(.passed, -1)], job: "other"),
      ]) == [false]
    )
    #expect(
      Self.isTransient([
        Run(outcomes: [(.failed, 0)], branch: "topic"),
        Run(outcomes: [(.passed, -1)], branch: "topic"),
      ]) == [false]
    )
    #expect(Self.isTransient([Run(outcomes: [(.failed, 0), (.skipped, -1)])]) == [false])
  }

  @Test("A regression is never known by its own failures, however often it fails")
  func regressionStaysNew() {
    let flake = Run(outcomes: [(.failed, 0)])
    let pass = Run(outcomes: [(.passed, -1)])
    let broken = Run(outcomes: [(.failed, 1)])
    let entered = Self.begin.adding(milliseconds: 2 * 3_600_000)
    let history = Self.failures([flake, pass, pass] + Array(repeating: broken, count: 20))
    #expect(knownSignatures(of: history, since: entered) == ["timeout"])
    // What the person saw who put it there is known, whatever came after.
    #expect(knownSignatures(of: history, since: entered.adding(days: 3)).count == 2)
  }

  @Test("A failure without a word is a way of its own")
  func wordless() {
    #expect(Self.failures([Run(outcomes: [(.errored, -1)])]).map(\.signature) == [""])
  }
}
