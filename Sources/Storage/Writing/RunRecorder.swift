import GRDB
public import TestModel

/// What an ingest decides about a report's cases while they are written.
public struct IngestFunctions {
  /// Folds a failed attempt into its signature.
  public var signature: (Attempt) -> FailureSignature?
  /// Finds the file of a class, for reports that name none.
  public var sourceFile: SourceFileFinder?
  /// Finds the new tests that are old ones under other names.
  public var renames: ((RenameFacts) throws -> [FileRename])?

  /// Creates the functions of an ingest.
  public init(
    signature: @escaping (Attempt) -> FailureSignature?,
    sourceFile: SourceFileFinder? = nil,
    renames: ((RenameFacts) throws -> [FileRename])? = nil
  ) {
    self.signature = signature
    self.sourceFile = sourceFile
    self.renames = renames
  }
}

/// Records job runs one after the other.
///
/// A class, because it remembers which row is which test from one job run to the next.
public final class RunRecorder {
  private let store: HistoryStore
  private let functions: IngestFunctions
  private let index = TestIndex()

  /// Creates a recorder.
  public init(_ store: HistoryStore, functions: IngestFunctions) {
    self.store = store
    self.functions = functions
  }

  /// The digests of the reports that are in the history for a job run.
  ///
  /// - Throws: `StorageError`.
  public func knownReports(of identity: JobRunIdentity) throws(StorageError) -> Set<String> {
    try store.read { database in
      let digests = try String.fetchAll(database, sql: SQL.knownReports, arguments: [identity.text])
      return Set(digests)
    }
  }

  /// Records one job run in one transaction: all of it is kept, or nothing.
  ///
  /// - Parameters:
  ///   - jobRun: what is known of the run.
  ///   - startedAt: when the run began, as far as is known before its reports are read.
  ///   - keepsEmpty: whether the run is kept although no report of it could be used.
  ///   - body: hands over the reports.
  /// - Throws: `StorageError`; what `body` throws.
  public func record(
    _ jobRun: JobRun,
    startedAt: Timestamp,
    keepsEmpty: Bool,
    body: (RunWriter) throws -> Void
  ) throws -> RunRecord {
    do {
      var record = RunRecord()
      try store.inIngestTransaction { database in
        let writer = try RunWriter(
          database,
          jobRun,
          identity: JobRunIdentity(jobRun),
          startedAt: startedAt,
          index: index,
          ingesting: functions
        )
        try body(writer)
        record = try writer.finish(keepsEmpty: keepsEmpty)
        if record.isNew {
          if let renames = functions.renames { record.renames = try writer.rename(renames) }
          try writer.writeOrder(renames: record.renames)
        }
        return record.isNew || writer.keepsTimings ? .commit : .rollback
      }
      if !record.isNew { index.forget() }
      return record
    } catch let error as DatabaseError {
      index.forget()
      throw StorageError(error, path: store.path)
    } catch {
      index.forget()
      throw error
    }
  }

  private enum SQL {
    // Which reports of this job run are in the history?
    static let knownReports = """
      SELECT digest
      FROM report
      WHERE identity = ?
      """
  }
}
