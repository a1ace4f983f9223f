/// A queue that hands out the work of one run to its nodes: each item to one node, and again to
/// another one where that node was lost.
///
/// Whatever nodes can reach in common may be behind it: a database file, a server. A call may wait
/// for other nodes' calls, never for other nodes' work.
public protocol WorkQueue: Sendable {
  /// Takes part in a run; the first node brings the work, and the others must have come for the same.
  ///
  /// A node that takes part for the second time ends what the first one began: what it has begun and
  /// not finished, and what failed on it, is its own again; where it had left in order, all that it
  /// has run is. The first one can do nothing more in the run.
  ///
  /// - Throws: `WorkQueueError`, before anything is taken.
  func join(_ work: QueueWork, as node: Int) throws(WorkQueueError) -> JoinedQueue

  /// Asks for the next batch: first the node's own, then what was lost, then the tail, then what
  /// other nodes have not come for.
  ///
  /// - Throws: `WorkQueueError`.
  func take(_ session: QueueSession) throws(WorkQueueError) -> QueueAnswer

  /// Beats once, so that the others see that the holder of a batch lives.
  ///
  /// - Returns: the beats of the others' leases.
  /// - Throws: `WorkQueueError`; `.lost` where the batch is not the session's any more.
  func renew(_ batch: QueueBatch, _ session: QueueSession) throws(WorkQueueError) -> [QueueBeat]

  /// Says that a batch was run to its end, and how.
  ///
  /// - Throws: `WorkQueueError`; `.lost` where the batch is not the session's any more.
  func finish(
    _ batch: QueueBatch,
    _ outcome: BatchOutcome,
    _ session: QueueSession
  ) throws(WorkQueueError)

  /// Gives a batch back that was begun and will not be finished.
  ///
  /// - Throws: `WorkQueueError`.
  func giveBack(_ batch: QueueBatch, _ session: QueueSession) throws(WorkQueueError)

  /// Takes a lease from a holder that is taken for lost, unless it has beaten since.
  ///
  /// - Parameter beat: the beat that stood still.
  /// - Throws: `WorkQueueError`.
  func reclaim(_ beat: QueueBeat, _ session: QueueSession) throws(WorkQueueError)

  /// Sits down as the one node that waits for the others' leases, or beats once where it sits.
  ///
  /// - Parameter lost: the beat of a waiting node that is taken for lost.
  /// - Returns: none where this node sits; the beat of the one that does.
  /// - Throws: `WorkQueueError`.
  func wait(_ session: QueueSession, insteadOf lost: QueueBeat?) throws(WorkQueueError)
    -> QueueBeat?

  /// Leaves the run in order.
  ///
  /// - Throws: `WorkQueueError`.
  func leave(_ session: QueueSession) throws(WorkQueueError) -> QueueProgress
}
