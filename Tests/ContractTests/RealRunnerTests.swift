import Foundation
import TestSupport
import Testing

/// A suite for a runner that is installed here or is not.
struct RealRunner: Sendable, CustomTestStringConvertible {
  /// The form of the list.
  var form: String
  /// What a shell says where the runner is there, and of a version that can do it.
  var isThere: String
  /// The files of the suite.
  var files: [String: String]
  /// What a shell does once, such as to compile.
  var setUp = ":"
  /// What a shell does to run all tests but those of `$LIST`, which is an empty file at first, and
  /// write the report `$REPORT`.
  var run: String
  /// How the list's file must end.
  var ending = ""
  /// What the list's file is called before its ending.
  var listName = "quarantine_list"
  /// The tests in quarantine, by the names that reports give them.
  var quarantined: [String]

  var testDescription: String { form }
}

/// Each suite runs twice, the second time with the list of what its report had in quarantine.
///
/// What is not installed is skipped, and says so.
@Suite("Lists of quarantine, against the real runners")
struct RealRunnerTests {
  @Test("Exactly the tests in quarantine are left out", arguments: RealRunner.all)
  func leavesOutExactly(runner: RealRunner) throws {
    try withTemporaryFolder { folder in
      guard try shell(runner.isThere, in: folder) == 0 else {
        print("skipped: no runner for \(runner.form) is installed here")
        return
      }
      for (path, text) in runner.files { try folder.write(text, to: path) }
      try #require(try shell(runner.setUp, in: folder) == 0)
      let list = folder.appending(path: "\(runner.listName)\(runner.ending)")
      let all = try executed(by: runner, list: nil, in: folder)
      let ingest = try runBinary(["ingest", "report.xml", "--repo", "r"], in: folder)
      try #require(ingest.status == 0, "\(ingest.errors)")
      for name in runner.quarantined {
        let added = try runBinary(["quarantine", "add", "--reason", "r", "--", name], in: folder)
        try #require(added.status == 0, "\(added.errors) of \(all.sorted())")
      }
      let export = try runBinary(
        ["quarantine", "export", "--for", runner.form, "--output", list.lastPathComponent],
        in: folder
      )
      #expect(export.status == 0, "\(export.errors)")
      let others = try executed(by: runner, list: list, in: folder)
      #expect(all.subtracting(others).sorted() == runner.quarantined.sorted())
      #expect(others.subtracting(all).isEmpty)
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "pwned").path()))
    }
  }

  @Test("What pytest's plugin excuses is read as the failures that they were")
  func readsExcuses() throws {
    let runner = RealRunner.pytestPlugin
    try withTemporaryFolder { folder in
      guard try shell(runner.isThere, in: folder) == 0 else { return }
      for (path, text) in runner.files { try folder.write(text, to: path) }
      _ = try executed(by: runner, list: nil, in: folder)
      let failing = try failures(in: folder)
      #expect(failing.count == runner.quarantined.count)
      _ = try runBinary(["ingest", "report.xml", "--repo", "r"], in: folder)
      for name in runner.quarantined {
        _ = try runBinary(["quarantine", "add", "--reason", "r", "--", name], in: folder)
      }
      let list = folder.appending(path: "quarantine_list.py")
      _ = try runBinary(
        ["quarantine", "export", "--for", "pytest-plugin", "--output", "quarantine_list.py"],
        in: folder
      )
      _ = try executed(by: runner, list: list, in: folder)
      #expect(try failures(in: folder) == failing)
      let gate = try runBinary(
        ["gate", "--junit", "report.xml", "--expect-tests", "1"],
        in: folder
      )
      #expect(gate.output.contains("5 failed and are all excused"), "\(gate.output)")
    }
  }

  /// The failed cases of the report, each with its message.
  private func failures(in folder: URL) throws -> [String] {
    let text = try runBinary(["inspect", "report.xml", "--format", "json"], in: folder).output
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let file = (json?["files"] as? [[String: Any]])?.first
    return (file?["cases"] as? [[String: Any]] ?? []).filter {
      $0["outcome"] as? String == "failed"
    }
    .map { "\($0["name"] ?? ""): \($0["message"] ?? "")" }
  }

  /// The tests that ran, and did not fail under an excuse.
  private func executed(
    by runner: RealRunner,
    list: URL?,
    in folder: URL
  ) throws -> Set<String> {
    let path = list?.path(percentEncoded: false) ?? folder.appending(path: "none").path()
    if list == nil { try folder.write("", to: "none") }
    try? FileManager.default.removeItem(at: folder.appending(path: "report.xml"))
    let status = try shell("LIST='\(path)' REPORT=report.xml; \(runner.run)", in: folder)
    let report = try Data(contentsOf: folder.appending(path: "report.xml"))
    if list != nil { #expect(status == 0) }
    return ReportedNames(report).executed
  }

  private func shell(_ command: String, in folder: URL) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = folder
    let log = folder.appending(path: "log")
    if !FileManager.default.fileExists(atPath: log.path()) { try Data().write(to: log) }
    let handle = try FileHandle(forWritingTo: log)
    try handle.seekToEnd()
    process.standardOutput = handle
    process.standardError = handle
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
