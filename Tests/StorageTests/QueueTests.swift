import Foundation
import Storage
import TestModel
import TestSupport
import Testing

@Suite("Work queue")
struct QueueTests {
  @Test("A node gets its own head at once, then the tail chunk by chunk, then others' heads")
  func handsOutInOrder() throws {
    try withQueue { queue in
      let work = queueWork([["a"], ["b"], ["c"], ["d"], ["e"], ["f"]], heads: 4)
      let session = try queue.join(work, as: 0).session
      var batches: [[String]] = []
      while let batch = try queue.take(session).batch {
        #expect(batch.number == batches.count + 1)
        try queue.finish(batch, passed, session)
        batches.append(batch.items)
      }
      #expect(batches == [["a", "c"], ["e"], ["f"], ["d"], ["b"]])
      // The other node comes late and finds nothing to do.
      let late = try queue.join(work, as: 1).session
      #expect(try queue.take(late) == .nothingLeft)
      #expect(try queue.leave(late).finished == 6)
    }
  }

  @Test("Nodes that come for other items are refused before they take any, with what differs")
  func refusesOtherItems() throws {
    try withQueue { queue in
      _ = try queue.join(queueWork([["a", "b"], ["c"]]), as: 0)
      let other = queueWork([["a", "x"], ["c", "y"]], plan: "other")
      let error = #expect(throws: WorkQueueError.self) { try queue.join(other, as: 1) }
      #expect(
        error?.description.contains(
          "has 3 names and this node 4: 2 are only here (“x”, …), 1 is only in the queue (“b”)"
        ) == true
      )
      let otherTotal = queueWork([["a", "b"], ["c"]], nodes: 3, plan: "third")
      let second = #expect(throws: WorkQueueError.self) { try queue.join(otherTotal, as: 1) }
      #expect(second?.description.contains("is for 2 nodes, and this one is of 3") == true)
      #expect(try queue.ask("SELECT count(*) FROM node") == [1])
    }
  }

  @Test("Names that differ in the writing of a letter only are two names")
  func tellsNamesByTheirBytes() throws {
    try withQueue { queue in
      _ = try queue.join(queueWork([["caf\u{E9}"]]), as: 0)
      #expect(throws: WorkQueueError.self) {
        try queue.join(queueWork([["cafe\u{301}"]], plan: "other"), as: 1)
      }
    }
  }

  @Test("A node with other weights for the same items is told so, and takes part")
  func takesOtherWeights() throws {
    try withQueue { queue in
      let first = try queue.join(queueWork([["a", "b"], ["c"]]), as: 0)
      let second = try queue.join(queueWork([["c", "a"], ["b"]], plan: "other"), as: 1)
      #expect(!first.weighsOtherwise && second.weighsOtherwise)
      #expect(try queue.runAll(second.session) == ["a", "b", "c"])
    }
  }

  @Test("Runs of other keys share a file and nothing else, and old finished ones are forgotten")
  func keepsRunsApart() throws {
    try withQueue { queue in
      let open = try queue.join(queueWork([["open"]], key: "open"), as: 0).session
      for number in 0..<110 {
        let session = try queue.join(queueWork([["t"]], key: "run \(number)"), as: 0).session
        #expect(try queue.runAll(session) == ["t"])
      }
      let runs = try queue.ask("SELECT count(*) FROM run")
      #expect(runs == [102])
      #expect(try queue.ask("SELECT count(*) FROM item") == runs)
      #expect(try queue.runAll(open) == ["open"])
    }
  }

  @Test("One node waits for the others, and another one takes the seat when it stands still")
  func seatsOne() throws {
    try withQueue { queue in
      let work = queueWork([["a"]], nodes: 3)
      let holder = try queue.join(work, as: 0).session
      let batch = try #require(try queue.take(holder).batch)
      let first = try queue.join(work, as: 1).session
      let second = try queue.join(work, as: 2).session
      #expect(try queue.take(first).beats.map(\.node) == [0])
      #expect(try queue.wait(first, insteadOf: nil) == nil)
      let seen = try #require(try queue.wait(second, insteadOf: nil))
      #expect(seen.node == 1)
      #expect(try queue.wait(first, insteadOf: nil) == nil)
      // It has moved since, so it is not taken for lost.
      let moved = try #require(try queue.wait(second, insteadOf: seen))
      #expect(moved.count == seen.count + 1)
      #expect(try queue.wait(second, insteadOf: moved) == nil)
      #expect(try queue.wait(first, insteadOf: nil)?.node == 2)
      _ = try queue.leave(second)
      #expect(try queue.wait(first, insteadOf: nil) == nil)
      try queue.finish(batch, passed, holder)
      #expect(try queue.take(first) == .nothingLeft)
    }
  }
}
