import Foundation
public import Formats
public import TestModel

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Reads the reports of a file and sends what they say.
///
/// - Throws: what `send` throws; a report that cannot be used is a message.
func readReports(of task: ReadingTask, send: @escaping (ReportMessage) throws -> Void) throws {
  do {
    let digest = try digest(ofFile: task.path)
    guard !task.known.contains(digest) else { return try send(.known) }
    try send(.begin(path: task.path, digest: digest))
    let summary = try readReport(at: task.path, rules: task.rules) { try send(.event($0)) }
    try send(.end(summary))
  } catch let error as ReportError {
    try send(.rejected(RejectedFile(file: task.path, line: error.line, reason: error.description)))
  } catch let error as IngestError {
    try send(.rejected(RejectedFile(file: task.path, line: nil, reason: error.description)))
  }
}

/// Reads the report in a file and tells its cases.
///
/// - Parameters:
///   - path: the file; it is read in pieces, so its size does not matter.
///   - rules: how identities are kept.
///   - deliver: receives what is read.
/// - Throws: `IngestError` when the file cannot be read, `ReportError` when it is no report that can
///   be used; what `deliver` throws.
public func readReport(
  at path: String,
  rules: IdentityRules = IdentityRules(),
  deliver: @escaping ReportSink
) throws -> ReportSummary {
  let reader = try JUnitReader(rules: rules, deliver: deliver)
  try forEachPiece(ofFile: path) { try reader.read($0) }
  return try reader.finish()
}

/// The digest of a file's bytes: XXH64, and the size.
///
/// It tells whether one job's report was ingested before, among the reports of that very job; it is
/// no defense against a job that forges its own report, which needs no collision to lie.
func digest(ofFile path: String) throws -> String {
  var hash = FowlerNollVoHash()
  var size = 0
  try forEachPiece(ofFile: path) { bytes in
    size += bytes.count
    hash.add(bytes)
  }
  return "\(hash.text)-\(size)"
}

/// Calls `body` with the bytes of a file, piece by piece.
private func forEachPiece(
  ofFile path: String,
  _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
) throws {
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else {
    throw errno == ENOENT
      ? IngestError.missing(path: path)
      : IngestError.unreadable(path: path, reason: String(cString: strerror(errno)))
  }
  defer { close(file) }
  let size = 262_144
  let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
  defer { buffer.deallocate() }
  while true {
    let count = read(file, buffer, size)
    if count == 0 { return }
    guard count > 0 else {
      if errno == EINTR { continue }
      throw IngestError.unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    try body(UnsafeBufferPointer(start: buffer, count: count))
  }
}
