import RealModule
import TestSupport
import Testing

@testable import StatisticsCore

@Suite("Change points of durations")
struct DurationChangeTests {
  @Test(
    "The tail of the rank sum is that of all ways to choose",
    arguments: [(3, 6), (5, 12), (7, 9)]
  )
  func exactTail(sample: Int, others: Int) {
    let exact = RankSumCounts(sample: sample, others: others)
    let distribution = RankSumDistribution(sample: others, others: sample)
    for distance in 0..<(sample * others / 3) {
      let found = distribution.tail(fromEnd: Double(distance))
      let share = exact.share(within: distance)
      guard share < 0.2 else { break }
      #expect(found > 0.85 * share && found < 1.15 * share, "\(distance): \(found), \(share)")
    }
  }

  @Test("Of series without a change, false alarms come at less than the promised rate")
  func falseAlarms() {
    var alarms = 0
    for seed in 0..<20 {
      let world = ChangeWorld(items: 200, runs: 30 + 7 * seed)
      // With nothing to be found, each change is false: the rate of 5 % is that of any at all.
      alarms += findChanges(in: world.series(seed: UInt64(seed))).changes.isEmpty ? 0 : 1
    }
    #expect(alarms <= 3, "\(alarms) of 20")
  }

  @Test("A p-value under 5 % comes at most once in twenty series without a change")
  func pValuesHold() {
    var random = SeededRandom(seed: 5)
    var under = 0
    for _ in 0..<2000 {
      let values = (0..<40).map { _ in random.normal() }
      if let scan = ChangeScan(values), scan.pValue < 0.05 { under += 1 }
    }
    #expect((10...100).contains(under), "\(under) of 2,000")
  }

  @Test("An outage of slow machines, and a change of all machines, are no change of an item")
  func slowMachines() {
    var outage = ChangeWorld(items: 300, runs: 60)
    outage.slowness = { (40..<48).contains($0) ? 2.5 : 1 }
    #expect(findChanges(in: outage.series(seed: 1)).changes.count <= 1)
    var fleet = ChangeWorld(items: 300, runs: 60)
    fleet.slowness = { $0 >= 30 ? 1.6 : 1 }
    fleet.sleeps = { $0 % 5 == 0 }
    #expect(findChanges(in: fleet.series(seed: 2)).changes.count <= 2)
    var nodes = ChangeWorld(items: 400, runs: 60, machineNoise: 0.3, nodes: 4)
    nodes.noise = 0.08
    #expect(findChanges(in: nodes.series(seed: 3)).changes.count <= 1)
  }

  @Test("Steps are found, and mostly at the run", arguments: [(1.3, 0.8), (1.5, 0.95), (2, 1)])
  func power(factor: Double, least: Double) {
    var (found, exact, covered, others, steps) = (0, 0, 0, 0, 0)
    for seed in 0..<5 {
      var world = ChangeWorld(items: 400, runs: 80)
      world.course = { $0 % 20 == 0 && $1 >= 50 ? factor : 1 }
      let changes = findChanges(in: world.series(seed: UInt64(seed))).changes
      others += changes.count { $0.item % 20 != 0 }
      let right = changes.filter { $0.item % 20 == 0 && $0.isSlower }
      steps += 20
      found += Set(right.map(\.item)).count
      exact += right.count { $0.firstRun == 50 }
      covered += right.count { $0.lastRunBefore < 50 && $0.upToRun >= 50 }
    }
    #expect(Double(found) >= least * Double(steps), "\(found) of \(steps)")
    #expect(Double(covered) >= 0.9 * Double(found), "\(covered) of \(found)")
    #expect(Double(others) <= 0.1 * Double(found + others))
    if factor >= 1.5 { #expect(Double(exact) >= 0.6 * Double(found), "\(exact) of \(found)") }
  }

  @Test("A step of the last five runs is seen, with its size and its cases")
  func lateStep() throws {
    var world = ChangeWorld(items: 100, runs: 45)
    world.noise = 0.05
    world.course = { $0 == 7 && $1 >= 40 ? 2 : 1 }
    let changes = findChanges(in: world.series(seed: 4)).changes
    let change = try #require(changes.first { $0.item == 7 })
    #expect(changes.count == 1)
    #expect(change.firstRun == 40 && change.lastRunBefore == 39 && change.upToRun == 40)
    #expect(change.runsBefore == 40 && change.runsAfter == 5 && change.isLast)
    #expect(change.factor > 1.8 && change.factor < 2.2 && change.isNotable)
  }

  @Test("What became slow and was put right has two changes; what grows bit by bit has one")
  func shapes() {
    var world = ChangeWorld(items: 60, runs: 90)
    world.noise = 0.08
    world.course = { item, run in
      switch item {
      case 3: (30..<60).contains(run) ? 2 : 1
      case 9: 1 + 2 * Double(run) / 90
      default: 1
      }
    }
    let changes = findChanges(in: world.series(seed: 6)).changes
    let repaired = changes.filter { $0.item == 3 }
    #expect(repaired.map(\.firstRun) == [30, 60])
    #expect(repaired.map(\.isSlower) == [true, false] && repaired.map(\.isLast) == [false, true])
    let growing = changes.filter { $0.item == 9 }
    #expect(growing.count == 1 && growing.allSatisfy { $0.isGradual && $0.factor > 1.8 })
  }

  @Test("Where nothing differs, or too few runs are there, nothing is found")
  func nothing() {
    var series = ItemSeries()
    series.append((0..<40).map { ItemSeries.Point(run: $0, machine: $0, time: 5000) })
    series.append((0..<5).map { ItemSeries.Point(run: $0, machine: $0, time: Int64($0) * 9000) })
    let found = findChanges(in: series)
    #expect(found.changes.isEmpty && found.tried == 1)
    #expect(findChanges(in: ItemSeries()).changes.isEmpty)
  }
}

/// The rank sums of all ways to choose a sample, counted one by one.
private struct RankSumCounts {
  private let counts: [Double]
  private let total: Double

  init(sample: Int, others: Int) {
    // By size and sum above the least, the number of ways; ranks are added one by one.
    var ways = Array(repeating: [Int: Double](), count: sample + 1)
    ways[0][0] = 1
    for rank in 1...(sample + others) {
      for size in stride(from: min(sample, rank), through: 1, by: -1) {
        for (sum, count) in ways[size - 1] { ways[size][sum + rank, default: 0] += count }
      }
    }
    let least = sample * (sample + 1) / 2
    counts = (0...sample * others).map { ways[sample][least + $0] ?? 0 }
    total = counts.reduce(0, +)
  }

  func share(within distance: Int) -> Double { counts[0...distance].reduce(0, +) / total }
}
