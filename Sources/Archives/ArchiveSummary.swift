/// What was found in a file.
public struct ArchiveSummary: Sendable, Hashable {
  /// The failures that are kept, one each.
  static let mostFailures = 1000

  /// The entries that were handed out; 1 for a file that is no archive.
  public internal(set) var entries = 0
  /// The entries that are files and were not wanted.
  public internal(set) var unwanted = 0
  /// What could not be read, or not to its end, in the order in which it was found.
  public internal(set) var failures: [ArchiveFailure] = []
  /// How many more failures there were than are kept.
  public internal(set) var moreFailures = 0

  mutating func add(_ failure: ArchiveFailure) {
    if failures.count < ArchiveSummary.mostFailures {
      failures.append(failure)
    } else {
      moreFailures += 1
    }
  }
}

/// What could not be read, or not to its end.
public struct ArchiveFailure: Sendable, Hashable {
  /// The file, archive or entry, as `ArchiveEntry.name` has it.
  public let name: String
  /// Why.
  public let error: ArchiveError
}
