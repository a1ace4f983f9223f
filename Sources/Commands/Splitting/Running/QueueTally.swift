import Storage
import TestModel

/// What a node has run of a queue.
struct QueueTally {
  /// The batches that were run to the end.
  private(set) var batches = 0
  /// Their items.
  private(set) var items = 0
  /// What they were expected to take, or weigh.
  private(set) var weight: Int64 = 0
  /// What they took.
  private(set) var duration = Microseconds.zero
  /// Those of the items that had been begun before.
  private(set) var again: [String] = []
  /// The batches that were taken away from the node.
  var taken = 0
  /// The exit status: 0, or the first other one.
  private(set) var status: Int32 = 0

  mutating func add(_ batch: QueueBatch, _ outcome: BatchOutcome) {
    batches += 1
    items += batch.items.count
    weight += batch.weight
    duration += outcome.duration
    again += batch.begunBefore.flatMap(\.items)
    failed(with: outcome.status)
  }

  /// Keeps a status that is not 0, if it is the first.
  mutating func failed(with status: Int32) {
    if self.status == 0 { self.status = status }
  }
}
