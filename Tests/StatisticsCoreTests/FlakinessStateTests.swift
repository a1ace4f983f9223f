import RealModule
import TestModel
import TestSupport
import Testing

@testable import StatisticsCore

@Suite("An analysis that goes on with each job run")
struct FlakinessStateTests {
  @Test(
    "After an update all is told as a complete analysis under the same numbers tells it",
    arguments: 1...4 as ClosedRange<UInt64>,
    [0, 300]
  )
  func sameAsComplete(seed: UInt64, fewTests: Int) throws {
    let replay = HistoryReplay(whole: mixedHistory(seed: seed, commits: 90))
    var state = FlakinessState(FlakinessAnalysis(replay.history(of: 75)), fewTests: fewTests)
    // Excuses far from the new runs stay as they are, where not all of them are found again.
    let tolerance = fewTests == 0 ? 0.06 : 1e-9
    var compared = 0
    var otherVerdicts = 0
    for run in 75..<replay.whole.jobRuns.count {
      state.update(with: replay.addition(run), reading: replay.read)
      let complete = assessments(replay.history(of: run + 1), state)
      #expect(state.assessment.tests.count == complete.count)
      let failed = Set(replay.addition(run).failures.map(\.test.id))
      for (row, test) in complete {
        let own = try #require(state[row])
        otherVerdicts += own.verdict == test.verdict ? 0 : 1
        let position = try #require(state.positions[row])
        guard state.tests[position].isOpen || failed.contains(row) else {
          #expect(test.pastProbability < KnownTest.openProbability + 0.02)
          continue
        }
        compared += 1
        #expect(abs(own.probability - test.probability) <= tolerance)
        #expect(abs(own.pastProbability - test.pastProbability) <= tolerance)
        #expect(own.executions == test.executions && own.failures == test.failures)
        #expect(own.lastRun == test.lastRun && own.evidence.count == test.evidence.count)
      }
    }
    #expect(compared > 30)
    #expect(otherVerdicts <= (fewTests == 0 ? compared / 50 : 0))
  }

  @Test(
    "A new outage is found in the run that it hits, and no test is blamed",
    arguments: [0, 300]
  )
  func newOutage(fewTests: Int) throws {
    var writer = HistoryWriter()
    for number in 0..<60 {
      writer.run("c\(number)", outcomes(flaky: number % 9 == 4 ? "fp" : "p"))
    }
    let failed = Dictionary(uniqueKeysWithValues: (0..<40).map { ("quiet\($0)", "f") })
    writer.run("c60", failed, message: "could not connect to database", quietTests: 20)
    writer.run("c61", outcomes(flaky: "p"))
    let replay = HistoryReplay(whole: writer.history())
    var state = FlakinessState(FlakinessAnalysis(replay.history(of: 60)), fewTests: fewTests)
    #expect(state.incidents.isEmpty)
    state.update(with: replay.addition(60), reading: replay.read)
    state.update(with: replay.addition(61), reading: replay.read)
    let assessment = state.assessment
    #expect(assessment.outages.map(\.jobRunIDs) == [[61]])
    #expect(assessment.excluded.map(\.jobRunID) == [61])
    #expect(assessment.flakyTests().map(\.test.testID.name) == ["flaky"])
    let blamed = assessment.tests.filter { $0.test.testID.name.hasPrefix("quiet") }
    #expect(blamed.count == 40 && blamed.allSatisfy { $0.verdict == .healthy && $0.flakes == 0 })
  }

  @Test("A test that begins to flake after the complete analysis is called flaky")
  func newFlake() throws {
    var writer = HistoryWriter()
    for number in 0..<60 { writer.run("c\(number)", outcomes(flaky: "p")) }
    for number in 60..<75 {
      writer.run("c\(number)", outcomes(flaky: number % 4 == 0 ? "fp" : "p"))
    }
    let replay = HistoryReplay(whole: writer.history())
    var state = FlakinessState(FlakinessAnalysis(replay.history(of: 60)))
    #expect(state.ownFailures.isEmpty)
    for run in 60..<75 { state.update(with: replay.addition(run), reading: replay.read) }
    let test = try #require(state.ownFailures.first)
    #expect(test.test.testID.name == "flaky" && test.verdict == .flaky && test.flakes == 4)
    #expect(test.executions == 75 && test.evidence.allSatisfy { $0.kind == .retry })
  }

