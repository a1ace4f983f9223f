import Testing

@testable import StatisticsCore

@Suite("Exact tests")
struct ExactTestTests {
  @Test("Fisher's tea: all four cups right have one chance in seventy")
  func tea() {
    let tail = hypergeometricTail(atLeast: 4, marked: 4, drawn: 4, population: 8)
    #expect(abs(tail - 1.0 / 70) < 1e-12)
    let three = hypergeometricTail(atLeast: 3, marked: 4, drawn: 4, population: 8)
    #expect(abs(three - 17.0 / 70) < 1e-12)
  }

  @Test("The tail at the least possible count is one, and beyond the highest it is nothing")
  func bounds() {
    #expect(hypergeometricTail(atLeast: 2, marked: 6, drawn: 6, population: 10) == 1)
    #expect(hypergeometricTail(atLeast: 0, marked: 0, drawn: 0, population: 0) == 1)
    #expect(hypergeometricTail(atLeast: 5, marked: 4, drawn: 6, population: 10) == 0)
  }

  @Test("One stratum is the plain test, and strata multiply where all draws are marked")
  func strata() {
    let plain = hypergeometricTail(atLeast: 7, marked: 20, drawn: 12, population: 60)
    let one = stratifiedHypergeometricTail(atLeast: 7, strata: [(20, 12, 60)])
    #expect(abs(one - plain) < 1e-12)
    let two = stratifiedHypergeometricTail(atLeast: 5, strata: [(3, 3, 10), (2, 2, 5), (4, 0, 9)])
    let first = hypergeometricTail(atLeast: 3, marked: 3, drawn: 3, population: 10)
    let second = hypergeometricTail(atLeast: 2, marked: 2, drawn: 2, population: 5)
    #expect(abs(two - first * second) < 1e-12)
  }

  @Test("What a whole stratum has in common proves nothing")
  func uninformativeStrata() {
    let strata = [(marked: 0, drawn: 1, population: 50), (marked: 50, drawn: 20, population: 50)]
    #expect(stratifiedHypergeometricTail(atLeast: 20, strata: strata) == 1)
  }

  @Test("Rank sums agree with the table for two samples without ties")
  func ranks() {
    // All of 5 above all of 5: exactly 1 in 252; the normal distribution says about twice that.
    let extreme = rankSumTail([6, 7, 8, 9, 10], above: [1, 2, 3, 4, 5])
    #expect(extreme > 1.0 / 252)
    #expect(extreme < 3.0 / 252)
    #expect(rankSumTail([1, 2, 3], above: [1, 2, 3]) > 0.5)
    #expect(rankSumTail([2, 2], above: [2, 2, 2]) == 1)
    #expect(rankSumTail([], above: [1]) == 1)
  }

  @Test("The largest values are all of one sample by its share of what is left")
  func exceedance() {
    #expect(exceedanceTail(exceeding: 0, sample: 3, others: 5) == 1)
    #expect(abs(exceedanceTail(exceeding: 2, sample: 3, others: 5) - 3.0 / 8 * 2 / 7) < 1e-15)
  }
}
