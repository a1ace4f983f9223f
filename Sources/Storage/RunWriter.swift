import GRDB
public import TestModel

extension HistoryStore {
  /// Records one job run in one transaction: all of it is kept, or nothing.
  ///
  /// - Parameters:
  ///   - jobRun: what is known of the run.
  ///   - identity: what makes it the same run when it is ingested again.
  ///   - signature: folds a failed attempt into its signature.
  ///   - keepsEmpty: whether the run is kept although no report of it could be used.
  ///   - body: hands over the reports.
  /// - Throws: `StorageError`; what `body` throws.
  public func record(
    _ jobRun: JobRun,
    identity: String,
    startedAt: Timestamp,
    keepsEmpty: Bool,
    signature: @escaping (Attempt) -> FailureSignature?,
    body: (RunWriter) throws -> Void
  ) throws -> RunRecord {
    do {
      var record = RunRecord()
      try queue.inTransaction { database in
        let writer = try RunWriter(database, identity: identity, signature: signature)
        try writer.begin(jobRun, startedAt: startedAt)
        try body(writer)
        record = try writer.finish(keepsEmpty: keepsEmpty)
        return record.isNew ? .commit : .rollback
      }
      return record
    } catch let error as DatabaseError {
      throw StorageError(error, path: path)
    }
  }
}

/// What became of a job run that was handed over.
public struct RunRecord: Sendable, Hashable {
  /// Whether the history changed.
  public var isNew = false
  /// The cases that are new.
  public var counts = CaseCounts()
  /// Executions that another report of the run had told already.
  public var repeatedCases = 0
}

/// Writes one job run; it lives as long as its transaction.
///
/// A class, because the parser's callbacks write through it.
public final class RunWriter {
  private let database: Database
  private let statements: RunStatements
  private let identity: String
  private let signature: (Attempt) -> FailureSignature?
  private var repo = ""
  private var jobRunID: Int64 = 0
  private var startedAt = Timestamp(milliseconds: 0)
  private var record = RunRecord()
  private var digests: [String] = []
  private var isComplete = true
  private var isStartReported = false
  private var lastKnownTestID: Int64 = 0
  private var signatureIDs: [String: Int64] = [:]

  init(
    _ database: Database,
    identity: String,
    signature: @escaping (Attempt) -> FailureSignature?
  ) throws {
    self.database = database
    self.identity = identity
    self.signature = signature
    statements = try RunStatements(database)
  }

  /// Whether this report of this run is in the history.
  public func isKnown(digest: String) throws -> Bool {
    try Int.fetchOne(statements.findReport, arguments: [identity, digest]) != nil
  }

  /// Records one report; when `body` throws, nothing of the report stays.
  public func report(
    digest: String,
    path: String,
    body: () throws -> ReportSummary
  ) throws -> ReportSummary {
    let before = record
    var summary = ReportSummary()
    do {
      try database.inSavepoint {
        summary = try body()
        try statements.insertReport.execute(arguments: [
          jobRunID, identity, digest, path, summary.producer, summary.counts.cases,
          summary.isTruncated,
        ])
        digests.append(digest)
        return .commit
      }
    } catch {
      record = before
      // A signature that the savepoint took back has no row any more.
      signatureIDs = [:]
      throw error
    }
    record.counts = record.counts + summary.counts
    if summary.isTruncated { isComplete = false }
    return summary
  }

  /// Records a case with its attempts.
  public func add(_ testCase: ReportedCase) throws {
    var id = testCase.id
    var isAmbiguous = testCase.isAmbiguous
    // Another report of the run may have told a case of this name already.
    while true {
      let test = try testRow(for: id)
      if isAmbiguous { try statements.markAmbiguous.execute(arguments: [test]) }
      guard let first = testCase.attempts.first else { return }
      guard try !insert(first, test: test, number: 1) else {
        for (index, attempt) in testCase.attempts.enumerated().dropFirst() {
          _ = try insert(attempt, test: test, number: index + 1)
        }
        return
      }
      if try isRecorded(first, test: test) {
        record.repeatedCases += 1
        return
      }
      try statements.markAmbiguous.execute(arguments: [test])
      isAmbiguous = true
      id.ordinal += 1
    }
  }

