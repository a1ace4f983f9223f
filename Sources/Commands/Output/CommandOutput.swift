import ArgumentParser
import Foundation
public import Reporter

/// What a command says and how it exits: a value, so that a test can look at it.
public struct CommandOutput: Sendable, Hashable {
  /// The result, for standard output.
  public var text: String
  /// Warnings and remarks, a line each, for standard error.
  public var remarks: [String]
  /// How the command exits.
  public var status: CommandStatus
  /// What the log of a CI shows at its place, in the stead of the remark of the same words.
  public var annotations: [CILogAnnotation] = []
  /// Under which words the log of a CI folds a result that is long; none where it does not.
  public var title: String?
  /// Whether the result is for programs, to the byte, and no text for people.
  public var isExact = false

  init(_ text: String = "", remarks: [String] = [], status: CommandStatus = .done) {
    self.text = text
    self.remarks = remarks
    self.status = status
  }

  /// What a command says that an error ends.
  init(failingBy error: any Error) {
    let failure = CommandFailure(describing: error)
    self.init(remarks: [failure.description], status: failure.status)
    annotations = [CILogAnnotation(.error, failure.description, title: "evenkeel")]
  }

  /// Whether the log of a CI may show it in a way of its own.
  fileprivate var isForLog: Bool { !annotations.isEmpty || title != nil }

  /// The same with a result that is for programs.
  var exact: CommandOutput {
    var output = self
    output.isExact = true
    return output
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
    let surroundings = Surroundings.ofProcess()
    let output = outputOrFailure(in: surroundings)
    // Nodes wait for a split: which CI this is, is asked only where it matters.
    let log = output.isForLog ? common.ciLog(in: surroundings) : nil
    if !common.quiet || output.status != .done {
      writeError(output.diagnostics(in: log, to: StreamEnd(of: .standardError)))
    }
    do {
      let end = StreamEnd(of: .standardOutput)
      let result = output.result(in: log, to: end, now: surroundings.now)
      try FileHandle.standardOutput.write(contentsOf: Data(result.utf8))
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
      return CommandOutput(failingBy: error)
    }
  }
}

/// Writes to standard error.
func writeError(_ text: String) {
  // Where it cannot be written, nobody can be told.
  try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
}
