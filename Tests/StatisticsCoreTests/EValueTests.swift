import Foundation
import StatisticsCore
import TestSupport
import Testing

@Suite("E-values")
struct EValueTests {
  @Test("The k largest are rejected from n / (rate · k) on, and those not given count")
  func byHand() {
    // n = 4 at 0.1: the lines are 40, 20, 13.3 and 10; 14 takes 15 along, which is under 20.
    func rejected(_ values: [Double], total: Int = 0) -> [Int] {
      eBenjaminiHochberg(logEValues: values.map { log($0) }, rate: 0.1, total: total)
    }
    #expect(rejected([15, 0, 50, 14]) == [0, 2, 3])
    #expect(rejected([15, 0, 50, 13]) == [2])
    #expect(rejected([15, 0, 50, 14], total: 5) == [2])
    #expect(rejected([15, 0, 50, 14], total: 6) == [])
    #expect(rejected([]) == [])
    #expect(eBenjaminiHochberg(logEValues: [.nan, 5000, .infinity], rate: 0.01) == [1, 2])
    #expect(eBenjaminiHochberg(logEValues: [3], rate: 0) == [])
  }

  @Test(
    "Whatever the dependence, the false discovery rate stays within the promise",
    arguments: [true, false]
  )
  func promise(areOne: Bool) {
    var random = SeededRandom(seed: 3)
    let tests = 40
    let rounds = 5000
    var falseRounds = 0.0
    for _ in 0..<rounds {
      // 1 / (2 √u) has mean 1; of a Pareto tail, so that it does exceed the lines.
      var uniform = Double.random(in: 1e-12..<1, using: &random)
      let logs = (0..<tests).map { _ in
        if !areOne { uniform = Double.random(in: 1e-12..<1, using: &random) }
        return -log(2) - 0.5 * log(uniform)
      }
      if !eBenjaminiHochberg(logEValues: logs, rate: 0.2).isEmpty { falseRounds += 1 }
    }
    #expect(falseRounds > 0)
    #expect(falseRounds / Double(rounds) <= 0.2)
  }
}
