import Foundation
import TestModel

/// One line of a file of outcomes.
struct OutcomeRow {
  var run: String
  var commit: String
  var timestamp: String
  var job: String
  var test: String
  var outcome: Outcome
}

/// What keeps a file of outcomes from being read.
struct OutcomeFileError: Error, CustomStringConvertible {
  var path: String
  var description: String { "\(path) can't be read." }
}

/// The lines of a file after its header, unpacked where it is packed.
func lines(ofFile path: String) throws -> [Substring] {
  let data: Data
  if path.hasSuffix(".gz") {
    data = try unpacked(path)
  } else {
    guard let read = FileManager.default.contents(atPath: path) else {
      throw OutcomeFileError(path: path)
    }
    data = read
  }
  return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst().map {
    $0
  }
}

/// The rows `run, commit, timestamp, job, test, outcome, duration` of a file.
///
/// The names of tests may hold commas; nothing is quoted.
func outcomeRows(ofFile path: String) throws -> [OutcomeRow] {
  try lines(ofFile: path).compactMap { line in
    let fields = line.split(separator: ",", omittingEmptySubsequences: false)
    guard fields.count >= 7, let outcome = outcomes[fields[fields.count - 2]] else { return nil }
    return OutcomeRow(
      run: String(fields[0]),
      commit: String(fields[1]),
      timestamp: String(fields[2]),
      job: String(fields[3]),
      test: fields[4..<(fields.count - 2)].joined(separator: ","),
      outcome: outcome
    )
  }
}

private let outcomes: [Substring: Outcome] = [
  "pass": .passed, "fail": .failed, "error": .errored, "skip": .skipped,
]

private func unpacked(_ path: String) throws -> Data {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/gzip")
  process.arguments = ["-dc", path]
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw OutcomeFileError(path: path) }
  return data
}
