import Archives
public import Formats
public import TestModel

/// A report in a file: the file itself, or an entry of an archive.
///
/// It is good while the call lasts that handed it out.
public struct ReportEntry {
  /// The bytes that are looked at to tell the format.
  private static let sniffedBytes = 65_536

  /// What it is called: the path, and for each archive around it `!` and the name within that.
  public var name: String { entry.name }
  private let entry: ArchiveEntry
  /// The digest of its bytes: XXH64, and the size.
  ///
  /// It tells whether one job's report was ingested before, among the reports of that very job; it is
  /// no defense against a job that forges its own report, which needs no collision to lie.
  public let digest: String
  private let format: ReportFormat?
  private let isEmpty: Bool

  /// Reads an entry once, for its digest and its format.
  init(_ entry: ArchiveEntry) {
    var hash = XXHash64()
    var size = 0
    var start: [UInt8] = []
    // An entry that breaks off does so again when it is read for its cases, which then says so.
    try? entry.forEachPiece(keeping: true) { bytes in
      hash.update(bytes)
      size += bytes.count
      if start.count < ReportEntry.sniffedBytes {
        start.append(contentsOf: bytes.prefix(ReportEntry.sniffedBytes - start.count))
      }
    }
    self.entry = entry
    digest = "\(hash.text)-\(size)"
    isEmpty = size == 0
    let sniffed = start.withUnsafeBufferPointer { ReportFormat.sniff($0, path: entry.name) }
    // What has a tag, or the name of XML, is read as XML, which says best what is wrong with it.
    let mayBeXML = entry.name.hasSuffix("xml") || !looksLikeJSON(start) && start.contains(0x3C)
    format = sniffed ?? (mayBeXML ? .junit : nil)
  }

  /// Whether it is in a format that is read, or looks like XML at least.
  public var hasKnownFormat: Bool { format != nil }

  /// Whether each attempt of a case is a report of its own, as in Allure's results.
  public var holdsAttempt: Bool { format == .allure }

  /// Reads the report and tells its cases.
  ///
  /// - Parameters:
  ///   - rules: how identities are kept.
  ///   - deliver: receives what is read.
  /// - Throws: `ReportError` when it is no report that can be used; what `deliver` throws.
  public func read(
    rules: IdentityRules = IdentityRules(),
    deliver: @escaping ReportSink
  ) throws -> ReportSummary {
    guard !isEmpty else { throw ReportError.empty }
    guard let format else { throw ReportError.unknownFormat }
    let reader = try format.reader(path: name, rules: rules, deliver: deliver)
    do {
      try entry.forEachPiece { try reader.read($0) }
    } catch let error as ArchiveError {
      // What came before the break is kept, as of any report that breaks off.
      var summary = try reader.finish()
      summary.isTruncated = true
      summary.notes.append(ReportNote(text: error.description))
      return summary
    }
    return try reader.finish()
  }
}

/// Whether the first character that is no white space begins an object or an array of JSON.
private func looksLikeJSON(_ start: [UInt8]) -> Bool {
  let first = start.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
  return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
}

/// Calls `body` with each report in a file: one, or those of an archive.
///
/// - Throws: what `body` throws.
/// - Returns: what could not be opened.
public func forEachReport(
  ofFile path: String,
  _ body: (ReportEntry) throws -> Void
) throws -> [RejectedFile] {
  do {
    let summary = try forEachEntry(ofFile: path) { try body(ReportEntry($0)) }
    return summary.failures.map {
      RejectedFile(file: $0.name, line: nil, reason: $0.error.description)
    }
  } catch ArchiveError.missing {
    let error = IngestError.missing(path: path)
    return [RejectedFile(file: path, line: nil, reason: error.description)]
  } catch let error as ArchiveError {
    return [RejectedFile(file: path, line: nil, reason: error.description)]
  }
}
