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

  static func record(_ runs: [Run]) -> FailureRecord {
    let jobRuns = runs.enumerated().map { index, run in
      RecordedJobRun(
        id: Int64(index),
        jobRun: jobRun(run, commit: "c\(index)"),
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
    return FailureRecord(testRuns, in: jobRuns, signatures: ["timeout", "regression"])
  }

  static func jobRun(_ run: Run, commit: String) -> JobRun {
    var jobRun = JobRun()
    jobRun.branch = run.branch
    jobRun.commit = run.commit ?? commit
    jobRun.job = run.job
    return jobRun
  }

  static func entry(isManual: Bool = false, hours: Int = 0, rate: Double? = 0.05) -> QuarantineEntry
  {
    var entry = GateJudgmentTests.entry
    entry.since = begin.adding(milliseconds: Int64(hours) * 3_600_000)
    entry.isManual = isManual
    entry.flakeRate = rate
    return entry
  }

  static func known(_ runs: [Run]) -> Set<String> { record(runs).knownSignatures(of: entry()) }

  static let pass = Run(outcomes: [(.passed, -1)])
  static let flake = Run(outcomes: [(.failed, 0)])
  static let broken = Run(outcomes: [(.failed, 1)])

  @Test("A pass on retry or on the same commit makes a way of failing known")
  func proven() {
    #expect(Self.known([Run(outcomes: [(.failed, 0), (.passed, -1)])]) == ["timeout"])
    #expect(
      Self.known([
        Run(outcomes: [(.passed, -1)], branch: "topic", commit: "a"),
        Run(outcomes: [(.failed, 0)], branch: "topic", commit: "a"),
      ]) == ["timeout"]
    )
  }

  @Test("Later commits of the default branch do when it went from passing to failing three times")
  func stretches() {
    let once = [Self.flake, Self.pass]
    #expect(Self.known(once + once) == [])
    #expect(Self.known(once + once + once) == ["timeout"])
    #expect(Self.known([Self.flake, Self.flake, Self.flake, Self.pass]) == [])
    #expect(Self.known(once + once + [Self.flake]) == [])
  }

  @Test(
    "Of two jobs, twice is enough where the other one passed at the same commit, and only there"
  )
  func severalJobs() {
    func commit(_ name: String, _ first: Outcome, _ second: Outcome) -> [Run] {
      [
        Run(outcomes: [(first, first == .failed ? 0 : -1)], commit: name),
        Run(outcomes: [(second, second == .failed ? 0 : -1)], commit: name, job: "other"),
      ]
    }
    let half = ["a", "c"].flatMap {
      commit($0, .failed, .passed) + commit($0 + "1", .passed, .passed)
    }
    #expect(Self.known(half) == ["timeout"])
    let both = ["a", "c", "e", "g"].flatMap {
      commit($0, .failed, .failed) + commit($0 + "1", .passed, .passed)
    }
    #expect(Self.known(both) == [])
  }

  @Test("An earlier pass, a later one of another job, or a fix on another branch says nothing")
  func lasting() {
    #expect(Self.known([Self.pass, Self.flake]) == [])
    #expect(Self.known([Self.flake, Run(outcomes: [(.passed, -1)], job: "other")]) == [])
    let fixed = [
      Run(outcomes: [(.failed, 0)], branch: "topic"),
      Run(outcomes: [(.passed, -1)], branch: "topic"),
    ]
    #expect(Self.known(fixed + fixed + fixed) == [])
    #expect(Self.known([Run(outcomes: [(.failed, 0), (.skipped, -1)])]) == [])
  }

  @Test("A regression is never known by its own failures, nor after it was mended")
  func regressionStaysNew() {
    let flakes = [Self.flake, Self.pass, Self.flake, Self.pass, Self.flake, Self.pass]
    let history = flakes + Array(repeating: Self.broken, count: 20)
    #expect(Self.known(history) == ["timeout"])
    #expect(Self.known(history + [Self.pass]) == ["timeout"])
    // What the person saw who put it there is known, whatever came after.
    let record = Self.record(history)
    #expect(record.knownSignatures(of: Self.entry(isManual: true, hours: 10)).count == 2)
    #expect(record.knownSignatures(of: Self.entry(isManual: true, hours: 2)) == ["timeout"])
  }

  @Test("A failure without a word is a way of its own")
  func wordless() {
    #expect(Self.known([Run(outcomes: [(.errored, -1), (.passed, -1)])]) == [""])
  }

  @Test("A streak is what failed on the default branch since it passed there")
  func streak() throws {
    let passes = Array(repeating: Self.pass, count: 38)
    let topic = Run(outcomes: [(.passed, -1)], branch: "topic")
    func streak(_ runs: [Run], rate: Double? = 0.05) -> FailureStreak? {
      Self.record(passes + runs).streak(of: Self.entry(rate: rate))
    }
    #expect(streak([]) == nil)
    #expect(streak([Self.flake, Self.pass]) == nil)
    let one = try #require(streak([Self.flake, topic]))
    #expect(one.failures == 1 && one.rate == 0.05 && !one.isBroken(namesCause: false))
    let two = try #require(streak([Self.flake, Self.flake]))
    #expect(
      two.failures == 2 && abs(two.probability - 0.0025) < 1e-9 && !two.isBroken(namesCause: false)
    )
    #expect(try #require(streak([Self.flake, Self.flake, Self.flake])).isBroken(namesCause: true))
    // Of a test that often fails, three in a row say little.
    let often = try #require(streak([Self.flake, Self.flake, Self.flake], rate: 0.4))
    #expect(!often.isBroken(namesCause: false))
    // Without a rate at entry, that of the last runs counts: (0 + 1) / (38 + 2).
    #expect(try #require(streak([Self.flake], rate: nil)).rate == 0.025)
  }

  @Test("Failures of several jobs add up, and are as probable as a sum of streaks")
  func streakOfJobs() throws {
    let runs = [
      Self.flake, Run(outcomes: [(.failed, 0)], job: "other"),
      Run(outcomes: [(.passed, -1)], job: "third"),
    ]
    let streak = try #require(Self.record(runs).streak(of: Self.entry(rate: 0.6)))
    #expect(streak.failures == 2 && streak.lanes == 2)
    // Two failures or more in three runs at 0.6.
    #expect(abs(streak.probability - 0.648) < 1e-9)
    // Where all jobs failed last, all their last runs are flakes with the product of the rates.
    let all = try #require(Self.record(Array(runs.dropLast())).streak(of: Self.entry(rate: 0.6)))
    #expect(streak.coincidence == nil && abs((all.coincidence ?? 0) - 0.36) < 1e-9)
    // Neither a job that is gone nor one that runs on changes alone says how the branch is.
    let gone = [Run(outcomes: [(.passed, -1)], job: "gone")]
    let quiet = Array(
      repeating: Run(outcomes: [(.passed, -1)], branch: "topic", job: "changes"),
      count: 400
    )
    let failures = Array(runs.dropLast())
    let alone = try #require(Self.record(gone + quiet + failures).streak(of: Self.entry(rate: 0.6)))
    #expect(alone.coincidence == all.coincidence && alone.lanes == 2)
    let recent = try #require(Self.record(gone + failures).streak(of: Self.entry(rate: 0.6)))
    #expect(recent.coincidence == nil)
    // A pass of one job ends the streak of that job alone.
    let passed = runs + [Run(outcomes: [(.passed, -1)], job: "other")]
    #expect(Self.record(passed).streak(of: Self.entry(rate: 0.6))?.failures == 1)
  }
}
