import Foundation
import StatisticsCore

/// Runs the command of a gate in its place: with its input and output, and the signals it is sent.
struct GatedRun {
  let arguments: [String]

  /// Runs the command to its end.
  ///
  /// - Parameter variables: its environment.
  func run(_ variables: [String: String]) -> GatedCommand {
    let signals = ChildSignals()
    let sources = signals.sources()
    defer { for source in sources { source.cancel() } }
    let child: pid_t
    do {
      child = try ChildSpawn(signals: signals).start(arguments[0], arguments, variables: variables)
    } catch {
      // As a shell has it: 127 for what is not there, 126 for what cannot be executed.
      let status: Int32 = error.code == ENOENT || error.code == ENOTDIR ? 127 : 126
      return .notStarted(reason: "\(arguments[0]): \(error.reason)", status: status)
    }
    signals.setChild(child)
    // One that came before there was a command to pass it on to.
    if let signal = signals.received { signals.send(signal) }
    let end = ChildEnd()
    end.await(child, signals: signals)
    while end.value == nil, !end.isOver(within: .max) {}
    return gatedCommand(end.value ?? .exited(CommandStatus.ownFault.rawValue), signals.received)
  }

  private func gatedCommand(_ end: CommandEnd, _ received: Int32?) -> GatedCommand {
    switch (end, received) {
    case (.killed(let signal), _): .killed(signal: signal)
    case (.exited(let status), let signal?): .stopped(signal: signal, status: status)
    case (.exited(let status), nil): .exited(status)
    }
  }
}
