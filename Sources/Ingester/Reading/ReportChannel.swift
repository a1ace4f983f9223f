import Dispatch
import Synchronization

/// Hands what is read of one file from the thread that reads to the one that writes, a few pieces
/// ahead and no more, so that memory stays flat however fast one of them is.
final class ReportChannel: Sendable {
  /// The messages that may wait; each is a batch of a quarter of a megabyte at most.
  private static let capacity = 4

  private struct State {
    var messages: [ReportMessage] = []
    var isAbandoned = false
  }

  private let state = Mutex(State())
  private let room = DispatchSemaphore(value: ReportChannel.capacity)
  private let filled = DispatchSemaphore(value: 0)

  /// Sends a message, when there is room for it.
  func send(_ message: ReportMessage) throws(ReadingAbandoned) {
    room.wait()
    let isAbandoned = state.withLock { state in
      if !state.isAbandoned { state.messages.append(message) }
      return state.isAbandoned
    }
    guard !isAbandoned else {
      // Whoever sends next is not to wait for ever.
      room.signal()
      throw ReadingAbandoned()
    }
    filled.signal()
  }

  /// Receives the next message, when there is one.
  func receive() -> ReportMessage {
    filled.wait()
    let message = state.withLock { $0.messages.removeFirst() }
    room.signal()
    return message
  }

  /// Lets the sender know that nobody receives any more.
  func abandon() {
    state.withLock { $0.isAbandoned = true }
    room.signal()
  }
}
