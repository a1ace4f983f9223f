import Foundation
import Storage
import TestModel

/// A git repository in a folder, for tests.
struct Checkout {
  let folder: URL

  /// Makes a repository without a commit.
  init(in folder: URL) throws {
    self.folder = folder
    try git("init", "-q", "-b", "main")
  }

  /// Takes a folder for what git made of it.
  init(existing folder: URL) { self.folder = folder }

  /// Runs git, and returns the first line that it prints.
  @discardableResult
  func git(_ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    let identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"]
    process.arguments = ["git"] + identity + ["-c", "commit.gpgsign=false"] + arguments
    process.currentDirectoryURL = folder
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw GitFailure(arguments: arguments)
    }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
  }

  /// Commits all that is in the folder, and returns the commit.
  func commit(_ message: String = "change") throws -> String {
    try git("add", "--all")
    try git("commit", "-q", "--allow-empty", "-m", message)
    return try git("rev-parse", "HEAD")
  }

  struct GitFailure: Error { var arguments: [String] }
}

/// The job runs in the history of a folder.
func jobRuns(in folder: URL) throws -> [RecordedJobRun] {
  let path = folder.appending(path: ".evenkeel/history.sqlite").path(percentEncoded: false)
  return try HistoryStore(readingFrom: path)
    .jobRuns(in: Timestamp(milliseconds: 0)..<Timestamp(milliseconds: .max))
}
