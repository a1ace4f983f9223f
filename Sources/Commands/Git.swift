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

private func git(_ arguments: [String], in folder: String) -> String? {
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
  guard process.terminationStatus == 0 else { return nil }
  let text = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).first
  return text.map(String.init)
}
