import Foundation
import Formats
import TestModel

/// A report as it was read: the cases with all that became known of them.
struct ReadReport: Equatable {
  var summary: ReportSummary
  var cases: [ReportedCase]

  subscript(_ name: String) -> ReportedCase? { cases.first { $0.id.name == name } }
}

/// Reads a report that is pushed in pieces of `size` bytes.
func read(_ bytes: some Collection<UInt8>, inPiecesOf size: Int = 65_536) throws -> ReadReport {
  var cases: [ReportedCase] = []
  let reader = try JUnitReader { event in
    switch event {
    case .testCase(let testCase): cases.append(testCase)
    case .retried(let retried):
      guard let position = cases.firstIndex(where: { $0.id == retried.id }) else { return }
      if let first = retried.first { cases[position].attempts[0] = first }
      cases[position].attempts += retried.laterAttempts
    case .ambiguous(let id):
      guard let position = cases.firstIndex(where: { $0.id == id }) else { return }
      cases[position].isAmbiguous = true
    case .timing: break
    }
  }
  var rest = Array(bytes)[...]
  while !rest.isEmpty {
    let piece = Array(rest.prefix(size))
    try piece.withUnsafeBufferPointer { try reader.read($0) }
    rest = rest.dropFirst(size)
  }
  return ReadReport(summary: try reader.finish(), cases: cases)
}

func read(_ text: String, inPiecesOf size: Int = 65_536) throws -> ReadReport {
  try read(Array(text.utf8), inPiecesOf: size)
}
