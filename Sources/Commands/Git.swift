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

/// Makes the commits that CI told clearer: of a pull request of which only the merge is known, the
/// head; of a commit that is cut short, the whole.
///
/// The merge is read as it is stored, so that a shallow checkout names its parents as well.
///
/// - Returns: the run, and what people should know; nothing changes where both are known.
func clarifyingCommits(of run: JobRun, in folder: String) -> (jobRun: JobRun, remark: String?) {
  var run = run
  if let commit = run.commit {
    if commit.utf8.count < 40, isHash(commit) {
      run.commit = git(["rev-parse", "--verify", "-q", commit + "^{commit}"], in: folder) ?? commit
    }
    return (run, nil)
  }
  guard let merge = run.mergeCommit else { return (run, nil) }
  let parents = isHash(merge) ? parents(of: merge, in: folder) : nil
  run.commit = parents?.dropFirst().first ?? merge
  guard parents == nil else { return (run, nil) }
  return (
    run,
    "the head of the pull request is unknown, as git does not have its merge commit \(merge) here; "
      + "check the repository out in this job (on GitHub with fetch-depth: 2), or set --commit"
  )
}

/// Whether a revision is a hash, whole or cut short, which git takes for nothing else.
private func isHash(_ revision: String) -> Bool {
  (7...64).contains(revision.utf8.count)
    && revision.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (97...102).contains(byte) || (65...70).contains(byte)
    }
}

/// The parents of a commit; none where git does not have it.
private func parents(of commit: String, in folder: String) -> [String]? {
  guard let output = gitOutput(["cat-file", "commit", commit], in: folder) else { return nil }
  let header = output.split(separator: 10, omittingEmptySubsequences: false).prefix { !$0.isEmpty }
  return header.map { String(decoding: $0, as: UTF8.self) }
    .filter { $0.hasPrefix("parent ") }.map { String($0.dropFirst(7)) }
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

/// The files that a branch changes against the default branch; none where git does not have both.
///
/// - Returns: paths relative to the root of the checkout.
func changedFiles(of commit: String?, since defaultBranch: String?, in folder: String) -> Set<
  String
> {
  guard let commit, isHash(commit), let defaultBranch else { return [] }
  let range = "refs/remotes/origin/\(defaultBranch)...\(commit)"
  let output = gitOutput(
    ["diff", "--name-only", "-z", "--end-of-options", range, "--"],
    in: folder
  )
  return Set((output ?? Data()).split(separator: 0).map { String(decoding: $0, as: UTF8.self) })
}