  @Test(
    "Job runs that come in late take their place, and a rerun of theirs counts",
    arguments: 1...3
  )
  func lateRuns(seed: UInt64) throws {
    let replay = HistoryReplay(whole: mixedHistory(seed: seed, commits: 80))
    let late = [58, 63, 66]
    let before = replay.history(of: 70)
    let kept = before.jobRuns.indices.filter { !late.contains($0) }
    let places = Dictionary(uniqueKeysWithValues: kept.enumerated().map { (Int32($1), Int32($0)) })
    let first = FlakinessHistory(
      from: before.from,
      asOf: before.asOf,
      jobRuns: kept.map { before.jobRuns[$0] },
      timelines: before.timelines.map { timeline in
        let runs = timeline.runs.compactMap { run in
          places[run.run].map { place in
            var run = run
            run.run = place
            return run
          }
        }
        return TestTimeline(test: timeline.test, runs: runs)
      }.filter { $0.runs.contains { $0.failures > 0 } },
      signatures: before.signatures,
      testCount: before.testCount,
      testsByPlace: before.testsByPlace
    )
    var state = FlakinessState(FlakinessAnalysis(first))
    for run in late.reversed() { state.update(with: replay.addition(run), reading: replay.read) }
    #expect(state.jobRuns == before.jobRuns && !state.isStale)
    for (row, test) in assessments(before, state) {
      let own = try #require(state[row])
      #expect(own.verdict == test.verdict && abs(own.probability - test.probability) < 1e-9)
    }
  }

  @Test("Whatever cannot be read changes nothing, and a run that is known asks for a new analysis")
  func failures() throws {
    struct Unreadable: Error {}
    let replay = HistoryReplay(whole: mixedHistory(seed: 4, commits: 60))
    var state = FlakinessState(FlakinessAnalysis(replay.history(of: 55)))
    let before = state.assessment
    #expect(before.flakyTests().count > 0)
    #expect(throws: Unreadable.self) {
      try state.update(with: replay.addition(55)) { _, _ in throw Unreadable() }
    }
    #expect(state.assessment == before && state.jobRuns.count == 55 && !state.isStale)
    state.update(with: replay.addition(54), reading: replay.read)
    #expect(state.assessment == before && state.isStale)
  }

  @Test("Only the failures of a run and the tests in question are read in it")
  func readsLittle() throws {
    let replay = HistoryReplay(whole: mixedHistory(seed: 2, commits: 80))
    var state = FlakinessState(FlakinessAnalysis(replay.history(of: 60)), fewTests: 0)
    var isSpared = false
    for run in 60..<80 {
      let failed = Set(replay.addition(run).failures.map(\.test.id))
      let asked = failed.union(near(run, replay, state))
        .union(state.tests.filter(\.isOpen).map(\.timeline.test.id))
      isSpared = isSpared || state.modeled.contains { !asked.contains(state.row($0)) }
      state.update(with: replay.addition(run)) { tests, jobRuns in
        #expect(Set(tests.map(\.id)).isSubset(of: asked))
        return replay.read(tests, jobRuns)
      }
    }
    #expect(isSpared)
  }

  /// The tests that failed in the hours before a run, or in an incident that reaches into them.
  private func near(_ run: Int, _ replay: HistoryReplay, _ state: FlakinessState) -> Set<Int64> {
    let start = replay.whole.jobRuns[run].startedAt.adding(milliseconds: -EventMerging.gap)
    let recent = Set(state.jobRuns.filter { $0.startedAt >= start }.map(\.id))
    let joined = state.incidents.filter { !recent.isDisjoint(with: $0.jobRunIDs) }
    let runs = recent.union(joined.flatMap(\.jobRunIDs))
    return Set(runs.flatMap { state.failingTests[$0] ?? [] }.map(state.row))
  }

  // MARK: What the answers are held against

  private func outcomes(flaky: String) -> [String: String] {
    var outcomes = ["flaky": flaky]
    for number in 0..<40 { outcomes["quiet\(number)"] = "p" }
    return outcomes
  }

  /// Flaky tests, a regression, one that broke on a branch, an outage, and reruns.
  private func mixedHistory(seed: UInt64, commits: Int) -> FlakinessHistory {
    var writer = HistoryWriter()
    var random = SeededRandom(seed: seed)
    func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
    let outage = Int.random(in: 30..<commits, using: &random)
    for number in 0..<commits {
      let isBranch = number % 4 == 3
      var outcomes: [String: String] = [:]
      for test in 0..<3 { outcomes["flaky\(test)"] = chance(4 << test) ? "fp" : "p" }
      outcomes["rerun"] = chance(12) ? "f" : "p"
      outcomes["rare"] = number == 5 ? "f" : "p"
      outcomes["regressed"] = number > commits - 8 && !isBranch ? "f" : "p"
      for test in 0..<20 { outcomes["changed\(test)"] = number == 23 ? "f" : "p" }
      outcomes["branch"] = number % 16 == 7 ? "f" : "p"
      for test in 0..<12 { outcomes["quiet\(test)"] = number == outage ? "f" : "p" }
      writer.run(
        "c\(number - (chance(15) && number > 0 ? 1 : 0))",
        outcomes,
        branch: isBranch ? "feature\(number / 8)" : "main",
        message: number == outage
          ? "connection refused" : number == 23 ? "no such column: total" : "boom"
      )
    }
    return writer.history()
  }

  /// What a complete analysis says under the numbers of a state, by row.
  private func assessments(
    _ history: FlakinessHistory,
    _ state: FlakinessState
  ) -> [Int64: TestAssessment] {
    let finding = findIncidents(in: history)
    let facts = RunFacts(history)
    let writing = TestWriting(
      history: history,
      facts: facts,
      silentProbability: state.silentProbability,
      owners: { _ in [] }
    )
    var gathering = UnitGathering(facts: facts)
    var written: [Int64: TestAssessment] = [:]
    var own: [(test: TestAssessment, failing: FailingState?)] = []
    for (index, timeline) in history.timelines.enumerated() {
      if finding.explainsAll(of: timeline, at: index) {
        written[timeline.test.id] = writing.assessment(ofIncidentsOnly: timeline)
        continue
      }
      let units = gathering.units(timeline.runs, excuses: finding.excuses[index])
      let evidence = TestEvidence(units, state.parameters)
      let believed = BelievedTest(
        evidence: evidence,
        posterior: evidence.posterior(state.parameters)
      )
      let test = writing.assessment(timeline, believed, rate: believed.posterior.rate)
      guard let test else { continue }
      own.append((test, test.isGone ? nil : believed.failingState(facts)))
    }
    let judgment = Judgment(
      pastProbabilities: own.map(\.test.pastProbability),
      logEvidence: own.map(\.test.logEvidence),
      testCount: history.testCount
    )
    for (place, (test, failing)) in own.enumerated() {
      var test = test
      judgment.judge(&test, at: place, failing: failing)
      written[test.test.id] = test
    }
    return written
  }
}

