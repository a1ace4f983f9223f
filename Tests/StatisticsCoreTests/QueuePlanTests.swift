import StatisticsCore
import TestSupport
import Testing

@Suite("Queue plans")
struct QueuePlanTests {
  /// A random suite and how many nodes it is for.
  struct Trial {
    var items: [ShardItem]
    var total: Int
    var settings: QueueSettings

    init(seed: UInt64) {
      var random = SeededRandom(seed: seed)
      let count = Int.random(in: 0...120, using: &random)
      let spread = Int64.random(in: 1...4_000, using: &random)
      items = (0..<count).map {
        ShardItem(name: "t\($0)", weight: Int64.random(in: 1...spread, using: &random))
      }
      total = Int.random(in: 1...12, using: &random)
      settings = QueueSettings(
        headPercent: Int64.random(in: 0...100, using: &random),
        minimumChunk: Int64.random(in: 1...3_000, using: &random)
      )
    }

    var plan: QueuePlan {
      QueuePlan(
        items,
        partition: longestFirst(items, total: total),
        settings: settings
      )
    }

    func weight(_ chunk: QueueChunk) -> Int64 { chunk.items.reduce(0) { $0 + items[$1].weight } }
  }

  @Test("Each item is in one chunk, whatever the settings", arguments: 0..<300)
  func holdsEachOnce(seed: Int) {
    let trial = Trial(seed: UInt64(seed))
    let dealt = trial.plan.chunks.flatMap(\.items)
    #expect(dealt.sorted() == Array(trial.items.indices))
    #expect(trial.plan.chunks.allSatisfy { !$0.items.isEmpty })
  }

  @Test("The plan is the same by names whatever the order of the items", arguments: 0..<100)
  func ignoresTheOrder(seed: Int) {
    var trial = Trial(seed: UInt64(seed))
    func named(_ trial: Trial) -> [[String]] {
      trial.plan.chunks.map { [String($0.owner ?? -1)] + $0.items.map { trial.items[$0].name } }
    }
    let before = named(trial)
    var random = SeededRandom(seed: UInt64(seed) + 1)
    trial.items.shuffle(using: &random)
    #expect(named(trial) == before)
  }

  @Test(
    "A head holds the longest items of its node, up to the share or one item",
    arguments: 0..<200
  )
  func keepsHeadsWithinTheShare(seed: Int) {
    let trial = Trial(seed: UInt64(seed))
    let partition = longestFirst(trial.items, total: trial.total)
    for node in 0..<trial.total {
      let head = trial.plan.chunks.filter { $0.owner == node }.flatMap(\.items)
      let weights = head.map { trial.items[$0].weight }
      let isShare =
        weights.reduce(0, +) * 100 <= partition.loads[node] * trial.settings.headPercent
      #expect(isShare || head.count == 1)
      let rest = Set(partition.nodes[node]).subtracting(head).map { trial.items[$0].weight }
      #expect((weights.min() ?? .max) >= (rest.max() ?? 0))
      #expect(Set(head).isSubset(of: partition.nodes[node]))
    }
  }

  @Test(
    "Chunks of the tail begin with the longest and hold at most a part of what is left",
    arguments: 0..<200
  )
  func shrinks(seed: Int) {
    let trial = Trial(seed: UInt64(seed))
    let tail = trial.plan.chunks.filter { $0.owner == nil }
    let weights = tail.flatMap(\.items).map { trial.items[$0].weight }
    #expect(weights == weights.sorted(by: >))
    var left = weights.reduce(0, +)
    let divisor = Int64(2 * trial.total)
    let floor = min(trial.settings.minimumChunk, left / divisor)
    for (number, chunk) in tail.enumerated() {
      let weight = trial.weight(chunk)
      #expect(weight <= max(left / divisor, floor) || chunk.items.count == 1)
      // Nor is a chunk cut short: the next item would not have fitted.
      if number + 1 < tail.count {
        let next = trial.items[tail[number + 1].items[0]].weight
        #expect(weight + next > max(left / divisor, floor))
      }
      left -= weight
    }
  }

  @Test("The least weight of a chunk bounds how often the command is started")
  func boundsTheStarts() {
    let items = (0..<2_000).map { ShardItem(name: "t\($0)", weight: 100) }
    let partition = longestFirst(items, total: 4)
    func tail(_ minimum: Int64) -> Int {
      QueuePlan(items, partition: partition, settings: QueueSettings(minimumChunk: minimum))
        .chunks.count { $0.owner == nil }
    }
    // A quarter of 200,000 is shared out: at least 10 times 5,000.
    #expect(tail(1) > 30)
    #expect(tail(5_000) <= 12)
    // A least weight over everything still leaves each node two chunks to level with.
    #expect((8...9).contains(tail(1_000_000)))
  }
}

@Suite("Lease watch")
struct QueuePlanLeaseWatchTests {
  typealias Beat = LeaseWatch.Beat

  @Test("A beat that stands still for the whole lease is told, one that moves never is")
  func tellsWhoStandsStill() {
    var watch = LeaseWatch(lease: 900)
    for step in 0..<20 {
      let beats = [Beat(id: 1, count: 7), Beat(id: 2, count: Int64(step))]
      let standing = watch.look(at: beats, now: Int64(step) * 100)
      #expect(standing == (step < 9 ? [] : [Beat(id: 1, count: 7)]))
    }
  }

  @Test("An observer that slept takes nobody for lost by its own sleep")
  func ignoresOwnSleep() {
    var watch = LeaseWatch(lease: 900)
    let beat = Beat(id: 1, count: 1)
    #expect(watch.look(at: [beat], now: 0).isEmpty)
    #expect(watch.look(at: [beat], now: 1_000_000).isEmpty)
    #expect(watch.look(at: [beat], now: 2_000_000).isEmpty)
    #expect(watch.look(at: [beat], now: 3_000_000) == [beat])
  }

  @Test("A beat that moved, or went and came again, is watched anew")
  func startsAnew() {
    var watch = LeaseWatch(lease: 300)
    func look(_ count: Int64?, _ now: Int64) -> [Beat] {
      watch.look(at: count.map { [Beat(id: 1, count: $0)] } ?? [], now: now)
    }
    #expect(look(1, 0).isEmpty && look(1, 100).isEmpty && look(1, 200).isEmpty)
    #expect(look(2, 300).isEmpty && look(2, 400).isEmpty && look(2, 500).isEmpty)
    #expect(look(nil, 600).isEmpty && look(2, 700).isEmpty && look(2, 800).isEmpty)
    #expect(look(2, 900).isEmpty && !look(2, 1000).isEmpty)
  }
}

/// The items on equal nodes; what has no constraints can always be dealt.
private func longestFirst(_ items: [ShardItem], total: Int) -> Partition {
  guard let partition = try? partitionLongestFirst(ShardingProblem(items: items, total: total))
  else { preconditionFailure("there are nodes, and no constraints") }
  return partition
}
