import Foundation
import StatisticsCore
import TestSupport
import Testing

@Suite("Runs until a decision")
struct RunsToDecideTests {
  @Test("299 clean runs exclude 1 %: a test of the excluded rate passes so often in one of twenty")
  func excludedRate() {
    #expect(abs(RunsToDecide.excludedRate(afterCleanRuns: 299) - 0.01) < 1e-4)
    #expect(abs(RunsToDecide.excludedRate(afterCleanRuns: 2, doubt: 0.25) - 0.5) < 1e-12)
    for runs in [1, 14, 299, 100_000] {
      let rate = RunsToDecide.excludedRate(afterCleanRuns: runs)
      #expect(abs(pow(1 - rate, Double(runs)) - 0.05) < 1e-9)
    }
    #expect(RunsToDecide.excludedRate(afterCleanRuns: 0) == 1)
  }

  @Test("From 20 % it takes 14 clean runs, from 0.7 % 427, and those that there were count")
  func sequential() {
    #expect(RunsToDecide.moreCleanRuns(fromRate: 0.2) == 14)
    #expect(RunsToDecide.moreCleanRuns(fromRate: 0.007) == 427)
    #expect(RunsToDecide.moreCleanRuns(fromRate: 0.2, cleanRuns: 10) == 4)
    #expect(RunsToDecide.moreCleanRuns(fromRate: 0.2, cleanRuns: 20) == 0)
    // 0.5^5 is 1 / 32 to the bit: no run more for rounding.
    #expect(RunsToDecide.moreCleanRuns(fromRate: 0.5, bayesFactor: 32) == 5)
  }

  @Test("After a flake, a test that still fails at its old rate is released as rarely as promised")
  func releasedWrongly() {
    var random = SeededRandom(seed: 23)
    let rounds = 4000
    var released = 0
    for _ in 0..<rounds {
      var clean = 0
      while RunsToDecide.moreCleanRuns(fromRate: 0.1, cleanRuns: clean) > 0,
        Double.random(in: 0..<1, using: &random) >= 0.1
      {
        clean += 1
      }
      if RunsToDecide.moreCleanRuns(fromRate: 0.1, cleanRuns: clean) == 0 { released += 1 }
    }
    // 0.9^29 is 0.047; three standard errors are 0.0104.
    #expect(abs(Double(released) / Double(rounds) - 0.047) < 0.0104)
  }
}
