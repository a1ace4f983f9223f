/// How a command ended.
enum CommandEnd: Sendable, Hashable {
  case exited(Int32)
  case killed(signal: Int32)

  /// Reads what `waitpid` tells.
  init(waitStatus: Int32) {
    let signal = waitStatus & 0x7F
    self = signal == 0 ? .exited((waitStatus >> 8) & 0xFF) : .killed(signal: signal)
  }

  /// The exit status that a shell gives it.
  var status: Int32 {
    switch self {
    case .exited(let status): status
    case .killed(let signal): 128 + signal
    }
  }

  /// Whether the shell could not run the command at all: not found, or not executable.
  var couldNotRun: Bool { self == .exited(126) || self == .exited(127) }
}
