import StatisticsCore
import TestModel
import TestSupport
import Testing

/// Writes a small history by hand: each call of `run` is a job run, told as the outcomes of its tests.
struct HistoryWriter {
  private(set) var jobRuns: [RecordedJobRun] = []
  private(set) var executions: [Execution] = []
  private var tests: [String: Int64] = [:]
  private var signatures: [String: Int64] = [:]

  /// Adds a run; of each test the attempts as letters: `p` passed, `f` failed, `s` skipped.
  mutating func run(
    _ commit: String,
    _ outcomes: [String: String],
    branch: String = "main",
    variant: String = "",
    message: String = "boom",
    quietTests: Int = 50
  ) {
    let id = Int64(jobRuns.count + 1)
    var run = JobRun()
    run.commit = commit
    run.branch = branch
    run.defaultBranch = "main"
    run.job = "unit"
    run.variant = variant
    run.pipeline = "p\(id)"
    run.duration = Microseconds(60_000_000)
    if branch != "main" { run.pr = 7 }
    var counts = CaseCounts()
    counts.cases = outcomes.count + quietTests
    counts.failed = outcomes.values.count { $0.hasSuffix("f") }
    counts.skipped = outcomes.values.count { $0.hasPrefix("s") }
    jobRuns.append(
      RecordedJobRun(
        id: id,
        jobRun: run,
        startedAt: Timestamp(seconds: 1_790_000_000 + id * 600),
        counts: counts,
        isComplete: true
      )
    )
    for (name, attempts) in outcomes {
      let test = tests[name] ?? Int64(tests.count + 1)
      tests[name] = test
      for (index, letter) in attempts.enumerated() {
        let outcome: Outcome = letter == "p" ? .passed : letter == "f" ? .failed : .skipped
        let signature = signatures[message] ?? Int64(signatures.count + 1)
        signatures[message] = signature
        executions.append(
          Execution(
            jobRunID: id,
            testRowID: test,
            attempt: index + 1,
            outcome: outcome,
            duration: Microseconds(1_000_000),
            signatureID: outcome == .failed ? signature : nil
          )
        )
      }
    }
  }

  func history(shuffledBy seed: UInt64? = nil) -> FlakinessHistory {
    let recorded = tests.map { name, id in
      RecordedTest(
        id: id,
        repo: "acme/shop",
        testID: TestID(
          classname: "c",
          name: name.hasSuffix(" (2)") ? String(name.dropLast(4)) : name,
          file: "tests/\(name.prefix(1))/\(name.prefix { $0 != " " }).py",
          ordinal: name.hasSuffix(" (2)") ? 2 : 1
        ),
        isAmbiguous: name.hasPrefix("twin"),
        firstSeen: Timestamp(seconds: 1)
      )
    }
    var runs = jobRuns
    var all = executions
    if let seed {
      var random = SeededRandom(seed: seed)
      runs.shuffle(using: &random)
      all.shuffle(using: &random)
    }
    return FlakinessHistory(
      from: Timestamp(seconds: 1_790_000_000),
      asOf: Timestamp(seconds: 1_790_000_000 + Int64(jobRuns.count + 1) * 600),
      jobRuns: runs,
      tests: recorded,
      executions: all,
      signatures: Dictionary(uniqueKeysWithValues: signatures.map { ($1, $0) }),
      testCount: recorded.count + 50
    )
  }

  func assessment(of name: String) -> TestAssessment? {
    assessFlakiness(history()).tests.first { $0.test.testID.name == name }
  }
}

@Suite("Saying what a test is")
struct FlakinessTests {
  @Test("A test that fails and passes on several commits is flaky, by retry and by rerun")
  func findsFlakes() throws {
    var writer = HistoryWriter()
    for number in 0..<60 {
      writer.run("c\(number)", ["t": number % 12 == 5 ? "fp" : number % 12 == 9 ? "f" : "p"])
      if number % 12 == 9 { writer.run("c\(number)", ["t": "p"]) }
    }
    let test = try #require(writer.assessment(of: "t"))
    #expect(test.verdict == .flaky)
    #expect(test.probability > 0.9)
    #expect(test.flakes == 10 && test.executions == 65)
    #expect(Set(test.evidence.map(\.kind)) == [.retry, .rerun])
    #expect((test.rate.low...test.rate.high).contains(10.0 / 65))
    #expect(test.sinceCommit == "c5")
    // Five reruns failed through nothing else, and cost a minute each; five retries a second each.
    #expect(abs(test.lostTime.seconds - 305) < 0.01)
    #expect(assessFlakiness(writer.history()).flakyFailedJobRunIDs.count == 5)
  }

  @Test("One flake in many runs does not make a test flaky")
  func oneFlakeIsNotEnough() throws {
    var writer = HistoryWriter()
    for number in 0..<100 { writer.run("c\(number)", ["t": number == 50 ? "fp" : "p"]) }
    let test = try #require(writer.assessment(of: "t"))
    #expect(test.verdict == .undecided)
    #expect((0.1...0.7).contains(test.probability))
  }

  @Test("Failures that passes part are many flakes; a row of them on one commit is one event")
  func countsRepeatsOfOneCommit() throws {
    var writer = HistoryWriter()
    for number in 0..<40 {
      writer.run("same", ["often": number % 4 == 1 ? "f" : "p", "once": number < 10 ? "f" : "p"])
    }
    let often = try #require(writer.assessment(of: "often"))
    #expect(often.verdict == .flaky && often.probability > 0.95 && often.flakes == 10)
    let once = try #require(writer.assessment(of: "once"))
    #expect(once.verdict != .flaky)
  }

