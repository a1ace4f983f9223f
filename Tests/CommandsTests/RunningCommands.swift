import ArgumentParser
import Foundation
import TestModel
import TestSupport

@testable import Commands

/// Runs a command in this process, in a folder of its own and with the surroundings that are given.
func run(
  _ arguments: [String],
  in folder: URL,
  variables: [String: String] = [:],
  input: String? = nil
) throws -> CommandOutput {
  let surroundings = Surroundings(
    variables: variables,
    folder: folder.path(percentEncoded: false).trimmingSlash,
    now: Timestamp(seconds: 1_800_000_000),
    standardInput: { input.map { Data($0.utf8) } },
    progress: { _ in }
  )
  do {
    let command = try Evenkeel.command(arguments, in: surroundings)
    guard let command = command as? any OutputCommand else {
      return CommandOutput(remarks: ["no command"], status: .usage)
    }
    return command.outputOrFailure(in: surroundings)
  } catch let failure as CommandFailure {
    return CommandOutput(remarks: [failure.description], status: failure.status)
  } catch {
    let code = Evenkeel.exitCode(for: error).rawValue
    return CommandOutput(
      remarks: [Evenkeel.message(for: error)],
      status: CommandStatus(rawValue: code) ?? .ownFault
    )
  }
}

extension String {
  fileprivate var trimmingSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}

/// The history of the fixtures, ingested once for all tests.
let demoHistory: String = {
  let path = FileManager.default.temporaryDirectory
    .appending(path: "evenkeel-demo-\(ProcessInfo.processInfo.processIdentifier).sqlite")
    .path(percentEncoded: false)
  let manifest = fixtures.appending(path: "history/runs.jsonl").path(percentEncoded: false)
  _ = try? run(["ingest", "--manifest", manifest, "--db", path, "--quiet"], in: packageFolder)
  return path
}()
