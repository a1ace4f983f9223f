@testable import Evaluation
import StatisticsCore
import Testing

@Suite("Scores of splits on the next run")
struct SplittingTests {
  @Test("An entry that did not change between two versions was not measured")
  func lingering() {
    let suite = MeasuredSuite(
      name: "s",
      versions: [["a": 5, "b": 7], ["a": 5, "b": 8, "c": 1], ["b": 8]]
    )
    #expect(suite.items == ["a", "b", "c"])
    #expect(suite.runs.map(\.times) == [[5, 7, -1], [-1, 8, 1], [-1, -1, -1]])
    #expect(suite.runs.map(\.listed) == [2, 3, 1])
    #expect(suite.observations(of: 1, before: 2).map(\.duration) == [8, 7])
    #expect(suite.observations(of: 1, before: 2).map(\.run) == [0, 1])
    #expect(suite.observations(of: 2, before: 1).isEmpty)
  }

  @Test("Where all runs are alike, every rule that knows them plans as well as the oracle")
  func alike() throws {
    let times = (1...60).map { Int64($0 * $0) * 1000 }
    let run = MeasuredSuite.Run(times: times, cases: times.map { _ in 1 }, listed: 60)
    let suite = MeasuredSuite(
      name: "s",
      items: times.indices.map { "\($0)" },
      runs: [run, run, run]
    )
    var score = NextRunScore()
    score.add(suite)
    let sums = try #require(score.sums[4])
    #expect(sums.runs == 2)
    #expect(score.sums[10] == nil)
    for rule in WeightRule.allCases where rule != .equal {
      #expect(abs((sums.excess[rule] ?? 1) / 2) < 0.01)
    }
    #expect((sums.excess[.equal] ?? 0) > 0.01)
  }

  @Test("New files of no weight cost more than anything else, and hidden history is not seen")
  func unknown() throws {
    let suite = SimulatedSuite(name: "s").suite(seed: 3)
    #expect(suite.runs.last?.times == SimulatedSuite(name: "t").suite(seed: 3).runs.last?.times)
    let hidden = suite.hiding(0.3, seed: 1)
    let shares = hidden.items.indices.filter { hidden.observations(of: $0, before: 5).isEmpty }
    #expect((200...400).contains(shares.count))
    var score = NextRunScore()
    score.add(hidden, lastOnly: true)
    let sums = try #require(score.sums[10])
    let zero = try #require(sums.excess[.zeroForUnknown])
    for (rule, excess) in sums.excess where rule != .zeroForUnknown { #expect(excess < zero) }
    #expect(try #require(sums.excess[.evenkeel]) < 0.6)
  }
}
