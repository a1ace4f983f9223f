import GRDB
public import TestModel

extension HistoryStore {
  /// What is kept ready of the last runs of a stream, as `keepEstimates(_:)` was given it.
  ///
  /// - Parameters:
  ///   - stream: whose runs.
  ///   - kind: what the names are.
  ///   - before: what began then or later is not to be looked at.
  ///   - read: reads the bytes, which are good until it returns.
  /// - Returns: none where nothing is kept: the history changed since, the stream is a wide one, or
  ///   what is kept looks further than `before`.
  /// - Throws: `StorageError`; what `read` throws.
  public func keptEstimates<Answer>(
    of stream: TimingStream,
    kind: ReportedTiming.Kind,
    before: Timestamp,
    _ read: (UnsafeRawBufferPointer) throws -> Answer?
  ) throws(StorageError) -> Answer? {
    try self.read { database in
      guard let repo = try repo(of: stream, database) else { return nil }
      let find = try RawStatement(database, SQL.find)
      find.bind(copying: repo, at: 1)
      find.bind(copying: stream.job, at: 2)
      find.bind(copying: stream.variant, at: 3)
      find.bind(copying: kind.rawValue, at: 4)
      find.bind(before.milliseconds, at: 5)
      var answer: Answer?
      try find.forEachRow { answer = try find.withBytes(0, read) }
      return answer
    }
  }

  /// The repository that is meant; where none is named, the only one that there is.
  private func repo(of stream: TimingStream, _ database: Database) throws -> String? {
    if let repo = stream.repo { return repo }
    let repos = try StreamRows(database).repos(most: 2)
    return repos.count == 1 ? repos[0] : nil
  }
}

private enum SQL {
  // What is kept of this stream?
  static let find = """
    SELECT coalesce(e.data, same.data)
    FROM suite_estimate AS e
    LEFT JOIN suite_estimate AS same ON same.id = e.same_as
    WHERE e.repo = ? AND e.job IS ? AND e.variant IS ? AND e.kind = ? AND e.until_ms < ?
      AND coalesce(e.data, same.data) IS NOT NULL
    """
}
