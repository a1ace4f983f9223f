/// The exit statuses of all commands; they are public interface.
public enum CommandStatus: Int32, Sendable, CaseIterable {
  /// Done.
  case done = 0
  /// Done, and the answer is a finding, such as a file that was rejected.
  case finding = 1
  /// Wrong usage (`EX_USAGE`).
  case usage = 64
  /// Input that cannot be used (`EX_DATAERR`).
  case unusableInput = 65
  /// A file that is not there (`EX_NOINPUT`).
  case missingFile = 66
  /// A fault of Evenkeel's own (`EX_SOFTWARE`).
  case ownFault = 70
  /// A failure to read or write (`EX_IOERR`).
  case inputOutput = 74
  /// Something that may work when it is tried again (`EX_TEMPFAIL`).
  case tryAgain = 75
}

/// An error that ends a command: one sentence, and an exit status.
public struct CommandFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// What happened, where, and what to do.
  public var description: String
  /// How the command exits.
  public var status: CommandStatus

  init(_ description: String, _ status: CommandStatus) {
    self.description = description
    self.status = status
  }
}
