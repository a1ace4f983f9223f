import TestModel

/// Reads a report in JSON, in any of the formats that are made of it.
///
/// A class, because readers are. It is not generic itself: a generic class that is called through a
/// protocol runs code that the compiler could not make for its format, at a third of the speed.
final class JSONReportReader: ReportReader {
  private let push: (UnsafeBufferPointer<UInt8>) throws -> Void
  private let end: () throws -> ReportSummary
  private var start: [UInt8]? = []

  init(_ format: some JSONFormat) {
    var scanner = JSONScanner(format)
    push = { try scanner.push($0) }
    end = { try scanner.sumUp() }
  }

  func read(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    guard var held = start else { return try push(bytes) }
    held.append(contentsOf: bytes)
    start = held
    guard held.count >= 4 else { return }
    try refuseWhatIsNoText(held)
    start = nil
    try held.withUnsafeBufferPointer(push)
  }

  func finish() throws -> ReportSummary {
    try start?.withUnsafeBufferPointer(push)
    start = nil
    return try end()
  }
}

extension JSONScanner {
  /// Ends the report and sums up what was told of it.
  fileprivate mutating func sumUp() throws -> ReportSummary {
    finish()
    try format.finish(isWhole: broken == nil)
    try format.teller.finish()
    if let broken { try salvage(broken) }
    guard isRecognized || !format.teller.isEmpty else { throw refusal }
    if let foreignLine { format.teller.note(foreignLine.text, line: foreignLine.line) }
    if format.teller.summary.producer == "unknown" {
      format.teller.summary.producer = Format.name
    }
    return format.teller.summary
  }

  /// Keeps what stands before a break, and says so.
  private mutating func salvage(_ broken: ReportNote) throws {
    let line = broken.line ?? 1
    guard !format.teller.isEmpty else {
      throw ReportError.brokenBeforeFirstCase(reason: broken.text, line: line)
    }
    format.teller.summary.isTruncated = true
    let cases = format.teller.summary.counts.cases
    format.teller.note(
      "the report breaks off here: \(broken.text); the \(cases) \(cases == 1 ? "case" : "cases") "
        + "before the break \(cases == 1 ? "is" : "are") kept",
      line: line
    )
  }

  /// Why nothing of the report can be used.
  private var refusal: ReportError {
    if documents > 0 { return .notReport(format: Format.name) }
    if let skipped {
      return .brokenBeforeFirstCase(reason: skipped.text, line: skipped.line ?? 1)
    }
    return foreignLine == nil ? .empty : .notReport(format: Format.name)
  }
}

/// Refuses archives, UTF-16 and binary data by their first bytes, of which there are at least four.
func refuseWhatIsNoText(_ start: [UInt8]) throws(ReportError) {
  switch (start[0], start[1]) {
  case (0x1F, 0x8B): throw .archive("gzip")
  case (0x50, 0x4B) where start[2] < 9: throw .archive("zip")
  case (0xFE, 0xFF), (0xFF, 0xFE): throw .encoding("UTF-16")
  default: break
  }
  if start[0] == 0 || start[1] == 0 {
    throw start[0] != 0 || start[1] != 0 ? .encoding("UTF-16") : .binary
  }
  if start.prefix(256).contains(0) { throw .binary }
}
