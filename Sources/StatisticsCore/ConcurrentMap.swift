import Dispatch
import Synchronization

/// The values of a function of 0 up to `count`, computed on all cores, in order.
///
/// Blocks of neighbors are computed together, several for each core, because some values take longer
/// than others.
func concurrentMap<Value: Sendable>(
  _ count: Int,
  blockSize: Int = 8,
  _ transform: @Sendable (Int) -> Value
) -> [Value] {
  let blocks = (count + blockSize - 1) / blockSize
  let computed = Mutex<[Int: [Value]]>([:])
  DispatchQueue.concurrentPerform(iterations: blocks) { block in
    let range = (block * blockSize)..<min(count, (block + 1) * blockSize)
    let values = range.map(transform)
    computed.withLock { $0[block] = values }
  }
  let byBlock = computed.withLock { $0 }
  return (0..<blocks).flatMap { byBlock[$0] ?? [] }
}
