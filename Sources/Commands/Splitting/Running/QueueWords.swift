import Reporter
import Storage
import TestModel

/// What a node of a queue tells people.
struct QueueWords {
  /// Whether weights are times.
  let areTimes: Bool
  let isVerbose: Bool

  func joined(_ joined: JoinedQueue) -> [String] {
    var remarks: [String] = []
    if joined.weighsOtherwise {
      remarks.append(
        "another node has made the queue with other timings; its order holds, and no name is lost"
      )
    }
    if let back = joined.back {
      let node = "node \(joined.session.node) was here before"
      remarks.append(
        back.hadLeft
          ? "\(node) and had ended; all names that it ran are run again"
          : "\(node) and was lost; the \(plural(back.itemsKept, "name")) that passed on it are not "
            + "run again, and another --queue-key begins anew"
      )
    }
    return remarks
  }

  func begins(_ batch: QueueBatch) -> String {
    let time = areTimes ? ", \(humanDuration(Microseconds(batch.weight))) expected" : ""
    return "batch \(batch.number): \(plural(batch.items.count, "name"))\(time)"
      + (isVerbose ? list(batch.items) : "")
  }

  /// One warning for each node that had begun some of the names, with all of them.
  func begunBefore(_ batch: QueueBatch) -> [String] {
    batch.begunBefore.map { before in
      let fate =
        switch before.fate {
        case .lost: "were begun on node \(before.node), which was lost; run again here"
        case .stopped: "were begun on node \(before.node), which was stopped; run again here"
        case .finished: "were run on node \(before.node) before; run again here"
        }
      return "batch \(batch.number): \(plural(before.items.count, "name")) \(fate):"
        + list(before.items)
    }
  }

  func lost(_ beat: QueueBeat, _ lease: Microseconds) -> String {
    "node \(beat.node) has not been seen to live for \(humanDuration(lease)); it is taken for lost "
      + "with \(plural(beat.items, "name"))"
  }

  func taken(_ batch: QueueBatch, _ error: WorkQueueError) -> String {
    "\(error); what it ran of these does not count:\(list(batch.items))"
  }

  func givenBack(_ batch: QueueBatch, _ end: CommandEnd) -> String {
    let why = end.couldNotRun ? "the command cannot be run here" : "this node was stopped"
    return "\(why) (status \(end.status)); batch \(batch.number) is left to other nodes:"
      + list(batch.items)
  }

  func givenUp(_ progress: QueueProgress) -> String {
    "\(plural(progress.givenUp.count, "name")) not run to the end, as each node that began them was "
      + "lost:\(list(progress.givenUp))"
  }

  func waits(_ beats: [QueueBeat]) -> String {
    "nothing is open; this node waits in case \(nodes(beats)) is lost"
  }

  func leaves(to other: Int?, _ beats: [QueueBeat]) -> String {
    let waiting = other.map { "node \($0)" } ?? "another node"
    return "nothing is open; \(waiting) waits in case \(nodes(beats)) is lost"
  }

  /// - Parameter progress: how far all nodes are; none where this one was stopped.
  func summary(_ tally: QueueTally, _ progress: QueueProgress?) -> String {
    var text =
      "ran \(plural(tally.items, "name")) in \(plural(tally.batches, "batch", "batches")), "
      + humanDuration(tally.duration)
    if areTimes { text += " (\(humanDuration(Microseconds(tally.weight))) expected)" }
    if !tally.again.isEmpty {
      text += "; \(plural(tally.again.count, "name")) run again, named above"
    }
    if tally.taken > 0 {
      text += "; \(plural(tally.taken, "batch", "batches")) taken away, named above"
    }
    return progress.map { "\(text); \(state($0))" } ?? text
  }

  private func state(_ progress: QueueProgress) -> String {
    progress.finished == progress.items
      ? "all \(plural(progress.items, "name")) of the run are done"
      : "\(grouped(progress.finished)) of \(plural(progress.items, "name")) of the run are done"
        + (progress.running.isEmpty ? "" : ", \(nodes(progress.running)) still runs")
  }

  private func nodes(_ beats: [QueueBeat]) -> String {
    let nodes = Set(beats.map(\.node)).sorted()
    return nodes.count == 1
      ? "node \(nodes[0])" : "one of nodes \(nodes.map(String.init).joined(separator: ", "))"
  }
}
