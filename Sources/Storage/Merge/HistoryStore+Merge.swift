import GRDB

extension HistoryStore {
  /// Folds another history in, in one transaction: all of it goes in, or nothing.
  ///
  /// Merging is a least upper bound: it is idempotent, and histories may be merged in any order and
  /// any grouping with the same result. So every rule compares what the rows say and never their
  /// numbers, and each is a union, a minimum or a maximum:
  ///
  /// - Tests are the same when they have an identity in common. Where that makes one test of several
  ///   that are here, they are united. A test is shown by the smallest of the names it is shown by,
  ///   was first seen at the earliest time, and is ambiguous or a check when any side says so.
  /// - Job runs are the same when they have the digest or a report in common; the smallest digest
  ///   stays. What one side does not know the other fills in. Of two values the larger one stays; of
  ///   statuses and starts the smaller one. A run is complete when both sides say so.
  /// - Of two results of one attempt stay, in this order: the worse one, the longer one, the one with
  ///   the larger signature. The counts of a run that changed are counted again.
  /// - Of two orders in which a run executed its tests the longer one stands, and of those the one with
  ///   the larger digest. Two parts of a run that were ingested in different histories thus have the
  ///   order of the longer part.
  /// - Files and classes that are timed are the same by name; the smaller source file stays, and the
  ///   latest rename. Of what a run tells of the time of one, the larger of each number stands.
  /// - Signatures are the same by text and frames; the smaller sample stays. The latest timing of an
  ///   item stands, and of two at the same moment the longer one.
  /// - The quarantine log is the union of both logs, and what was decided last says whether a test is
  ///   in quarantine; the entry that was made last stays.
  ///
  /// Rows that these rules do not change are not written.
  ///
  /// - Throws: `StorageError`.
  public func merge(_ other: borrowing HistorySnapshot) throws(StorageError) -> MergeSummary {
    let copy = other.copy
    let otherPath = other.path
    return try StorageError.translating(path) {
      try queue.writeWithoutTransaction { database in
        // SQLite takes no further database into a transaction that has begun.
        try database.execute(sql: "PRAGMA trusted_schema = OFF")
        try database.execute(sql: "ATTACH DATABASE ? AS other", arguments: [copy])
        defer { try? database.execute(sql: "DETACH DATABASE other") }
        // As in an ingest: all that is referred to is made in the same transaction.
        try database.execute(sql: "PRAGMA foreign_keys = OFF")
        defer { try? database.execute(sql: "PRAGMA foreign_keys = ON") }
        var summary = MergeSummary()
        try database.inTransaction(.immediate) {
          summary = try HistoryMerge(database).run(otherPath: otherPath)
          return .commit
        }
        return summary
      }
    }
  }
}