  /// Adds attempts to a case that was recorded before, and corrects its first one.
  public func addAttempts(to id: TestID, first: Attempt?, later: [Attempt]) throws {
    let test = try testRow(for: id)
    if let first {
      try statements.correctFirst.execute(arguments: [
        first.outcome.rawValue, first.duration?.count, try signatureRow(for: first), jobRunID, test,
      ])
    }
    for (index, attempt) in later.enumerated() {
      _ = try insert(attempt, test: test, number: index + 2)
    }
  }

  /// Sets when the run began, once its first report tells it.
  public func began(at start: Timestamp) throws {
    guard !isStartReported else { return }
    isStartReported = true
    startedAt = start
    try statements.correctStart.execute(arguments: [start.milliseconds, jobRunID])
    try statements.correctFirstSeen.execute(arguments: [start.milliseconds, lastKnownTestID])
  }

  /// Marks a test as one of whose name there are several.
  public func markAmbiguous(_ id: TestID) throws {
    try statements.markAmbiguous.execute(arguments: [try testRow(for: id)])
  }

  func begin(_ jobRun: JobRun, startedAt: Timestamp) throws {
    repo = jobRun.repo ?? ""
    lastKnownTestID = try Int64.fetchOne(statements.findLastTest) ?? 0
    self.startedAt = startedAt
    // Until the reports are read, the identity stands for the digest.
    try statements.insertJobRun.execute(arguments: [
      "pending " + identity, repo, jobRun.branch, jobRun.defaultBranch, jobRun.commit, jobRun.pr,
      jobRun.pipeline, jobRun.workflow, jobRun.job, jobRun.variant, jobRun.nodeIndex,
      jobRun.nodeTotal, jobRun.attempt, startedAt.milliseconds, jobRun.duration?.count,
      jobRun.queuedFor?.count, jobRun.status, jobRun.runner, jobRun.url, jobRun.provider,
    ])
    jobRunID = database.lastInsertedRowID
  }

  func finish(keepsEmpty: Bool) throws -> RunRecord {
    guard !digests.isEmpty || keepsEmpty else { return record }
    let digest = ([identity] + digests.sorted()).joined(separator: "\n")
    guard try Int.fetchOne(statements.findJobRun, arguments: [digest]) == nil else { return record }
    let counts = record.counts
    try statements.finishJobRun.execute(arguments: [
      digest, counts.cases, counts.passed, counts.failed, counts.errored, counts.skipped,
      counts.retried, isComplete, jobRunID,
    ])
    record.isNew = true
    return record
  }

  private func insert(_ attempt: Attempt, test: Int64, number: Int) throws -> Bool {
    let row: StatementArguments = [
      jobRunID, test, number, attempt.outcome.rawValue, attempt.duration?.count,
      attempt.outcome.isFailure ? try signatureRow(for: attempt) : nil,
    ]
    try statements.insertResult.execute(arguments: row)
    return database.changesCount > 0
  }

  private func isRecorded(_ attempt: Attempt, test: Int64) throws -> Bool {
    let known = try Row.fetchOne(statements.findResult, arguments: [jobRunID, test])
    guard let known else { return false }
    return known[0] == attempt.outcome.rawValue && known[1] == attempt.duration?.count
  }

  private func testRow(for id: TestID) throws -> Int64 {
    let key: StatementArguments = [
      id.name, id.classname, id.file, id.suite, id.ordinal, repo,
    ]
    if let row = try Int64.fetchOne(statements.findTest, arguments: key) { return row }
    try statements.insertTest.execute(arguments: key + [startedAt.milliseconds])
    return database.lastInsertedRowID
  }

  private func signatureRow(for attempt: Attempt) throws -> Int64? {
    guard let signature = signature(attempt) else { return nil }
    if let known = signatureIDs[signature.text] { return known }
    var row = try Int64.fetchOne(statements.findSignature, arguments: [signature.text])
    if row == nil {
      try statements.insertSignature.execute(arguments: [signature.text, signature.sample])
      row = database.lastInsertedRowID
    }
    if signatureIDs.count < 10_000 { signatureIDs[signature.text] = row }
    return row
  }
}
