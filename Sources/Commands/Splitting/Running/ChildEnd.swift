import Foundation
import Synchronization

/// How a command that runs in another process will have ended.
final class ChildEnd: Sendable {
  private let end = Mutex<CommandEnd?>(nil)
  private let isOver = DispatchSemaphore(value: 0)

  /// How it ended; none as long as it runs.
  var value: CommandEnd? { end.withLock { $0 } }

  /// Waits for a process in a thread of its own.
  func await(_ child: pid_t, signals: ChildSignals) {
    Thread.detachNewThread { [self] in
      var information = siginfo_t()
      // First without taking it off the system's table: until then no signal can hit another process
      // of the same number.
      while waitid(P_PID, id_t(child), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
      signals.setChild(nil)
      var status: Int32 = 0
      while waitpid(child, &status, 0) < 0, errno == EINTR {}
      end.withLock { $0 = CommandEnd(waitStatus: status) }
      isOver.signal()
    }
  }

  /// Waits at most as many microseconds.
  ///
  /// - Returns: whether it has ended.
  func isOver(within interval: Int64) -> Bool {
    let most = Int64(Int32.max) * 1000
    return isOver.wait(timeout: .now() + .microseconds(Int(min(interval, most)))) == .success
  }
}
