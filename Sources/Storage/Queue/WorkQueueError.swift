/// Why a queue cannot be used.
public enum WorkQueueError: Error, Sendable, Hashable {
  /// The file is no queue of Evenkeel's.
  case notAQueue(path: String)
  /// The file was made by a later version.
  case fromTheFuture(path: String)
  /// The run in the queue is for another number of nodes.
  case otherNodeTotal(path: String, here: Int, difference: QueueDifference)
  /// The run in the queue has other items.
  case otherItems(path: String, here: Int, difference: QueueDifference)
  /// Another process has come as the same node.
  case superseded(node: Int)
  /// The run is not in the queue any more.
  case noRun(path: String)
  /// The batch was taken away, as its holder was taken for lost.
  case lost(batch: Int)
  /// Other processes hold the lock for too long.
  case busy(path: String)
  /// The file is damaged.
  case corrupt(path: String, reason: String)
  /// The disk is full.
  case diskFull(path: String)
  /// The file or its folder cannot be written.
  case readOnly(path: String)
  /// Something else that SQLite says.
  case sqlite(path: String, reason: String)
}

extension WorkQueueError: CustomStringConvertible {
  /// One sentence: what, where, and what to do.
  public var description: String {
    switch self {
    case .notAQueue(let path):
      "\(path) is not a queue of Evenkeel's; name a folder, or a file that does not exist"
    case .fromTheFuture(let path):
      "\(path) was made by a later version of evenkeel; update evenkeel"
    case .otherNodeTotal(let path, let here, let difference):
      "the run in \(path) is for \(difference.nodeTotalOfQueue) nodes, and this one is of \(here); "
        + "all nodes need the same --total, and another run needs another --queue-key"
    case .otherItems(let path, let here, let difference):
      "the run in \(path) has \(difference.itemsOfQueue) names and this node \(here): "
        + "\(difference.words); all nodes need the same names, and another run needs another "
        + "--queue-key"
    case .superseded(let node):
      "another process has come to the queue as node \(node); a leg of a matrix or a second job "
        + "needs its own --queue-key"
    case .noRun(let path): "the run is not in \(path) any more; was the file replaced?"
    case .lost(let batch):
      "batch \(batch) was taken from this node, which had not been seen to live for the whole lease"
    case .busy(let path): "\(path) is locked by other processes for too long; try again"
    case .corrupt(let path, let reason):
      "\(path) is damaged (\(reason)); remove it and run all nodes again"
    case .diskFull(let path): "the disk that holds \(path) is full; make room and try again"
    case .readOnly(let path):
      "\(path) or its folder cannot be written; check the path and the permissions"
    case .sqlite(let path, let reason): "SQLite cannot use \(path): \(reason)"
    }
  }
}

extension QueueDifference {
  /// How many names differ, and which for example.
  fileprivate var words: String {
    [(onlyHere, "only here"), (onlyInQueue, "only in the queue")].compactMap { names, place in
      names.first.map { first in
        let isOne = names.count == 1
        return "\(names.count) \(isOne ? "is" : "are") \(place) (“\(first)”\(isOne ? "" : ", …"))"
      }
    }.joined(separator: ", ")
  }
}
