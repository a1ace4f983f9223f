import ArgumentParser
import Foundation

/// What a command says and how it exits: a value, so that a test can look at it.
public struct CommandOutput: Sendable, Hashable {
  /// The result, for standard output.
  public var text: String
  /// Warnings and remarks, a line each, for standard error.
  public var remarks: [String]
  /// How the command exits.
  public var status: CommandStatus

  init(_ text: String = "", remarks: [String] = [], status: CommandStatus = .done) {
    self.text = text
    self.remarks = remarks
    self.status = status
  }
}

/// A command whose whole output is a value.
protocol OutputCommand: ParsableCommand {
  var common: CommonOptions { get }
  func output(in surroundings: Surroundings) throws -> CommandOutput
}

extension OutputCommand {
  /// Runs the command in this process.
  public func run() throws {
    let output = outputOrFailure(in: .ofProcess())
    for remark in output.remarks where !common.quiet || output.status != .done {
      writeError("evenkeel: \(remark)\n")
    }
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(output.text.utf8))
    } catch {
      writeError("evenkeel: standard output cannot be written; is the disk full?\n")
      throw ExitCode(CommandStatus.inputOutput.rawValue)
    }
    if output.status != .done { throw ExitCode(output.status.rawValue) }
  }

  /// The output; of a command that fails, the error as its remark.
  func outputOrFailure(in surroundings: Surroundings) -> CommandOutput {
    do {
      return try output(in: surroundings)
    } catch {
      let failure = CommandFailure(describing: error)
      return CommandOutput(remarks: [failure.description], status: failure.status)
    }
  }
}

private func writeError(_ text: String) {
  // Where standard error cannot be written either, nobody can be told.
  try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
}
