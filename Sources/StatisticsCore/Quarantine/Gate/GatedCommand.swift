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
    var words = arguments[...]
    while let rest = GateRunner.unwrapped(words) { words = rest }
    switch (words.first?.programName, words.dropFirst().first) {
    case ("pytest", _), ("py.test", _): self = .pytest
    case ("robot", _): self = .robot
    case ("cargo", "nextest"), ("cargo-nextest", _): self = .nextest
    default: return nil
    }
  }

  /// The command that another one runs in its own place, with its status; none where it is no such.
  private static func unwrapped(_ words: ArraySlice<String>) -> ArraySlice<String>? {
    guard let program = words.first?.programName, let next = words.dropFirst().first else {
      return nil
    }
    let runners = ["poetry", "uv", "pipenv", "pdm", "hatch", "rye"]
    if runners.contains(program), next == "run" { return words.dropFirst(2) }
    if program == "coverage", next == "run", let module = words.firstIndex(of: "-m") {
      return words[(module + 1)...]
    }
    guard program.hasPrefix("python"), let module = words.firstIndex(of: "-m") else { return nil }
    return words[(module + 1)...]
  }
}

extension String {
  /// What a program is called, wherever it is.
  fileprivate var programName: String { split(separator: "/").last.map(String.init) ?? self }
}
