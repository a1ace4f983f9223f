import Foundation
import Ingester
import TestModel

/// What git knows of the checkout: the last resort where no CI provider tells.
///
/// - Returns: nothing where there is no git or no checkout.
func jobRunFromGit(in folder: String) -> JobRun {
  var run = JobRun()
  run.commit = git(["rev-parse", "HEAD"], in: folder)
  guard run.commit != nil else { return run }
  run.branch = git(["symbolic-ref", "--short", "HEAD"], in: folder)
  run.repo = repositoryName(fromURL: git(["remote", "get-url", "origin"], in: folder))
  run.defaultBranch = git(["symbolic-ref", "--short", "refs/remotes/origin/HEAD"], in: folder)
    .map { $0.hasPrefix("origin/") ? String($0.dropFirst(7)) : $0 }
  return run
}

/// The files that git knows below a folder, relative to it; none where there is no checkout.
func filesInGit(of folder: String) -> [String] {
  guard let output = gitOutput(["ls-files", "-z"], in: folder) else { return [] }
  return output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
}

/// The first line of what git answers.
private func git(_ arguments: [String], in folder: String) -> String? {
  let output = gitOutput(arguments, in: folder)
  return output.flatMap { output in
    String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline).first
      .map(String.init)
  }
}

private func gitOutput(_ arguments: [String], in folder: String) -> Data? {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["git"] + arguments
  process.currentDirectoryURL = URL(filePath: folder)
  let output = Pipe()
  process.standardOutput = output
  process.standardError = FileHandle.nullDevice
  process.standardInput = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return nil }
  let data = (try? output.fileHandleForReading.readToEnd()) ?? Data()
  process.waitUntilExit()
  return process.terminationStatus == 0 ? data : nil
}
