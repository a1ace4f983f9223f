import Foundation
import Synchronization

/// The user's command, run by the shell; names reach it through its standard input alone.
struct ShellCommand {
  let command: String
  let variables: [String: String]
  /// Whether names end in NUL.
  let nul: Bool
  let signals: ChildSignals

  /// Runs the command to its end.
  ///
  /// - Parameters:
  ///   - names: what it is given, in this order.
  ///   - added: environment variables beside those of this process.
  ///   - interval: how often `beat` is called while the command runs, in microseconds.
  ///   - beat: tells whether the command is to go on; where not, it is told to end, and is killed
  ///     at the next beat.
  /// - Throws: `CommandFailure` where there is no shell.
  func run(
    _ names: [String],
    adding added: [String: String],
    every interval: Int64 = .max,
    beat: () -> Bool = { true }
  ) throws -> CommandEnd {
    let end = ChildEnd()
    let (child, input) = try spawn(variables.merging(added) { _, new in new })
    signals.setChild(child)
    // One that came before there was a command to pass it on to.
    if let signal = signals.received { signals.send(signal) }
    let terminator: [UInt8] = nul ? [0] : [10]
    ChildInput(bytes: names.flatMap { Array($0.utf8) + terminator }, descriptor: input).write()
    end.await(child, signals: signals)
    var wants: Int32?
    while end.value == nil, !end.isOver(within: interval) {
      if let signal = wants {
        signals.send(signal)
        wants = SIGKILL
      } else if !beat() {
        signals.send(SIGTERM)
        wants = SIGKILL
      }
    }
    return end.value ?? .exited(CommandStatus.ownFault.rawValue)
  }

  /// Starts the shell.
  ///
  /// - Returns: its process, and where its standard input is written.
  private func spawn(_ variables: [String: String]) throws -> (child: pid_t, input: Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw failure(errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    do {
      let spawn = ChildSpawn(signals: signals, input: ends[0])
      let child = try spawn.start("/bin/sh", ["sh", "-c", command], variables: variables)
      return (child, ends[1])
    } catch {
      close(ends[1])
      throw failure(error.code)
    }
  }

  private func failure(_ code: Int32) -> CommandFailure {
    CommandFailure("/bin/sh cannot be started: \(String(cString: strerror(code)))", .inputOutput)
  }
}
