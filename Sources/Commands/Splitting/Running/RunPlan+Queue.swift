import StatisticsCore
import Storage
import TestModel

extension RunPlan {
  /// The work as it goes into a queue.
  ///
  /// - Parameter minimum: what a batch takes at least, where the weights are times.
  func work(key: String, lease: Microseconds, minimum: Microseconds) -> QueueWork {
    let settings = QueueSettings(minimumChunk: areTimes ? minimum.count : meanLoad / 32)
    let plan = QueuePlan(items, partition: partition, settings: settings)
    return QueueWork(
      key: key,
      planID: planID,
      nodeTotal: total,
      lease: lease,
      chunks: plan.chunks.map { chunk in
        QueueWork.Chunk(
          owner: chunk.owner,
          items: chunk.items.map {
            QueueWork.Item(name: items[$0].name, weight: items[$0].weight)
          }
        )
      }
    )
  }

  /// Where weights are no times, a batch is aimed at a thirty-second of a node's load: about ten
  /// seconds in five minutes.
  private var meanLoad: Int64 {
    items.reduce(0) { $0 + $1.weight } / Int64(max(1, total))
  }
}
