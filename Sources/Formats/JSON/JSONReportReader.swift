import TestModel

/// Reads a report in JSON, in any of the formats that are made of it.
///
/// A class, because readers are.
final class JSONReportReader<Format: JSONFormat>: ReportReader {
  private var scanner: JSONScanner<Format>
  private var start: [UInt8]? = []

  init(_ format: Format) { scanner = JSONScanner(format) }

  func read(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    guard var held = start else { return try scanner.push(bytes) }
    held.append(contentsOf: bytes)
    start = held
    guard held.count >= 4 else { return }
    try refuseWhatIsNoText(held)
    start = nil
    try held.withUnsafeBufferPointer { try scanner.push($0) }
  }

  func finish() throws -> ReportSummary {
    if let held = start { try held.withUnsafeBufferPointer { try scanner.push($0) } }
    start = nil
    scanner.finish()
    try scanner.format.finish(isWhole: scanner.broken == nil)
    try scanner.format.teller.finish()
    if let broken = scanner.broken { try salvage(broken) }
    guard scanner.isRecognized || !scanner.format.teller.isEmpty else { throw refusal }
    if let passedOver = scanner.foreignLine {
      scanner.format.teller.note(passedOver.text, line: passedOver.line)
    }
    if scanner.format.teller.summary.producer == "unknown" {
      scanner.format.teller.summary.producer = Format.name
    }
    return scanner.format.teller.summary
  }

  /// Keeps what stands before a break, and says so.
  private func salvage(_ broken: ReportNote) throws {
    let line = broken.line ?? 1
    guard !scanner.format.teller.isEmpty else {
      throw ReportError.brokenBeforeFirstCase(reason: broken.text, line: line)
    }
    scanner.format.teller.summary.isTruncated = true
    let cases = scanner.format.teller.summary.counts.cases
    scanner.format.teller.note(
      "the report breaks off here: \(broken.text); the \(cases) \(cases == 1 ? "case" : "cases") "
        + "before the break \(cases == 1 ? "is" : "are") kept",
      line: line
    )
  }

  /// Why nothing of the report can be used.
  private var refusal: ReportError {
    if scanner.documents > 0 { return .notReport(format: Format.name) }
    if let skipped = scanner.skipped {
      return .brokenBeforeFirstCase(reason: skipped.text, line: skipped.line ?? 1)
    }
    return scanner.foreignLine == nil ? .empty : .notReport(format: Format.name)
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
