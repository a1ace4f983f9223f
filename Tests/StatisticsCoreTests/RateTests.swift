import StatisticsCore
import TestModel
import TestSupport
import Testing

@Suite("Rates and costs of flakes")
struct RateTests {
  @Test(
    "A run is flaky-failed when each of its final failures is a flake and its reports are whole"
  )
  func flakyFailedRuns() {
    var world = RateWorld()
    let passing = world.run("unit", pipeline: "1", tests: 10)
    let flaky = world.run("unit", pipeline: "2", tests: 10)
    let mixed = world.run("unit", pipeline: "3", tests: 10)
    let outage = world.run("unit", pipeline: "4", tests: 10)
    let broken = world.run("unit", pipeline: "5", tests: 10, isComplete: false)
    world.fail(0, in: flaky, flake: 0.5)
    world.fail(0, in: mixed, flake: 0.9)
    world.fail(1, in: mixed, flake: 0.49)
    world.fail(0, in: outage, flake: 0.7)
    world.fail(1, in: outage, outage: 0.8)
    world.fail(0, in: broken, flake: 1)
    world.fail(2, in: passing, flake: 1, retry: 3, passesOnRetry: true)
    let rates = world.rates
    #expect(rates.flakyFailedRuns == [Int32(flaky)])
    #expect(rates.total.flakyFailedRuns == Proportion(count: 1, total: 5))
    #expect(rates.total.outageFailedRuns == Proportion(count: 1, total: 5))
    #expect(rates.total.executionFlakes == Proportion(count: 5, total: 50))
    #expect(rates.flakyTests == Proportion(count: 2, total: 20))
    #expect(rates.total.successfulPipelines == Proportion(count: 1, total: 5))
    #expect(rates.total.successfulPipelinesWithoutFlakes == Proportion(count: 2, total: 5))
  }

  @Test("A single failure that nothing proves is decided by the next run of the test")
  func undecided() {
    var world = RateWorld()
    let run = world.run("unit", pipeline: "1")
    world.fail(0, in: run, flake: 0.9)
    #expect(world.rates.total.flakyFailedRuns == Proportion(count: 0, total: 1))
    world.pass(0, in: world.run("another", pipeline: "1"))
    #expect(world.rates.total.flakyFailedRuns == Proportion(count: 0, total: 2))
    world.pass(0, in: world.run("unit", pipeline: "2"))
    #expect(world.rates.total.flakyFailedRuns == Proportion(count: 1, total: 3))
    var proven = RateWorld()
    proven.fail(0, in: proven.run("unit", pipeline: "1"), flake: 0.99)
    #expect(proven.rates.total.flakyFailedRuns == Proportion(count: 1, total: 1))
  }

  @Test("A failed run and its rerun cost one run and the wait; retries in it are not added")
  func rerun() {
    var world = RateWorld()
    let failed = world.run("unit", pipeline: "1", attempt: 1, seconds: 600)
    let rerun = world.run("unit", pipeline: "1", attempt: 2, seconds: 660, queued: 40)
    world.fail(0, in: failed, flake: 1, retry: 5)
    world.fail(1, in: failed, flake: 1, retry: 7)
    world.fail(1, in: rerun, flake: 0.75, retry: 8, passesOnRetry: true)
    let rates = world.rates
    #expect(rates.total.cost.lostRuns == Microseconds(600_000_000))
    #expect(rates.total.cost.queues == Microseconds(40_000_000))
    #expect(rates.total.cost.rerunTime == Microseconds(660_000_000))
    #expect(rates.total.cost.retries == Microseconds(6_000_000))
    #expect(rates.total.cost.total == Microseconds(646_000_000))
    #expect(rates.tests.map(\.cost.total.count) == [320_000_000, 326_000_000])
    #expect(rates.total.blockedPipelines == Proportion(count: 1, total: 1))
    #expect(rates.total.successfulPipelines == Proportion(count: 1, total: 1))
    #expect(rates.tests.map(\.blockedPipelines) == [1, 1])
  }

