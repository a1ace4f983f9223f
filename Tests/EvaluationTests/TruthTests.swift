import HistorySimulator
import TestModel
import Testing

@testable import Evaluation

@Suite("Truth at a moment")
struct TruthTests {
  private var recorded: RecordedSimulation { Self.shared }
  private static let shared = RecordedSimulation(
    simulateHistory(SimulationPreset.demo.settings, seed: 3)
  )

  private func row(where holds: (SimulatedTest) -> Bool) throws -> Int64 {
    let index = recorded.simulated.truth.tests.firstIndex(where: holds)
    return Int64(try #require(index) + 1)
  }

  private func moment(after position: Int) -> Timestamp {
    recorded.simulated.truth.mainline[position].time.adding(milliseconds: 1)
  }

  @Test("A flake that begins is none before its commit and one after it")
  func begins() throws {
    let row = try row { $0.flake.map { $0.range.from > 0 } ?? false }
    let from = try #require(recorded.simulated.truth.tests[Int(row - 1)].flake?.range.from)
    let before = TruthFinder(recorded, asOf: moment(after: from - 1)).truth(ofRow: row)
    #expect(before.standing == .healthy)
    #expect(!before.isFlaky)
    let after = TruthFinder(recorded, asOf: moment(after: from)).truth(ofRow: row)
    #expect(after.standing == .flaky)
    #expect(after.since == from)
  }

  @Test("A fixed flake is fixed just now until it ran clean 30 times")
  func fixed() throws {
    let row = try row { $0.flake?.range.to != nil }
    let to = try #require(recorded.simulated.truth.tests[Int(row - 1)].flake?.range.to)
    let soon = TruthFinder(recorded, asOf: moment(after: to)).truth(ofRow: row)
    #expect(soon.standing == .fixedJustNow)
    #expect(soon.isExcused)
    let end = TruthFinder(recorded).truth(ofRow: row)
    #expect(end.standing == .fixed)
    #expect(!end.isExcused)
  }

  @Test("The rate of a test that flakes on one of two variants is half of it over both")
  func oneVariant() throws {
    let row = try row { $0.flake?.variants.count == 1 && $0.job == "unit" }
    let truth = TruthFinder(recorded).truth(ofRow: row)
    let rate = try #require(recorded.simulated.truth.tests[Int(row - 1)].flake?.rate)
    #expect(truth.isOnOneVariant)
    #expect(try abs(#require(truth.rate) - rate / 2) < rate / 10)
  }

  @Test("A regression holds its tests while it lasts")
  func regression() throws {
    let regression = try #require(
      recorded.simulated.truth.regressions.first { $0.range.contains($0.range.from + 1) }
    )
    let row = Int64(try #require(regression.tests.first) + 1)
    let during = TruthFinder(recorded, asOf: moment(after: regression.range.from))
    #expect(during.truth(ofRow: row).standing == .regressed)
    #expect(during.truth(ofRow: row).since == regression.range.from)
    #expect(TruthFinder(recorded).truth(ofRow: row).standing != .regressed)
  }
}
