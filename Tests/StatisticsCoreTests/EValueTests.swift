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

  @Test("The mean of e-values is taken without overflow")
  func mean() {
    #expect(abs(logMeanEValue([log(2), log(6)]) - log(4)) < 1e-12)
    #expect(abs(logMeanEValue([5000, 0]) - (5000 - log(2))) < 1e-9)
    #expect(logMeanEValue([]) == 0)
    #expect(logMeanEValue([-.infinity]) == -.infinity)
  }

  @Test("Looked at after every run, a healthy test is accused as rarely as promised")
  func ville() {
    var random = SeededRandom(seed: 5)
    let rounds = 4000
    var reached = 0
    var adjusted = 0.0
    for _ in 0..<rounds {
      var process = EProcess()
      for _ in 0..<300 {
        // Rate 5 % against the true 1 %.
        let fails = Double.random(in: 0..<1, using: &random) < 0.01
        process.multiply(logFactor: fails ? log(5) : log(0.95 / 0.99))
      }
      if process.hasReached(level: 0.05) { reached += 1 }
      adjusted += exp(process.logAdjustedMaximum)
    }
    #expect(reached > 0)
    #expect(Double(reached) / Double(rounds) <= 0.05)
    // The adjusted maximum is 1 at most on average; the maximum itself is far over it.
    #expect(adjusted / Double(rounds) <= 1)
  }

  @Test("The maximum stays where the evidence falls, and no factor breaks a process")
  func maximum() {
    var process = EProcess()
    for factor in [2.0, -5, .nan, 1] { process.multiply(logFactor: factor) }
    #expect(process.logValue == -2)
    #expect(process.logMaximum == 2)
    #expect(process.hasReached(level: 0.14) && !process.hasReached(level: 0.13))
    process.multiply(logFactor: -.infinity)
    process.multiply(logFactor: .infinity)
    #expect(process.logValue == -.infinity)
    #expect(process.logMaximum == 2)
  }

  @Test("The adjusted maximum is (y − 1 − ln y) / (ln y)², and its series joins it")
  func adjustedMaximum() {
    func adjusted(_ logMaximum: Double) -> Double {
      var process = EProcess()
      process.multiply(logFactor: logMaximum)
      return process.logAdjustedMaximum
    }
    #expect(abs(exp(adjusted(log(20))) - (19 - 2.995732) / 8.974412) < 1e-5)
    #expect(abs(adjusted(0) - log(0.5)) < 1e-12)
    #expect(abs(adjusted(0.000_999_999) - adjusted(0.001)) < 1e-8)
    #expect(adjusted(1e5) > 9e4)
  }
}
