import StatisticsCore
import Storage

/// The seat of the one node that waits for the leases of others.
struct WaitingSeat {
  private let lease: Int64
  private var watch: LeaseWatch
  private var first: QueueBeat?
  private var lost: QueueBeat?
  /// Whether this node sits.
  private(set) var isMine = false
  /// The node that sits where this one does not.
  var other: Int? { isMine ? nil : first?.node }

  init(lease: Int64) {
    self.lease = lease
    watch = LeaseWatch(lease: lease)
  }

  /// Takes the seat, or looks whether the node that has it lives.
  ///
  /// - Returns: whether this node is needed: it sits, or does not know yet that another one does and
  ///   lives.
  mutating func take(
    _ queue: any WorkQueue,
    _ session: QueueSession,
    now: Int64
  ) throws(WorkQueueError) -> Bool {
    guard let sitting = try queue.wait(session, insteadOf: lost) else {
      isMine = true
      return true
    }
    isMine = false
    guard let first else {
      first = sitting
      _ = watch.look(at: [LeaseWatch.Beat(id: 0, count: sitting.count)], now: now)
      return true
    }
    guard first.count == sitting.count else { return false }
    let standing = watch.look(at: [LeaseWatch.Beat(id: 0, count: sitting.count)], now: now)
    lost = standing.isEmpty ? nil : sitting
    return true
  }

  /// The microseconds between two looks: many in a lease, and at most two seconds, as others wait to
  /// see this node beat before they leave.
  var pause: UInt32 { UInt32(min(lease / 20, 2_000_000)) }
}
