import StatisticsCore
import TestSupport
import Testing

@Suite("False discoveries")
struct FalseDiscoveryTests {
  private func rejected(_ pValues: [Double], rate: Double, total: Int = 0) -> [Int] {
    let adjusted = adjustedPValues(pValues, total: total)
    return adjusted.indices.filter { adjusted[$0] <= rate }
  }

  @Test("Adjusted p-values are R's: p.adjust(p, \"BH\")")
  func adjusted() {
    let pValues = [0.01, 0.04, 0.03, 0.005, 0.8, 0.04]
    let expected = [0.03, 0.048, 0.048, 0.03, 0.8, 0.048]
    for (value, expected) in zip(adjustedPValues(pValues), expected) {
      #expect(abs(value - expected) < 1e-12)
    }
  }

  @Test("A hypothesis may be rejected by those after it, and those not given count")
  func rejectedByHand() {
    // 0.03 is over 0.05 · 2 / 4, but 0.037 is under 0.05 · 3 / 4 and takes it along.
    #expect(rejected([0.5, 0.03, 0.001, 0.037], rate: 0.05) == [1, 2, 3])
    #expect(rejected([0.5, 0.03, 0.001, 0.037], rate: 0.05, total: 50) == [2])
    #expect(rejected([0.5, 0.03, 0.001, 0.037], rate: 0.05, total: 51) == [])
    #expect(rejected([.nan, 0.01], rate: 0.05) == [1])
    #expect(rejected([], rate: 0.05) == [])
  }

  @Test("The list by local rates is the longest whose mean error is within the rate")
  func localList() {
    let probabilities = [0.2, 0.99, 0.9, 0.95, .nan, 0.95]
    #expect(localFalseDiscoveryList(probabilities, rate: 0.0526) == [1, 3, 5, 2])
    #expect(localFalseDiscoveryList(probabilities, rate: 0.0524) == [1, 3, 5])
    #expect(localFalseDiscoveryList(probabilities, rate: 0.005) == [])
    #expect(localFalseDiscoveryList(probabilities, rate: 1).count == 6)
    #expect(localFalseDiscoveryList([], rate: 0.05) == [])
  }

  @Test("A list of calibrated probabilities holds its share of false entries")
  func localListKeepsItsPromise() {
    var random = SeededRandom(seed: 7)
    var listed = 0.0
    var wrong = 0.0
    for _ in 0..<200 {
      let probabilities = (0..<200).map { _ in Double.random(in: 0...1, using: &random) }
      let truths = probabilities.map { Double.random(in: 0..<1, using: &random) < $0 }
      let list = localFalseDiscoveryList(probabilities, rate: 0.05)
      listed += Double(list.count)
      wrong += Double(list.count { !truths[$0] })
    }
    // About 4,000 entries of which 5 % are wrong: the standard error is 0.35 %.
    #expect(listed > 3000)
    #expect(abs(wrong / listed - 0.05) < 0.012)
  }

  @Test(
    "Benjamini and Hochberg's rate is the promised one times the share of true hypotheses",
    arguments: [(20, 20), (16, 20)]
  )
  func adjustedValuesKeepTheirPromise(nulls: Int, total: Int) {
    var random = SeededRandom(seed: 11)
    var rates = 0.0
    let rounds = 4000
    for _ in 0..<rounds {
      let pValues = (0..<total).map { position in
        let uniform = Double.random(in: 0..<1, using: &random)
        return position < nulls ? uniform : uniform * 0.002
      }
      let rejected = rejected(pValues, rate: 0.1)
      rates += Double(rejected.count { $0 < nulls }) / Double(max(1, rejected.count))
    }
    // Equality holds for independent p-values that are continuous: rate · nulls / total.
    #expect(abs(rates / Double(rounds) - 0.1 * Double(nulls) / Double(total)) < 0.015)
  }
}
