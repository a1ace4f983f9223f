import RealModule
import TestModel
import TestSupport
import Testing

@testable import StatisticsCore

@Suite("Power")
struct PowerTests {
  @Test(
    "Binomial tails are SciPy's: scipy.stats.binom.sf(k - 1, n, p)",
    arguments: [
      (2, 240, 0.01, 0.6930899), (1, 299, 0.01, 0.9504637), (3, 10, 0.5, 0.9453125),
      (0, 5, 0.1, 1), (6, 5, 0.9, 0),
    ]
  )
  func tails(count: Int, trials: Int, rate: Double, expected: Double) {
    #expect(abs(binomialTail(atLeast: count, trials: trials, rate: rate) - expected) < 1e-6)
  }

  @Test("The trials until the k-th event are the fewest that reach the probability")
  func fewestTrials() throws {
    for (count, rate) in [(1, 0.01), (2, 0.01), (2, 0.9), (5, 0.0007), (1, 1)] {
      let fewest = try #require(trials(until: count, rate: rate, probability: 0.95))
      #expect(binomialTail(atLeast: count, trials: fewest, rate: rate) >= 0.95)
      #expect(binomialTail(atLeast: count, trials: fewest - 1, rate: rate) < 0.95)
    }
    #expect(trials(until: 1, rate: 0, probability: 0.95) == nil)
    #expect(trials(until: 0, rate: 0, probability: 0.95) == 0)
  }

  @Test(
    "The power is how often a simulated flake is found",
    arguments: [
      (0.02, 200, 0.5, 0.6), (0.05, 60, 0, 0.8), (0.1, 40, 1, 0), (0.01, 300, 0.2, 0.3),
    ]
  )
  func simulated(rate: Double, attempts: Int, reruns: Double, onDefaultBranch: Double) {
    var random = SeededRandom(seed: 17)
    func happens(_ probability: Double) -> Bool {
      Double.random(in: 0..<1, using: &random) < probability
    }
    let rounds = 4000
    var found = 0
    for _ in 0..<rounds {
      let fails = failures(rate: rate, among: attempts, &random)
      let events = fails.count { position in
        guard (0..<attempts).contains(position) else { return false }
        if happens(reruns) { return !happens(rate) }
        return happens(onDefaultBranch) && !fails.contains(position - 1)
          && !fails.contains(position + 1)
      }
      if events >= 2 { found += 1 }
    }
    let yield = EvidenceYield(rerunShare: reruns, defaultBranchShare: onDefaultBranch)
    let power = DetectionPower(rate: rate, attempts: attempts, yield: yield)
    // Three standard errors are 0.024 at most.
    #expect(abs(power.probability - Double(found) / Double(rounds)) < 0.025)
    #expect(power.probability > 0.1 && power.probability < 0.95)
  }

  /// The attempts that fail, with one more at each end, so that each has its neighbors: from one to
  /// the next it is a geometric number of attempts.
  private func failures(rate: Double, among attempts: Int, _ random: inout SeededRandom) -> [Int] {
    var failures: [Int] = []
    var position = -2.0
    while true {
      let uniform = Double.random(in: .leastNonzeroMagnitude..<1, using: &random)
      position += 1 + (Double.log(uniform) / Double.log(1 - rate)).rounded(.down)
      guard position <= Double(attempts) else { return failures }
      failures.append(Int(position))
    }
  }

  @Test("The sentence tells the power and the runs that are missing")
  func sentence() {
    let always = EvidenceYield(rerunShare: 1, defaultBranchShare: 0)
    func sentence(_ rate: Double, _ attempts: Int, _ yield: EvidenceYield) -> String {
      DetectionPower(rate: rate, attempts: attempts, yield: yield).sentence
    }
    #expect(
      sentence(0.01, 240, always)
        == "a 1 % flake would have been found with probability 0.69; 238 more runs make it 0.95"
    )
    #expect(
      sentence(0.1, 9000, always)
        == "a 10 % flake would have been found with probability over 0.99"
    )
    #expect(
      sentence(0.005, 100, EvidenceYield(rerunShare: 0, defaultBranchShare: 0)).hasSuffix(
        "found with probability 0.00; more runs like these would not help, as no failure was tried "
          + "again"
      )
    )
  }

  @Test("A suite's power is told at its quartiles")
  func history() throws {
    let yield = EvidenceYield(rerunShare: 0.25, defaultBranchShare: 0.125)
    let power = try #require(HistoryPower(attempts: [400, 100, 300, 200], yield: yield))
    #expect(
      [power.attempts.lower, power.attempts.median, power.attempts.upper] == [100, 200, 300]
    )
    #expect(power.atMedian.map(\.rate) == DetectionPower.toldRates)
    for (lower, upper) in zip(power.atLowerQuartile, power.atUpperQuartile) {
      #expect(lower.probability < upper.probability)
    }
    #expect(HistoryPower(attempts: [], yield: yield) == nil)
    #expect(
      power.basis
        == "4 tests, with a median of 200 first attempts (quartiles 100 and 300); 25 % of "
        + "failures were tried again on the same code, and 13 % of first attempts were on the "
        + "default branch"
    )
  }

  @Test("The yield of a history counts retries and later runs of the same code")
  func measuredYield() {
    var world = RateWorld()
    let first = world.run("unit", pipeline: "1", commit: "a")
    _ = world.run("unit", pipeline: "2", commit: "a")
    let other = world.run("unit", pipeline: "3", commit: "b", branch: "topic")
    let branch = world.run("unit", pipeline: "4", commit: "c", branch: "topic")
    world.fail(0, in: first)
    world.fail(0, in: other, retry: 1, passesOnRetry: true)
    world.fail(0, in: branch)
    world.fail(1, in: branch)
    let yield = EvidenceYield(world.history)
    #expect(yield == EvidenceYield(rerunShare: 0.5, defaultBranchShare: 0.5))

    var shards = RateWorld()
    let node = shards.run("unit", pipeline: "1", commit: "a", node: 0)
    _ = shards.run("unit", pipeline: "1", commit: "a", node: 1)
    shards.fail(0, in: node)
    #expect(EvidenceYield(shards.history).rerunShare == 0)
  }
}
