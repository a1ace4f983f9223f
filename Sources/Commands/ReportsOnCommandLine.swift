import Foundation
import Ingester

/// The reports that the arguments of a command name, and those that lead to nothing.
struct ReportsOnCommandLine {
  /// An argument that leads to no report.
  struct Rejection {
    var rejection: RejectedFile
    var failure: CommandFailure
  }

  private(set) var files: [String] = []
  /// Those of the files that were found in folders.
  private(set) var walked: Set<String> = []
  private(set) var rejected: [Rejection] = []
  private var spooledInput: String?

  init(_ paths: [String], in surroundings: Surroundings) throws {
    var known: Set<String> = []
    for path in paths {
      do {
        for file in try findReports([path], in: surroundings.folder) {
          let usable =
            file.path == "-" ? try spool(surroundings) : surroundings.relative(file.path)
          guard known.insert(usable).inserted else { continue }
          files.append(usable)
          if file.isWalked { walked.insert(usable) }
        }
      } catch let error as IngestError {
        rejected.append(
          Rejection(
            rejection: RejectedFile(file: path, line: nil, reason: error.description),
            failure: CommandFailure(describing: error)
          )
        )
      }
    }
  }

  /// The failure of the command, where all that was named leads to nothing.
  var onlyFailure: CommandFailure? { files.isEmpty ? rejected.first?.failure : nil }

  /// Standard input as a file: a report is read twice, first for its digest.
  private mutating func spool(_ surroundings: Surroundings) throws -> String {
    if let path = surroundings.standardInputPath { return path }
    guard let data = surroundings.standardInput() else {
      throw CommandFailure("standard input is a terminal; pipe a report into it", .usage)
    }
    let path = FileManager.default.temporaryDirectory
      .appending(path: "evenkeel-\(ProcessInfo.processInfo.processIdentifier)-\(UUID()).xml").path()
    guard FileManager.default.createFile(atPath: path, contents: data) else {
      throw CommandFailure(
        "standard input cannot be kept at \(path); is the disk full?",
        .inputOutput
      )
    }
    spooledInput = path
    return path
  }

  func removeSpooledInput() {
    if let spooledInput { try? FileManager.default.removeItem(atPath: spooledInput) }
  }
}

extension Surroundings {
  /// A path that works from this process's own folder, as short as can be.
  func relative(_ path: String) -> String {
    folder == FileManager.default.currentDirectoryPath ? path : absolute(path)
  }
}
