import StatisticsCore
import TestSupport
import Testing

@Suite("Estimates of durations from an item's own runs")
struct DurationEstimateTests {
  @Test("All are over zero and no longer than a week, whatever was recorded")
  func isNeverZero() {
    let odd: [Int64] = [0, -5, 1, .max, .min, 3_000_000]
    let lists = odd.map { [DurationObservation(run: 0, duration: $0, cases: 1)] } + [[]]
    let items = lists.indices.map { "f/\($0).py" }
    for count in [lists.count, 0] {
      let known = DurationObservations(byItem: Array(lists.prefix(count)))
      let estimates = estimateDurations(
        of: items,
        observations: known,
        imported: [6: -3, 5: .max],
        size: { _ in 0 }
      )
      for estimate in estimates {
        #expect((1...604_800_000_000).contains(estimate.microseconds))
        #expect(estimate.deviation >= 0)
      }
    }
  }

  @Test("The order of items, observations and their storage does not matter", arguments: 0..<20)
  func orderDoesNotMatter(seed: UInt64) {
    var world = DurationWorld(seed: seed)
    world.addItems(seed % 2 == 0 ? 40 : 1200)
    func size(_ item: String) -> Int64? { Int64(item.utf8.reduce(7) { $0 * 31 % 9973 + Int($1) }) }
    let first = world.estimates { [items = world.items] in size(items[$0]) }
    var shuffled = world
    let order = world.items.indices.shuffled(using: &shuffled.random)
    shuffled.items = order.map { world.items[$0] }
    shuffled.lists = order.map { world.lists[$0].shuffled(using: &shuffled.random) }
    let second = shuffled.estimates { [items = shuffled.items] in size(items[$0]) }
    #expect(order.map { first[$0] } == second)
    #expect(Set(first.map(\.microseconds)).count > 20)
  }

  @Test("One outlier in ten runs hardly moves it")
  func outlier() {
    let estimate = secondsEstimated(observations(10, 10, 100, 10, 10, 10, 10, 10, 10, 10))
    #expect((10...11.5).contains(estimate))
    let latest = secondsEstimated(observations(100, 10, 10, 10, 10, 10, 10, 10, 10, 10))
    #expect((10...15.5).contains(latest))
  }

  @Test("What comes again now and then is no outlier")
  func recurring() {
    let estimate = secondsEstimated(observations(1, 1, 1, 60, 1, 1, 60, 1, 60, 1))
    #expect(estimate > 3)
  }

  @Test(
    "Where every run has its set-up somewhere, an item weighs its share of it",
    arguments: 1...3
  )
  func setUps(seed: UInt64) {
    var world = DurationWorld(seed: seed)
    let first = (0..<10).map { _ in Set((0..<60).shuffled(using: &world.random).prefix(6)) }
    for item in 0..<60 {
      world.items.append("\(item)")
      world.lists.append(
        (0..<10).map { run in
          let setUp: Int64 = first[run].contains(item) ? 60_000_000 : 0
          return DurationObservation(run: Int32(run), duration: 100_000 + setUp, cases: 1)
        }
      )
    }
    let total = world.estimates().reduce(0) { $0 + $1.microseconds }
    // Six set-ups of a minute a run, however they are spread.
    #expect((240_000_000...520_000_000).contains(total))
  }

  @Test("An item that became slower or faster for good is followed within three runs")
  func levelShift() {
    let slower = secondsEstimated(observations(21, 19, 20, 10, 10.5, 9.5, 10, 10, 11, 9))
    #expect((19...21).contains(slower))
    let faster = secondsEstimated(observations(5, 4.8, 5.2, 10, 10.5, 9.5, 10, 40, 11, 9))
    #expect((4.8...5.2).contains(faster))
  }

  @Test(
    "A noisy suite is estimated from many runs, one that drifts from the last",
    arguments: 0..<5
  )
  func memory(seed: UInt64) {
    var noisy = DurationWorld(seed: seed)
    var drifting = DurationWorld(seed: seed)
    for item in 0..<60 {
      noisy.items.append("\(item)")
      noisy.lists.append(
        (0..<10).map { run in
          DurationObservation(run: run, duration: noisy.noisy(10_000_000, 0.5), cases: 1)
        }
      )
      drifting.items.append("\(item)")
      var level = 10_000_000.0
      let levels = (0..<10).map { _ in
        level *= Double.random(in: 0.7...1.4, using: &drifting.random)
        return level
      }
      drifting.lists.append(
        levels.reversed().enumerated().map { run, level in
          DurationObservation(run: Int32(run), duration: Int64(level), cases: 1)
        }
      )
    }
    func error(_ world: DurationWorld, _ truth: (Int) -> Double) -> Double {
      world.estimates().enumerated().reduce(0) { sum, estimate in
        sum + abs(Double(estimate.element.microseconds) - truth(estimate.offset))
          / truth(estimate.offset)
      } / Double(world.items.count)
    }
    // The last run alone would be off by 0.25 in the mean, ten runs by 0.07.
    #expect(error(noisy) { _ in 10_000_000 } < 0.13)
    // The mean of ten would be off by 0.35 or so.
    #expect(error(drifting) { Double(drifting.lists[$0][0].duration) } < 0.2)
  }

  @Test("Runs on a slow machine do not make their items heavier than the others")
  func slowMachines() {
    var world = DurationWorld(seed: 1)
    for item in 0..<80 {
      world.items.append("\(item)")
      // Half of the items are known from the time of slow machines alone, and all are alike.
      let runs: Range<Int32> = item % 2 == 0 ? 4..<8 : 0..<8
      world.lists.append(
        runs.map { run in
          DurationObservation(run: run, duration: run < 4 ? 10_000_000 : 30_000_000, cases: 4)
        }
      )
    }
    for estimate in world.estimates() {
      #expect((9_900_000...10_100_000).contains(estimate.microseconds))
    }
  }

  @Test("The deviation is that of one run around the estimate")
  func deviation() {
    var world = DurationWorld(seed: 3)
    for item in 0..<100 {
      world.items.append("\(item)")
      let noise = item < 50 ? 0.05 : 0.6
      world.lists.append(
        (0..<10).map { run in
          DurationObservation(run: run, duration: world.noisy(10_000_000, noise), cases: 1)
        }
      )
    }
    let estimates = world.estimates()
    func mean(_ part: Range<Int>) -> Double {
      part.reduce(0) { $0 + Double(estimates[$1].deviation) } / Double(part.count) / 1e6
    }
    // Uniform noise of ±a has a deviation of a/√3: 0.29 and 3.5 s; both are drawn to what is between.
    #expect(mean(0..<50) > 0.28 && mean(0..<50) < 1.8)
    #expect(mean(50..<100) > 2.5 && mean(50..<100) < 4.5)
    let single = estimateDurations(
      of: ["a"],
      observations: DurationObservations(byItem: [observations(3)])
    )
    #expect(single[0].deviation == 0)
  }
}