extension FlakinessState {
  fileprivate func row(_ position: Int) -> Int64 { tests[position].timeline.test.id }
}

@Suite("What happens while nobody looks")
struct QuietTestTests {
  @Test("A pass on further code makes a test that works no more flaky than it may begin to be")
  func passesOnlyLower() {
    var judged = 0
    for seed in 1...25 as ClosedRange<UInt64> {
      var random = SeededRandom(seed: seed)
      var writer = HistoryWriter()
      var before: Double?
      for number in 0..<60 {
        let fails = number < 45 && Int.random(in: 0..<30, using: &random) == 0
        writer.run(
          "c\(number)",
          ["t": fails ? (Bool.random(using: &random) ? "f" : "fp") : "p"],
          branch: Int.random(in: 0..<4, using: &random) == 0 ? "feature" : "main"
        )
        guard let (believed, units) = believed(writer.history()) else { continue }
        let ever = believed.posterior.ever
        // What is nearly sure has odds that the hypotheses of little weight, which are left out, move.
        if let before, before < 0.5, !fails {
          judged += 1
          #expect(odds(ever) <= odds(before) + mostBeginnings(units) + 0.003)
        }
        before = believed.isSettled ? ever : nil
      }
    }
    #expect(judged > 100)
  }

  /// The odds that a test begins to flake at the last of some pieces of code, at most.
  private func mostBeginnings(_ units: Int) -> Double {
    let share = ModelParameters().flakyShare
    return (1 - ModelParameters.flakyFromStart) / Double(units + 1) * share / (1 - share)
  }

  private func believed(_ history: FlakinessHistory) -> (BelievedTest, units: Int)? {
    guard let timeline = history.timelines.first(where: { $0.runs.contains { $0.failures > 0 } })
    else { return nil }
    var gathering = UnitGathering(facts: RunFacts(history))
    let units = gathering.units(timeline.runs, excuses: [])
    let evidence = TestEvidence(units, ModelParameters())
    let posterior = evidence.posterior(ModelParameters())
    return (BelievedTest(evidence: evidence, posterior: posterior), units.units.count)
  }

  private func odds(_ probability: Double) -> Double { probability / max(1e-9, 1 - probability) }

  @Test("A complete analysis is due after a day, and with a tenth more runs or failing tests")
  func staleness() {
    let fitted = Timestamp(seconds: 1_790_000_000)
    let rule = RefitRule(fittedAt: fitted, jobRuns: 1000, tests: 400)
    func isStale(hours: Int64, runs: Int, tests: Int) -> Bool {
      rule.isStale(
        asOf: fitted.adding(milliseconds: hours * 3_600_000),
        addedRuns: runs,
        tests: tests
      )
    }
    #expect(!isStale(hours: 23, runs: 100, tests: 440))
    #expect(isStale(hours: 24, runs: 0, tests: 400))
    #expect(isStale(hours: 1, runs: 101, tests: 400))
    #expect(isStale(hours: 1, runs: 1, tests: 441))
    let small = RefitRule(fittedAt: fitted, jobRuns: 10, tests: 0)
    #expect(!small.isStale(asOf: fitted, addedRuns: 20, tests: 20))
    #expect(small.isStale(asOf: fitted, addedRuns: 21, tests: 0))
  }
}
