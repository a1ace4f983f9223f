/// How the command ended that a gate ran.
public enum GatedCommand: Sendable, Hashable {
  /// It exited with this status.
  case exited(Int32)
  /// A signal ended it.
  case killed(signal: Int32)
  /// The gate was sent a signal and passed it on; the command then exited with this status.
  case stopped(signal: Int32, status: Int32)
  /// It could not be started; the status is the one that a shell would give.
  case notStarted(reason: String, status: Int32)

  /// The exit status that a shell gives it.
  public var status: Int32 {
    switch self {
    case .exited(let status), .notStarted(_, let status): status
    case .killed(let signal): 128 + signal
    case .stopped(let signal, let status): status == 0 ? 128 + signal : status
    }
  }

  /// Whether it says of itself that all went well.
  public var succeeded: Bool { self == .exited(0) }
}

/// A test runner whose exit statuses tell failed tests from failures of the run.
///
/// Of other programs only what every program means by its status is known.
public enum GateRunner: String, Sendable, Hashable, CaseIterable {
  /// pytest: 1 for failed tests; 2 interrupted, 3 internal error, 4 usage, 5 nothing collected.
  case pytest
  /// Robot Framework: the number of failed tests up to 250; from 251 on there was no proper run.
  case robot
  /// cargo-nextest: 100 for failed tests; all others are failures of the run.
  case nextest

  /// The runner that a command line names as its program.
  ///
  /// - Parameter arguments: the program and its arguments.
  public init?(commandLine arguments: [String]) {
    guard let path = arguments.first else { return nil }
    let program = path.split(separator: "/").last.map(String.init) ?? path
    let module = GateRunner.pythonModule(program, arguments)
    switch (module ?? program, arguments.dropFirst().first) {
    case ("pytest", _), ("py.test", _): self = .pytest
    case ("robot", _): self = .robot
    case ("cargo", "nextest"), ("cargo-nextest", _): self = .nextest
    default: return nil
    }
  }

  /// The module that `python -m` runs.
  private static func pythonModule(_ program: String, _ arguments: [String]) -> String? {
    guard program.hasPrefix("python"), let option = arguments.firstIndex(of: "-m"),
      option + 1 < arguments.count
    else { return nil }
    return arguments[option + 1]
  }
}