  @Test(
    "Without attempt numbers, what begins after the end is a rerun and what overlaps is a sibling"
  )
  func attemptsUntold() {
    for overlaps in [false, true] {
      var world = RateWorld()
      let failed = world.run("unit", pipeline: "1", seconds: 600)
      world.clock = overlaps ? 300_000 : 700_000
      _ = world.run("unit", pipeline: "1", seconds: 600, queued: 9)
      world.fail(0, in: failed, flake: 1)
      let rates = world.rates
      #expect(rates.total.successfulPipelines.count == (overlaps ? 0 : 1))
      #expect(rates.total.cost.queues == Microseconds(overlaps ? 0 : 9_000_000))
    }
  }

  @Test("A rerun in another pipeline counts on the same code and branch within a day")
  func rerunElsewhere() {
    func queues(commit: String, after hours: Int64) -> Int64 {
      var world = RateWorld()
      let failed = world.run("unit", pipeline: "1", commit: "a", seconds: 60)
      world.clock = hours * 3_600_000
      _ = world.run("unit", pipeline: "2", commit: commit, seconds: 60, queued: 9)
      world.fail(0, in: failed, flake: 1)
      return world.rates.total.cost.queues.count
    }
    #expect(queues(commit: "a", after: 2) == 9_000_000)
    #expect(queues(commit: "b", after: 2) == 0)
    #expect(queues(commit: "a", after: 30) == 0)
  }

  @Test("A pipeline that is also red otherwise is not blocked by a flake, unless for its rerun")
  func blockedPipelines() {
    var world = RateWorld()
    let flaky = world.run("unit", pipeline: "1", attempt: 1)
    let broken = world.run("lint", pipeline: "1", attempt: 1)
    world.fail(0, in: flaky, flake: 1)
    world.fail(1, in: broken)
    #expect(world.rates.total.blockedPipelines == Proportion(count: 0, total: 1))
    #expect(
      world.rates.streams.first { $0.key.job == "unit" }?.figures.blockedPipelines
        == Proportion(count: 1, total: 1)
    )
    _ = world.run("unit", pipeline: "1", attempt: 2)
    #expect(world.rates.total.blockedPipelines == Proportion(count: 1, total: 1))
  }

  @Test("Flakes are told by place and by owner, and a test of two owners counts for both")
  func groups() {
    var world = RateWorld()
    let run = world.run("unit", pipeline: "1", seconds: 90)
    for test in [0, 1, 2] { world.fail(test, in: run, flake: 1) }
    let rates = FlakinessRates(world.history, flakes: world.flakes, outages: world.outages) {
      $0.testID.name == "test 0" ? ["ann", "bob"] : $0.testID.name == "test 1" ? ["bob"] : []
    }
    #expect(rates.owners.map(\.name) == ["", "ann", "bob"])
    #expect(rates.owners.map(\.flakes.count) == [1, 1, 2])
    #expect(rates.owners.map(\.flakyFailedRuns.count) == [1, 1, 1])
    #expect(rates.owners.map(\.cost.total.count) == [30_000_000, 30_000_000, 60_000_000])
    #expect(rates.places.map(\.name) == ["src/0", "src/1"])
    #expect(rates.places.map(\.flakyTests.total) == [7, 1])
    #expect(rates.places.map(\.countsAllTests) == [true, false])
  }

  @Test("A share meets or misses its target only where its counts can tell")
  func target() {
    let target = RateFigure.flakyFailedRunsTarget
    #expect(Proportion(count: 0, total: 1000).standing(to: target) == .met)
    #expect(Proportion(count: 0, total: 700).standing(to: target) == .undecided)
    #expect(Proportion(count: 30, total: 1000).standing(to: target) == .missed)
    #expect(Proportion(count: 0, total: 0).standing(to: target) == .undecided)
  }
}
