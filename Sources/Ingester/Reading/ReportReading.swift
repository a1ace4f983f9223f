import Dispatch
import Foundation
import Formats
import Synchronization

/// A file to read, and what has to be known for it.
struct ReadingTask: Sendable {
  /// The file.
  var path: String
  /// Whether the file was found in a folder, and not named.
  var isFound = false
  /// The digests of the reports that are in the history for the job run.
  var known: Set<String>
  /// How identities are kept.
  var rules: IdentityRules
}

/// Reads files on threads of its own, ahead of the one that writes what they say.
///
/// The files are taken in their order, and each has a channel, so that what is written does not
/// depend on which thread is faster.
final class ReportReading: Sendable {
  /// The files that may be read ahead.
  private static let lookahead = 16

  private let tasks: [ReadingTask]
  private let channels: [ReportChannel]
  private let next = Mutex(0)
  private let isAbandoned = Mutex(false)
  private let ahead = DispatchSemaphore(value: ReportReading.lookahead)

  /// Starts to read.
  ///
  /// - Parameter threads: how many files are read at once.
  init(_ tasks: [ReadingTask], threads: Int) {
    self.tasks = tasks
    channels = tasks.map { _ in ReportChannel() }
    for _ in 0..<min(threads, tasks.count) { Thread.detachNewThread { self.readFiles() } }
  }

  /// Receives all messages of a file, in the order of the files.
  ///
  /// - Parameter body: takes the first message of each report, and receives the others itself.
  func receive(
    file: Int,
    _ body: (_ first: ReportMessage, _ next: () -> ReportMessage) throws -> Void
  ) rethrows {
    let channel = channels[file]
    defer { ahead.signal() }
    while true {
      let message = channel.receive()
      if case .endOfFile = message { return }
      try body(message) { channel.receive() }
    }
  }

  /// Stops: what was not received is not read.
  func abandon() {
    isAbandoned.withLock { $0 = true }
    for channel in channels { channel.abandon() }
    ahead.signal()
  }

  private func readFiles() {
    while true {
      ahead.wait()
      guard !isAbandoned.withLock({ $0 }) else {
        ahead.signal()
        return
      }
      let file = next.withLock { next in
        next += 1
        return next - 1
      }
      guard file < tasks.count else {
        // For the other threads, which find nothing either.
        ahead.signal()
        return
      }
      let channel = channels[file]
      guard (try? readReports(of: tasks[file], send: channel.send)) != nil,
        (try? channel.send(.endOfFile)) != nil
      else { return }
    }
  }
}
