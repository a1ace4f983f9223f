import TestModel
import TestSupport
import Testing

@testable import Storage

@Suite("Lost nodes of a work queue")
struct QueueLossTests {
  @Test("What a lost node had begun is run first by another one, named with the node")
  func givesLostItemsAway() throws {
    try withQueue { queue in
      let work = queueWork([["a"], ["b"], ["c"], ["d"]], heads: 1)
      let lost = try queue.join(work, as: 0).session
      let batch = try #require(try queue.take(lost).batch)
      let other = try queue.join(work, as: 1).session
      let running = try #require(try queue.take(other).batch)
      let beat = try #require(try queue.renew(running, other).first)
      #expect(beat.node == 0 && beat.items == 1)
      try queue.reclaim(beat, other)
      try queue.finish(running, passed, other)
      let again = try #require(try queue.take(other).batch)
      #expect(again.items == ["a"])
      #expect(again.begunBefore == [.init(node: 0, fate: .lost, items: ["a"])])
      // The lost one lives after all, and its run of the batch counts no more.
      #expect(throws: WorkQueueError.lost(batch: 1)) { try queue.finish(batch, passed, lost) }
      #expect(throws: WorkQueueError.lost(batch: 1)) { try queue.renew(batch, lost) }
      #expect(try queue.take(lost).batch?.items == ["c"])
      try queue.finish(again, passed, other)
      #expect(try queue.runAll(other) == ["d"])
    }
  }

  @Test("A node that has beaten since it was looked at keeps its batch")
  func sparesTheLiving() throws {
    try withQueue { queue in
      let work = queueWork([["a"]])
      let slow = try queue.join(work, as: 0).session
      let batch = try #require(try queue.take(slow).batch)
      let other = try queue.join(work, as: 1).session
      let beat = try #require(try queue.take(other).beats.first)
      _ = try queue.renew(batch, slow)
      try queue.reclaim(beat, other)
      #expect(try queue.take(other).beats.count == 1)
      try queue.finish(batch, passed, slow)
      #expect(try queue.take(other) == .nothingLeft)
    }
  }

  @Test("A node that comes again after it was lost goes on: what it had begun, and what failed")
  func resumes() throws {
    try withQueue { queue in
      let work = queueWork([["a"], ["b"], ["c"], ["d"]])
      let killed = try queue.join(work, as: 0).session
      for outcome in [passed, failed] {
        try queue.finish(try #require(try queue.take(killed).batch), outcome, killed)
      }
      let begun = try #require(try queue.take(killed).batch)
      let again = try queue.join(work, as: 0)
      #expect(again.back == .init(hadLeft: false, itemsKept: 1))
      let batch = try #require(try queue.take(again.session).batch)
      #expect(batch.items == ["b", "c"])
      #expect(
        batch.begunBefore == [
          .init(node: 0, fate: .finished, items: ["b"]),
          .init(node: 0, fate: .lost, items: ["c"]),
        ]
      )
      let expected = WorkQueueError.superseded(node: 0)
      #expect(throws: expected) { try queue.finish(begun, passed, killed) }
      #expect(throws: expected) { try queue.renew(begun, killed) }
      #expect(throws: expected) { try queue.take(killed) }
      #expect(throws: expected) { try queue.leave(killed) }
      try queue.finish(batch, passed, again.session)
      #expect(try queue.runAll(again.session) == ["d"])
    }
  }

  @Test("A node that comes again after it had left runs its own names again, and no others'")
  func repeatsItsList() throws {
    try withQueue { queue in
      let work = queueWork([["a"], ["b"], ["c"], ["d"]], heads: 2)
      let first = try queue.join(work, as: 0).session
      let second = try queue.join(work, as: 1).session
      try queue.finish(try #require(try queue.take(second).batch), failed, second)
      #expect(try queue.runAll(first) == ["a", "c", "d"])
      _ = try queue.leave(second)
      let again = try queue.join(work, as: 0)
      #expect(again.back == .init(hadLeft: true, itemsKept: 0))
      #expect(try queue.runAll(again.session) == ["a", "c", "d"])
      let other = try queue.join(work, as: 1)
      #expect(try queue.runAll(other.session) == ["b"])
    }
  }

  @Test("What a node gives back is left to others and is no loss")
  func givesBack() throws {
    try withQueue { queue in
      let work = queueWork([["a"]], nodes: 9)
      for node in 0..<8 {
        let session = try queue.join(work, as: node).session
        let batch = try #require(try queue.take(session).batch)
        #expect(batch.begunBefore.map(\.node) == (node == 0 ? [] : [node - 1]))
        #expect(batch.begunBefore.allSatisfy { $0.fate == .stopped })
        try queue.giveBack(batch, session)
        #expect(throws: WorkQueueError.self) { try queue.finish(batch, passed, session) }
      }
      #expect(try queue.runAll(queue.join(work, as: 8).session) == ["a"])
    }
  }

  @Test("Items on which three nodes were lost are named and given to no fourth one")
  func givesUp() throws {
    try withQueue { queue in
      let work = queueWork([["killer"], ["fine"]], nodes: 5)
      let watcher = try queue.join(work, as: 4).session
      for node in 0..<3 {
        let session = try queue.join(work, as: node).session
        #expect(try queue.take(session).batch?.items == ["killer"])
        for beat in try #require(try queue.leaseBeats(watcher)) {
          try queue.reclaim(beat, watcher)
        }
      }
      #expect(try queue.take(watcher).batch?.items == ["fine"])
      let progress = try queue.leave(watcher)
      #expect(progress.givenUp == ["killer"] && progress.open == 0)
      // Who retries a node wants it to be tried again.
      let retried = try queue.join(work, as: 0)
      #expect(try queue.take(retried.session).batch?.items == ["killer"])
    }
  }
}

extension SQLiteWorkQueue {
  /// The beats of others, by way of a batch that is taken and given back.
  fileprivate func leaseBeats(_ session: QueueSession) throws -> [QueueBeat]? {
    switch try take(session) {
    case .othersRun(let beats): return beats
    case .nothingLeft: return []
    case .batch(let batch):
      let beats = try renew(batch, session)
      try giveBack(batch, session)
      return beats
    }
  }
}
