import StatisticsCore
import TestSupport
import Testing

@Suite("Runs until a decision")
struct RunsToDecideTests {
  @Test("299 clean runs exclude 1 %, and the bound that they prove is 1 %")
  func cleanRuns() {
    #expect(RunsToDecide.cleanRuns(toExcludeFlakeAt: 0.01) == 299)
    #expect(RunsToDecide.cleanRuns(toExcludeFlakeAt: 0.5, doubt: 0.25) == 2)
    for runs in [1, 14, 299, 100_000] {
      let rate = RunsToDecide.excludedRate(afterCleanRuns: runs)
      #expect(RunsToDecide.cleanRuns(toExcludeFlakeAt: rate) == runs)
    }
    #expect(RunsToDecide.excludedRate(afterCleanRuns: 0) == 1)
  }

  @Test("From 20 % it takes 14 clean runs, from 0.7 % 427, and failures cost more of them")
  func sequential() throws {
    #expect(RunsToDecide.moreCleanRuns(fromRate: 0.2) == 14)
    #expect(RunsToDecide.moreCleanRuns(fromRate: 0.007) == 427)
    #expect(RunsToDecide.moreCleanRuns(fromRate: 0.2, cleanRuns: 10) == 4)
    #expect(RunsToDecide.moreCleanRuns(fromRate: 0.2, cleanRuns: 20) == 0)
    #expect(RunsToDecide.moreCleanRuns(fromRate: 0.2, failures: 1) == nil)
    #expect(RunsToDecide.moreCleanRuns(fromRate: 0.01, toRate: 0.02) == nil)
    let clean = try #require(RunsToDecide.moreCleanRuns(fromRate: 0.2, toRate: 0.01))
    let failed = try #require(RunsToDecide.moreCleanRuns(fromRate: 0.2, toRate: 0.01, failures: 1))
    #expect(clean == 15)
    #expect(failed > 2 * clean - 2)
  }

  @Test("A test that still fails at its old rate is released as rarely as the factor says")
  func releasedWrongly() {
    var random = SeededRandom(seed: 23)
    let rounds = 4000
    var released = 0
    for _ in 0..<rounds {
      var clean = 0
      var failures = 0
      for _ in 0..<200 {
        if Double.random(in: 0..<1, using: &random) < 0.1 { failures += 1 } else { clean += 1 }
        let more = RunsToDecide.moreCleanRuns(
          fromRate: 0.1,
          toRate: 0.01,
          cleanRuns: clean,
          failures: failures
        )
        if more == 0 {
          released += 1
          break
        }
      }
    }
    // Looked at after each run, with probability 1 / 20 at most, and little less as the steps are
    // small; three standard errors are 0.0104.
    #expect(Double(released) / Double(rounds) < 0.0604)
    #expect(Double(released) / Double(rounds) > 0.03)
  }

  @Test("A suspicion is decided by then: the flake has shown itself with the wanted probability")
  func suspicion() throws {
    let yield = EvidenceYield(rerunShare: 0.5, defaultBranchShare: 0.5)
    let plan = SuspicionPlan(events: 1, attempts: 60, yield: yield)
    let runs = try #require(plan.runs)
    var random = SeededRandom(seed: 29)
    let decisive = yield.decisiveRate(ofFlakeAt: plan.rate)
    var found = 0
    for _ in 0..<3000
    where (0..<runs).contains(where: { _ in Double.random(in: 0..<1, using: &random) < decisive }) {
      found += 1
    }
    #expect(abs(Double(found) / 3000 - 0.95) < 0.015)
    #expect(abs(plan.rate - 1.24 / 62.14) < 1e-12)
    let mean = try #require(plan.meanRunsUntilFound)
    #expect(abs(mean * decisive - 1) < 1e-12)
    #expect(
      plan.sentence == "\(runs) more runs would decide it: a flake of 2 % would show by then"
    )
  }

  @Test("A suspicion that has its events is decided, and one that can get none never is")
  func limits() {
    let none = EvidenceYield(rerunShare: 0, defaultBranchShare: 0)
    #expect(SuspicionPlan(events: 2, attempts: 9, yield: none).runs == 0)
    #expect(SuspicionPlan(events: 1, attempts: 9, yield: none).runs == nil)
    #expect(SuspicionPlan(events: 1, attempts: 9, yield: none).meanRunsUntilFound == nil)
  }
}
