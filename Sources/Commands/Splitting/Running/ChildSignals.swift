import Foundation
import Synchronization

/// The signals that end a process, passed on to the command that runs.
///
/// They are taken from the moment of creation on. Where this process has the terminal, the command
/// shares it and is sent what the keyboard says by the terminal itself; elsewhere it has a process
/// group of its own, so that all that the shell has started is sent the signal.
final class ChildSignals: Sendable {
  private struct State {
    var child: pid_t?
    var received: Int32?
  }

  /// Whether commands run in process groups of their own.
  let hasGroups = !ChildSignals.hasTerminal
  /// The signals that are passed on; what was ignored when this process began stays so.
  let taken: [Int32]
  private let state = Mutex(State())

  init() {
    taken = [SIGHUP, SIGINT, SIGQUIT, SIGTERM].filter { number in
      // 1 is SIG_IGN: `nohup`, or a shell's background job.
      signal(number, SIG_IGN).map { unsafeBitCast($0, to: Int.self) } != 1
    }
  }

  /// Passes the signals on as long as the sources that it returns live.
  func sources() -> [any DispatchSourceSignal] {
    taken.map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [self] in receive(number) }
      source.resume()
      return source
    }
  }

  /// The first signal that came.
  var received: Int32? { state.withLock { $0.received } }

  /// Names the command that signals are passed on to; none when it has ended, before its process is
  /// forgotten and its number given to another one.
  func setChild(_ child: pid_t?) { state.withLock { $0.child = child } }

  /// Sends the command a signal, if it runs.
  func send(_ signal: Int32) {
    state.withLock { state in
      guard let child = state.child else { return }
      kill(hasGroups ? -child : child, signal)
    }
  }

  private func receive(_ signal: Int32) {
    state.withLock { $0.received = $0.received ?? signal }
    let isFromKeyboard = !hasGroups && (signal == SIGINT || signal == SIGQUIT)
    if !isFromKeyboard { send(signal) }
  }

  /// Whether this process is in the foreground of a terminal.
  private static var hasTerminal: Bool {
    let terminal = open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC)
    guard terminal >= 0 else { return false }
    defer { close(terminal) }
    return tcgetpgrp(terminal) == getpgrp()
  }
}
