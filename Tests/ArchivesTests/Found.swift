@testable import Archives

/// What a walk through an archive in memory found.
struct Found {
  struct Entry: Equatable, CustomStringConvertible {
    var name: String
    var bytes: [UInt8]
    /// What ended the reading, where it was not the end.
    var error: ArchiveError?

    var description: String {
      "\(name) (\(bytes.count) bytes, \(checksum(bytes)), \(error.map(\.description) ?? "whole"))"
    }
  }

  var entries: [Entry] = []
  var summary = ArchiveSummary()

  var names: [String] { entries.map(\.name) }
  var failures: [ArchiveFailure] { summary.failures }

  /// Walks through an archive and reads all of it, as the ingester does: twice, when `rereads`.
  init(
    _ archive: [UInt8],
    limits: ArchiveLimits = .standard,
    rereads: Bool = false,
    wants: (String) -> Bool = isReportOrArchiveName
  ) throws {
    var entries: [Entry] = []
    summary = try forEachEntry(of: inMemory(archive), named: "f", limits: limits, wants: wants) {
      entry in
      if rereads { _ = Found.read(entry, keeping: true) }
      let (bytes, error) = Found.read(entry, keeping: false)
      entries.append(Entry(name: entry.name, bytes: bytes, error: error))
      if let error { throw error }
    }
    self.entries = entries
  }

  static func read(_ entry: ArchiveEntry, keeping: Bool) -> ([UInt8], ArchiveError?) {
    var bytes: [UInt8] = []
    do {
      try entry.forEachPiece(keeping: keeping) { bytes += $0 }
      return (bytes, nil)
    } catch { return (bytes, error as? ArchiveError) }
  }
}

/// Bytes as an input that came.
func inMemory(_ bytes: [UInt8]) -> SpooledInput {
  SpooledInput(window: ByteWindow(MemoryStorage(bytes), count: UInt64(bytes.count)))
}

/// A small report whose text depends on a number.
func report(_ number: Int = 0, cases: Int = 3) -> [UInt8] {
  let cases = (0..<cases).map { #"<testcase name="case \#($0 &* 7 &+ number)" time="0.\#($0)"/>"# }
  return Array("<testsuite name=\"s\(number)\">\(cases.joined())</testsuite>".utf8)
}
