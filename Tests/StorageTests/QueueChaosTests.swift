import Storage
import TestModel
import TestSupport
import Testing

@Suite("Work queue under chance")
struct QueueChaosTests {
  @Test(
    "Whatever nodes come, are lost, are wrongly taken for lost or come again, each item is finished once",
    arguments: 0..<20
  )
  func finishesEachOnce(seed: Int) throws {
    try withQueue { queue in
      var world = QueueWorld(queue, seed: UInt64(seed))
      for _ in 0..<100 { try world.step() }
      try world.drain()
      #expect(world.finished.keys.sorted() == world.names.sorted())
      #expect(world.finished.values.allSatisfy { $0 == 1 })
      let begunTwice = world.begun.filter { $0.value > 1 }.keys
      #expect(Set(begunTwice) == world.named)
    }
  }
}

/// Nodes that do what chance tells them.
private struct QueueWorld {
  struct Process {
    var session: QueueSession
    var batch: QueueBatch?
    var seen: [QueueBeat] = []
  }

  let names: [String]
  private(set) var begun: [String: Int] = [:]
  private(set) var finished: [String: Int] = [:]
  private(set) var named: Set<String> = []
  private let queue: SQLiteWorkQueue
  private let work: QueueWork
  private var random: SeededRandom
  private var processes: [Int: Process] = [:]

  init(_ queue: SQLiteWorkQueue, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let nodes = Int.random(in: 1...5, using: &random)
    var chunks: [[String]] = []
    for chunk in 0..<Int.random(in: 1...25, using: &random) {
      chunks.append((0...Int.random(in: 0...2, using: &random)).map { "\(chunk).\($0)" })
    }
    names = chunks.flatMap { $0 }
    let heads = Int.random(in: 0...chunks.count, using: &random)
    self.queue = queue
    self.random = random
    work = queueWork(chunks, heads: heads, nodes: nodes)
  }

  mutating func step() throws {
    let node = Int.random(in: 0..<work.nodeTotal, using: &random)
    guard let process = processes[node] else {
      processes[node] = Process(session: try queue.join(work, as: node).session)
      return
    }
    switch Int.random(in: 0..<10, using: &random) {
    case 0: processes[node] = nil
    case 1, 2: try look(node, process)
    case 3: try reclaim(node, process)
    case 4:
      guard let batch = process.batch else { return }
      processes[node]?.batch = nil
      try queue.giveBack(batch, process.session)
    default: try process.batch == nil ? take(node, process) : finish(node, process)
    }
  }

  /// Lets all nodes come again and run what is left.
  mutating func drain() throws {
    for _ in 0..<10_000 {
      for node in 0..<work.nodeTotal where processes[node] == nil {
        processes[node] = Process(session: try queue.join(work, as: node).session)
      }
      for (node, process) in processes.sorted(by: { $0.key < $1.key }) {
        try process.batch == nil ? take(node, process) : finish(node, process)
      }
      if try queue.ask("SELECT count(*) FROM chunk WHERE state = 3") != [0] { processes[0] = nil }
      if try queue.ask("SELECT count(*) FROM chunk WHERE state <> 2") == [0] { return }
    }
  }

  private mutating func take(_ node: Int, _ process: Process) throws {
    let answer = try queue.take(process.session)
    processes[node]?.batch = answer.batch
    for name in answer.batch?.items ?? [] { begun[name, default: 0] += 1 }
    named.formUnion(answer.batch?.begunBefore.flatMap(\.items) ?? [])
    if !answer.beats.isEmpty { processes[node]?.seen = answer.beats }
  }

  private mutating func finish(_ node: Int, _ process: Process) throws {
    guard let batch = process.batch else { return }
    processes[node]?.batch = nil
    do {
      try queue.finish(batch, passed, process.session)
      for name in batch.items { finished[name, default: 0] += 1 }
    } catch WorkQueueError.lost {
      // Wrongly taken for lost: it does not count.
    }
  }

  private mutating func look(_ node: Int, _ process: Process) throws {
    guard let batch = process.batch else { return }
    do {
      processes[node]?.seen = try queue.renew(batch, process.session)
    } catch WorkQueueError.lost {
      processes[node]?.batch = nil
    }
  }

  /// Takes for lost whatever was seen, long ago or not, and whether it lives or not.
  private mutating func reclaim(_ node: Int, _ process: Process) throws {
    for beat in process.seen { try queue.reclaim(beat, process.session) }
  }
}
