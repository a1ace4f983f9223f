import Foundation
import Reporter
import StatisticsCore
import Storage
import TestModel

/// What one node does with a queue: it runs batches until nothing is left, and the last one without
/// work waits for the others in case one is lost.
struct QueueNode {
  private let queue: any WorkQueue
  private let joined: JoinedQueue
  private let shell: ShellCommand
  private let words: QueueWords
  private let telling: RunTelling
  private let start = ContinuousClock.now
  private var watch: LeaseWatch
  private var seat: WaitingSeat
  private var tally = QueueTally()

  init(
    queue: any WorkQueue,
    joined: JoinedQueue,
    shell: ShellCommand,
    words: QueueWords,
    telling: RunTelling
  ) {
    self.queue = queue
    self.joined = joined
    self.shell = shell
    self.words = words
    self.telling = telling
    watch = LeaseWatch(lease: joined.lease.count)
    seat = WaitingSeat(lease: joined.lease.count)
  }

  private var session: QueueSession { joined.session }

  /// Runs what the queue has for this node.
  ///
  /// - Returns: the exit status.
  /// - Throws: `WorkQueueError`, `CommandFailure`.
  mutating func run() throws -> Int32 {
    for remark in words.joined(joined) { telling.remark(remark) }
    while shell.signals.received == nil {
      switch try queue.take(session) {
      case .batch(let batch):
        seat = WaitingSeat(lease: joined.lease.count)
        guard try run(batch) else { return ended() }
      case .othersRun(let beats):
        guard try stay(for: beats) else { return try leave() }
      case .nothingLeft: return try leave()
      }
    }
    return ended()
  }

  // MARK: Batches

  /// - Returns: whether to go on.
  private mutating func run(_ batch: QueueBatch) throws -> Bool {
    for warning in words.begunBefore(batch) { telling.warn(warning) }
    telling.remark(words.begins(batch))
    let begin = now
    var taken: WorkQueueError?
    let end = try shell.run(
      batch.items,
      adding: ["EVENKEEL_BATCH": String(batch.number)],
      every: joined.lease.count / 3
    ) {
      taken = beat(batch)
      return taken == nil
    }
    if let taken { return try goOn(after: taken, batch) }
    let outcome = BatchOutcome(status: end.status, duration: Microseconds(now - begin))
    if end.couldNotRun || (shell.signals.received != nil && end != .exited(0)) {
      try queue.giveBack(batch, session)
      tally.failed(with: outcome.status)
      telling.warn(words.givenBack(batch, end))
      return false
    }
    do {
      try queue.finish(batch, outcome, session)
    } catch {
      return try goOn(after: error, batch)
    }
    tally.add(batch, outcome)
    return true
  }

  /// Beats for a batch, and looks whether others still do.
  ///
  /// - Returns: why the command is to be ended, if it is; where the queue cannot be reached, that
  ///   will be told when the batch has ended.
  private mutating func beat(_ batch: QueueBatch) -> WorkQueueError? {
    do {
      try reclaimStanding(try queue.renew(batch, session))
      return nil
    } catch {
      switch error {
      case .lost, .superseded, .noRun: return error
      default:
        telling.remark("the queue cannot be told that this node lives: \(error)")
        return nil
      }
    }
  }

  /// A batch that was taken away does not count here; this node can do others.
  private mutating func goOn(after error: WorkQueueError, _ batch: QueueBatch) throws -> Bool {
    guard case .lost = error else { throw error }
    telling.warn(words.taken(batch, error))
    tally.taken += 1
    return true
  }

  // MARK: Waiting

  /// - Returns: whether this node is to stay, as others' leases are out and nobody waits for them.
  private mutating func stay(for beats: [QueueBeat]) throws -> Bool {
    if try reclaimStanding(beats) { return true }
    let isNew = !seat.isMine
    guard try seat.take(queue, session, now: now) else {
      telling.remark(words.leaves(to: seat.other, beats))
      return false
    }
    if isNew, seat.isMine { telling.remark(words.waits(beats)) }
    usleep(seat.pause)
    return true
  }

  /// Takes the batches of nodes that have not been seen to live for the whole lease.
  @discardableResult
  private mutating func reclaimStanding(_ beats: [QueueBeat]) throws(WorkQueueError) -> Bool {
    let standing = watch.look(
      at: beats.map { LeaseWatch.Beat(id: $0.lease, count: $0.count) },
      now: now
    )
    for beat in beats where standing.contains(where: { $0.id == beat.lease }) {
      telling.warn(words.lost(beat, joined.lease))
      try queue.reclaim(beat, session)
    }
    return !standing.isEmpty
  }

  /// This process's monotonic clock, in microseconds.
  private var now: Int64 {
    let parts = (ContinuousClock.now - start).components
    return parts.seconds * 1_000_000 + parts.attoseconds / 1_000_000_000_000
  }

  // MARK: The end

  private mutating func leave() throws -> Int32 {
    let progress = try queue.leave(session)
    if !progress.givenUp.isEmpty {
      tally.failed(with: CommandStatus.finding.rawValue)
      telling.warn(words.givenUp(progress))
    }
    telling.remark(words.summary(tally, progress))
    return tally.status
  }

  /// The end of a node that was stopped: it has not left, and finds what it had when it comes again.
  private func ended() -> Int32 {
    telling.remark(words.summary(tally, nil))
    return tally.status != 0 ? tally.status : 128 + (shell.signals.received ?? 0)
  }
}
