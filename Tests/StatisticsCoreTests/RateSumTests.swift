import StatisticsCore
import TestModel
import TestSupport
import Testing

@Suite("Sums of the costs of flakes")
struct RateSumTests {
  @Test(
    "Whatever happened, each second counts once: parts add up, and to no more than there was",
    arguments: 1...30 as ClosedRange<UInt64>
  )
  func sums(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var world = RateWorld()
    var spent: Int64 = 0
    var flakyFailed = 0
    for _ in 0..<60 {
      // Whole seconds, so that sums are exact.
      let seconds = Int.random(in: 20...90, using: &random)
      let queued = Int.random(in: 0...9, using: &random)
      spent += Int64(seconds + queued) * 1_000_000
      world.clock += Int64.random(in: -30...400_000_000, using: &random)
      world.clock = max(0, world.clock)
      let run = world.run(
        ["unit", "web"].randomElement(using: &random) ?? "",
        pipeline: "\(Int.random(in: 0..<9, using: &random))",
        commit: "\(Int.random(in: 0..<4, using: &random))",
        branch: ["main", "topic"].randomElement(using: &random) ?? "",
        attempt: Bool.random(using: &random) ? Int.random(in: 1...3, using: &random) : nil,
        seconds: Double(seconds),
        queued: Double(queued)
      )
      var failures: [Bool] = []
      for test in 0..<4 where Int.random(in: 0..<3, using: &random) == 0 {
        let flake = Int.random(in: 0..<5, using: &random) > 0 ? 1.0 : 0.25
        let passes = Bool.random(using: &random)
        world.fail(test, in: run, flake: flake, retry: 4, passesOnRetry: passes)
        if !passes { failures.append(flake == 1) }
      }
      if !failures.isEmpty && failures.allSatisfy({ $0 }) { flakyFailed += 1 }
    }
    let rates = world.rates
    let total = rates.total.cost
    #expect(rates.total.flakyFailedRuns == Proportion(count: flakyFailed, total: 60))
    #expect(total.total.count <= spent)
    #expect(total.total > .zero)
    for parts in [
      rates.tests.map(\.cost), rates.weeks.map(\.figures.cost), rates.places.map(\.cost),
      rates.branchClasses.map(\.figures.cost), rates.streams.map(\.figures.cost),
    ] {
      var sum = FlakeCost()
      for part in parts { sum += part }
      #expect(sum == total)
    }
    let weeks = rates.weeks.map(\.figures)
    #expect(weeks.map(\.flakyFailedRuns.count).reduce(0, +) == flakyFailed)
    #expect(weeks.map(\.executionFlakes.total).reduce(0, +) == 600)
    #expect(
      weeks.map(\.blockedPipelines.total).reduce(0, +) == rates.total.blockedPipelines.total
    )
    #expect(rates == world.rates)
  }
}