  @Test("What a change under review breaks is no flake")
  func changesAreNotFlakes() throws {
    var writer = HistoryWriter()
    for number in 0..<40 {
      writer.run("c\(number)", ["t": "p"])
      writer.run("pr\(number % 3)", ["t": "f"], branch: "feature")
    }
    let test = try #require(writer.assessment(of: "t"))
    #expect(test.verdict == .healthy && test.flakes == 0 && test.failures == 40)
  }

  @Test(
    "A regression is named with the commit since which it fails; so is a test that never passed"
  )
  func findsRegressions() throws {
    var writer = HistoryWriter()
    for number in 0..<30 {
      writer.run(
        "c\(number)",
        ["r": number >= 25 ? "f" : "p", "b": "f", "fixed": (10...14).contains(number) ? "f" : "p"]
      )
    }
    let regressed = try #require(writer.assessment(of: "r"))
    #expect(regressed.verdict == .regressed && regressed.sinceCommit == "c25")
    #expect(writer.assessment(of: "b")?.verdict == .broken)
    #expect(writer.assessment(of: "fixed")?.verdict == .healthy)
  }

  @Test("A test that is red on one variant only is an environment's")
  func findsEnvironments() throws {
    var writer = HistoryWriter()
    for number in 0..<20 {
      writer.run("c\(number)", ["t": "p"], variant: "py311")
      writer.run("c\(number)", ["t": "f"], variant: "py312")
    }
    #expect(writer.assessment(of: "t")?.verdict == .environment)
  }

  @Test("An outage makes no test flaky, even when the rerun passes; whole runs and one signature")
  func setsOutagesAside() throws {
    var writer = HistoryWriter()
    let names = (0..<20).map { "t\($0)" }
    func all(_ outcome: (Int) -> String) -> [String: String] {
      Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, outcome($0)) })
    }
    for number in 0..<40 {
      if number == 20 || number == 21 {
        writer.run("c\(number)", all { _ in "f" }, message: "no database", quietTests: 0)
      }
      if number == 30 {
        writer.run("c\(number)", all { $0 < 6 ? "f" : "p" }, message: "no network")
      }
      writer.run("c\(number)", all { _ in "p" })
    }
    let assessment = assessFlakiness(writer.history())
    #expect(assessment.tests.allSatisfy { $0.verdict == .healthy && $0.flakes == 0 })
    #expect(assessment.outages.count == 2)
    #expect(assessment.outages.map(\.scope) == [.wholeRun, .folder("tests/t")])
    #expect(assessment.excluded.count == 2)
    #expect(assessment.flakyFailedJobRunIDs.isEmpty)
  }

  @Test("A flaky test that passes for long has recovered, and one that is gone is not listed")
  func noticesRecovery() throws {
    var writer = HistoryWriter()
    for number in 0..<200 {
      var outcomes = ["fixed": number < 60 && number % 6 == 3 ? "fp" : "p"]
      if number < 100 { outcomes["gone"] = number % 6 == 3 ? "fp" : "p" }
      writer.run("c\(number)", outcomes)
    }
    let fixed = try #require(writer.assessment(of: "fixed"))
    #expect(fixed.verdict == .recovered && fixed.probability < 0.05 && fixed.pastProbability > 0.99)
    let gone = try #require(writer.assessment(of: "gone"))
    #expect(gone.isGone && gone.verdict == .undecided && gone.probability == 0)
  }

  @Test("Skips say nothing, and neither do the runs in which a name means several cases")
  func leavesOutWhatSaysNothing() throws {
    var writer = HistoryWriter()
    for number in 0..<60 {
      // In the first ten runs a namesake stands beside the test; after that it is alone.
      var outcomes = ["twin": number % 6 == 3 ? "fp" : "p", "skipped": "s"]
      if number < 10 { outcomes["twin (2)"] = "p" }
      writer.run("c\(number)", outcomes)
    }
    let assessment = assessFlakiness(writer.history())
    #expect(assessment.ambiguousNames == 1)
    #expect(assessment.tests.map(\.test.testID.ordinal) == [1])
    let twin = try #require(assessment.tests.first)
    #expect(twin.verdict == .flaky && twin.executions == 50 && twin.flakes == 8)
  }

  @Test("The order in which a history is told does not matter")
  func orderDoesNotMatter() {
    var writer = HistoryWriter()
    for number in 0..<30 {
      writer.run("c\(number)", ["a": number % 5 == 0 ? "fp" : "p", "b": number > 27 ? "f" : "p"])
    }
    let told = assessFlakiness(writer.history())
    for seed in 0..<12 as Range<UInt64> {
      #expect(assessFlakiness(writer.history(shuffledBy: seed)) == told)
    }
  }

  @Test("More flakes never make a test less likely to be flaky")
  func isMonotone() throws {
    func probability(_ flakes: Int) -> Double {
      var writer = HistoryWriter()
      for number in 0..<40 {
        writer.run("c\(number)", ["t": 39 - number < flakes * 2 && number % 2 == 1 ? "fp" : "p"])
      }
      return writer.assessment(of: "t")?.pastProbability ?? 0
    }
    let probabilities = (0..<20).map(probability)
    for (flakes, (fewer, more)) in zip(probabilities, probabilities.dropFirst()).enumerated() {
      #expect(more >= fewer - 1e-3, "\(flakes) and \(flakes + 1) flakes")
    }
    #expect(probabilities[0] < 0.1)
    #expect(probabilities[19] > 0.99)
  }
}
