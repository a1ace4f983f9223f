import Foundation
import Formats
import TestModel
import TestSupport

/// A report in any format as it was read.
struct FormatReport: Equatable {
  var summary: ReportSummary
  var cases: [ReportedCase]
  var timings: [ReportedTiming]

  subscript(_ name: String) -> ReportedCase? { cases.first { $0.id.name == name } }

  /// Each case on one line, for comparison with what is expected.
  var lines: [String] { cases.map(line) }
}

/// Reads a report in a format, pushed in pieces of `size` bytes.
func read(
  _ bytes: some Collection<UInt8>,
  as format: ReportFormat,
  inPiecesOf size: Int = 65_536,
  path: String = ""
) throws -> FormatReport {
  var collected = CollectedCases()
  let reader = try format.reader(path: path) { collected.add($0) }
  var rest = Array(bytes)[...]
  while !rest.isEmpty {
    let piece = Array(rest.prefix(size))
    try piece.withUnsafeBufferPointer { try reader.read($0) }
    rest = rest.dropFirst(size)
  }
  let summary = try reader.finish()
  return FormatReport(summary: summary, cases: collected.cases, timings: collected.timings)
}

func read(
  _ text: String,
  as format: ReportFormat,
  inPiecesOf size: Int = 65_536
) throws -> FormatReport {
  try read(Array(text.utf8), as: format, inPiecesOf: size)
}

/// Reads a fixture under `Fixtures/formats`.
func readFixture(_ name: String, as format: ReportFormat) throws -> FormatReport {
  try read(formatFixture(name), as: format, path: name)
}

func formatFixture(_ name: String) throws -> [UInt8] {
  Array(try Data(contentsOf: fixtures.appending(path: "formats").appending(path: name)))
}

/// What a report's first bytes say of its format.
func sniff(_ bytes: some Collection<UInt8>, path: String = "") -> ReportFormat? {
  Array(bytes).withUnsafeBufferPointer { ReportFormat.sniff($0, path: path) }
}

/// A case as `suite | class | name | file: failed 0.25s (message), passed`, without empty parts.
private func line(_ testCase: ReportedCase) -> String {
  let id = testCase.id
  let name = id.ordinal > 1 ? "\(id.name) (\(id.ordinal))" : id.name
  let parts = [id.suite, id.classname, name, id.file].filter { !$0.isEmpty }
  let attempts = testCase.attempts.map { attempt in
    let time = attempt.duration.map { " \($0.seconds)s" } ?? ""
    let type = attempt.type.map { " [\($0)]" } ?? ""
    return attempt.outcome.name + time + type + (attempt.message.map { " (\($0))" } ?? "")
  }
  let mark = testCase.isAmbiguous ? "? " : ""
  return mark + parts.joined(separator: " | ") + ": " + attempts.joined(separator: ", ")
}
