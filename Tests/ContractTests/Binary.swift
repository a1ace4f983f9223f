import Foundation
import TestSupport
import Testing

/// What a run of the built binary did.
struct BinaryResult {
  var status: Int32
  var output: String
  var errors: String
}

/// The binary that was built with the tests.
let binary: URL = {
  // The test bundle and the binary are built into one folder.
  var folder = Bundle.main.executableURL?.deletingLastPathComponent() ?? packageFolder
  for _ in 0..<6 {
    let candidate = folder.appending(path: "evenkeel")
    if FileManager.default.isExecutableFile(atPath: candidate.path()) { return candidate }
    folder = folder.deletingLastPathComponent()
  }
  return packageFolder.appending(path: ".build/debug/evenkeel")
}()

/// The environment of the tests without what makes a command write for the log of a CI.
let outsideOfCI: [String: String] = {
  var variables = ProcessInfo.processInfo.environment
  for name in ["GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "TEAMCITY_VERSION", "BUILDKITE"] {
    variables[name] = nil
  }
  return variables
}()

/// Starts the binary; where nothing else is said, what it prints is thrown away.
func start(
  _ arguments: [String],
  in folder: URL,
  wrapper: [String] = [],
  output: FileHandle = .nullDevice,
  errors: FileHandle = .nullDevice
) throws -> Process {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = wrapper + [binary.path(percentEncoded: false)] + arguments
  process.environment = outsideOfCI
  process.currentDirectoryURL = folder
  process.standardInput = FileHandle.nullDevice
  process.standardOutput = output
  process.standardError = errors
  try process.run()
  return process
}

/// Runs the binary to its end; what it prints goes to files, so that no pipe can fill up.
func runBinary(
  _ arguments: [String],
  in folder: URL,
  wrapper: [String] = []
) throws -> BinaryResult {
  let name = UUID().uuidString
  let files = ["out", "err"].map { folder.appending(path: ".\(name).\($0)") }
  for file in files { try Data().write(to: file) }
  let handles = try files.map { try FileHandle(forWritingTo: $0) }
  let process = try start(
    arguments,
    in: folder,
    wrapper: wrapper,
    output: handles[0],
    errors: handles[1]
  )
  process.waitUntilExit()
  let texts = try files.map { try String(contentsOf: $0, encoding: .utf8) }
  for file in files { try? FileManager.default.removeItem(at: file) }
  return BinaryResult(status: process.terminationStatus, output: texts[0], errors: texts[1])
}

/// Kills the built binary at several moments, and expects the history to be readable after each.
///
/// - Parameter delays: the moments, in milliseconds from each start.
func expectWholeHistory(
  ofKilled arguments: [String],
  after delays: [Int],
  in folder: URL
) throws {
  var killed = 0
  for delay in delays {
    let process = try start(arguments, in: folder)
    Thread.sleep(forTimeInterval: Double(delay) / 1000)
    if process.isRunning {
      kill(process.processIdentifier, SIGKILL)
      killed += 1
    }
    process.waitUntilExit()
    let history = folder.appending(path: ".evenkeel/history.sqlite").path()
    guard FileManager.default.fileExists(atPath: history) else { continue }
    let flaky = try runBinary(["flaky", "--format", "json"], in: folder)
    // Killed before the schema was there, the file is empty, and says so.
    #expect(flaky.status == 0 || flaky.status == 65, "\(flaky.errors)")
  }
  #expect(killed > 0)
}
