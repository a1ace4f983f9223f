import GRDB
public import TestModel

extension HistoryStore {
  /// The streams that are brought up to date at once; those that are left wait for the next time.
  private static let mostKept = 64

  /// Keeps ready what splits need of the last runs, of all streams whose runs changed.
  ///
  /// Each job and variant, the variants of a job together, and the jobs of a repository together where
  /// these are eight at most. A stream is read and kept in one transaction, so that what is kept is
  /// what the history says.
  ///
  /// - Parameter packed: what to keep of the last runs, by kind of name.
  /// - Throws: `StorageError`.
  public func keepEstimates(
    _ packed: (SuiteTimings) -> [ReportedTiming.Kind: [UInt8]]
  ) throws(StorageError) {
    let missing = try read { try EstimateRows($0).missingStreams() }
    for stream in missing.prefix(HistoryStore.mostKept) {
      try write { try EstimateRows($0).keep(stream, packed) }
    }
  }
}
