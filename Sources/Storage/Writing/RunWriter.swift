import GRDB
public import TestModel

/// What became of a job run that was handed over.
public struct RunRecord: Sendable, Hashable {
  /// Whether the history changed.
  public var isNew = false
  /// The cases that are new.
  public var counts = CaseCounts()
  /// Cases that another report of the run had told already.
  public var repeatedCases = 0
  /// Old tests that go on under new names.
  public var renames: [FileRename] = []
}

/// Writes one job run; it lives as long as its transaction.
///
/// A class, because all reports of the run write through it.
public final class RunWriter {
  /// The new tests of a job run for which renames are looked for.
  private static let mostRenamed = 200_000

  let database: Database
  let statements: RunStatements
  private let index: TestIndex
  private let identity: JobRunIdentity
  let repo: String
  let tests: TestRows
  private let signatures: SignatureRows
  var jobRunID: Int64 = 0
  private(set) var isExtended = false
  var record = RunRecord()
  private var digests: [String] = []
  private var cases = CaseCounts()
  private var checks = CaseCounts()
  private var isComplete = true
  private var isStartReported = false
  private var lastKnownTest: Int64 = 0
  private var results = ResultBuffer()
  /// The tests in the order of the reports; the results are written in another one.
  private(set) var order = OrderBuffer()
  var timings = TimingBuffer()
  /// The tests of which the job run has results.
  var told = TestSet()
  var conflicts = ResultConflicts()
  var mustRecount = false
  private var hasTimings = false

  init(
    _ database: Database,
    _ jobRun: JobRun,
    identity: JobRunIdentity,
    startedAt: Timestamp,
    index: TestIndex,
    ingesting: IngestFunctions
  ) throws {
    self.database = database
    self.identity = identity
    self.index = index
    repo = jobRun.repo ?? ""
    statements = try RunStatements(database)
    try index.begin(database)
    lastKnownTest = index.lastTest
    tests = TestRows(
      database,
      statements,
      index: index,
      repo: repo,
      firstSeen: startedAt,
      sourceFile: ingesting.sourceFile
    )
    signatures = SignatureRows(database, statements, signature: ingesting.signature)
    try begin(jobRun, startedAt: startedAt)
  }

  /// Whether this report of this run is in the history.
  public func isKnown(digest: String) throws -> Bool {
    try Int.fetchOne(statements.findReport, arguments: [identity.text, digest]) != nil
  }

  /// Records one report; when `body` throws, nothing of the report stays.
  ///
  /// - Parameters:
  ///   - path: where the report is.
  ///   - repeatsAreAttempts: whether cases that were told before ran again for sure.
  ///   - body: hands over the cases; returns the digest and the summary of the report.
  public func report(
    path: String,
    repeatsAreAttempts: Bool = false,
    body: () throws -> (digest: String, summary: ReportSummary)
  ) throws -> ReportSummary {
    let before = record
    var summary = ReportSummary()
    try tests.beginReport()
    do {
      try database.inSavepoint {
        let (digest, told) = try body()
        summary = told
        try write()
        try resolveConflicts(areAttempts: repeatsAreAttempts)
        guard !summary.isTimingsOnly else { return .commit }
        try statements.insertReport.execute(arguments: [
          jobRunID, identity.text, digest, path, summary.producer, summary.counts.cases,
          summary.isTruncated,
        ])
        digests.append(digest)
        return .commit
      }
    } catch {
      try takeBack(to: before)
      throw error
    }
    record.counts = record.counts + summary.counts
    if summary.isCheck {
      checks = checks + summary.counts
    } else {
      cases = cases + summary.counts
    }
    if summary.isTruncated { isComplete = false }
    order.endReport(startedAt: summary.startedAt)
    timings.endReport()
    return summary
  }

  /// Records the cases of a batch with their attempts.
  public func add(_ batch: CaseBatch) throws {
    tests.prepare(for: batch)
    timings.beginBatch()
    for position in batch.indices {
      let test = try tests.row(position, of: batch)
      timings.append(position, of: batch, sourceFile: tests.sourceFile(ofNew: test))
      if batch.isAmbiguous(at: position) { try markAmbiguous(test: test) }
      order.append(position, of: batch, test: test)
      guard let attempts = batch.tellingAttempts(at: position) else {
        results.append(
          PendingResult(
            test: test,
            attempt: 1,
            outcome: Int32(batch.firstOutcome(at: position).rawValue),
            duration: batch.firstDuration(at: position),
            signature: 0
          )
        )
        continue
      }
      for result in try pending(attempts, of: test, from: 1) { results.append(result) }
    }
    for time in batch.hookTimes { timings.append(time) }
    if results.isFull { try write() }
  }

  /// Adds attempts to a case that was recorded before.
  public func add(_ retried: RetriedCase) throws {
    try write()
    guard let test = try tests.find(Int64(bitPattern: retried.identityHash)) else { return }
    timings.append(retried)
    let first = retried.told == .last ? 1 : 2
    let others = try pending(retried.otherAttempts, of: test, from: first)
    // Of a case that another report told, it is not known yet what this report tells.
    guard !conflicts.add(others, told: retried.told) else { return }
    switch retried.told {
    case .first: break
    case .failed: try statements.failAttempt.execute(arguments: [jobRunID, test])
    case .last:
      let last = retried.otherAttempts.count + 1
      try statements.moveAttempt.execute(arguments: [last, jobRunID, test])
    }
    try insert(others)
  }

  /// Marks a test as one of whose name there are several.
  public func markAmbiguous(identityHash: UInt64) throws {
    guard let test = try tests.find(Int64(bitPattern: identityHash)) else { return }
    try markAmbiguous(test: test)
  }

  /// Records what another tool knows of how long an item takes; it is no run.
  public func add(_ timing: ReportedTiming, repo: String, at moment: Timestamp) throws {
    try statements.upsertTiming.execute(arguments: [
      repo, timing.kind.rawValue, timing.item, timing.duration.count, moment.milliseconds,
    ])
    hasTimings = true
  }

  /// Sets when the run began, once its first report tells it.
  public func began(at start: Timestamp) throws {
    guard !isStartReported, !isExtended else { return }
    isStartReported = true
    tests.firstSeen = start
    try statements.correctStart.execute(arguments: [start.milliseconds, jobRunID])
    try statements.correctFirstSeen.execute(arguments: [start.milliseconds, lastKnownTest])
  }

  /// Sets the machine, where nothing else told it.
  public func ran(on machine: String) throws {
    try statements.setRunner.execute(arguments: [machine, jobRunID])
  }

  // MARK: The run

  private func begin(_ run: JobRun, startedAt: Timestamp) throws {
    if identity.isSure {
      let known = try Int64.fetchOne(statements.findJobRun, arguments: [identity.text])
      if let known {
        isExtended = true
        jobRunID = known
        try readTold()
        try statements.fillJobRun.execute(arguments: [
          run.defaultBranch, run.mergeCommit, run.duration?.count, run.queuedFor?.count,
          run.status, run.runner, run.url, run.provider, known,
        ])
        return
      }
    }
    // Until the reports are read, the identity stands for the digest of a run that is not sure.
    try statements.insertJobRun.execute(arguments: [
      identity.isSure ? identity.text : "pending " + identity.text, run.repo ?? "", run.branch,
      run.defaultBranch, run.commit, run.mergeCommit, run.pr, run.pipeline, run.workflow, run.job,
      run.jobID, run.variant, run.nodeIndex, run.nodeTotal, run.attempt, startedAt.milliseconds,
      run.duration?.count, run.queuedFor?.count, run.status, run.runner, run.url, run.provider,
    ])
    jobRunID = database.lastInsertedRowID
  }

  /// Ends the run.
  ///
  /// - Returns: what changed; where nothing did and no timings went in, the transaction is to be taken
  ///   back.
  func finish(keepsEmpty: Bool) throws -> RunRecord {
    try tests.writeIdentities()
    guard !digests.isEmpty || (keepsEmpty && !isExtended) else {
      if keepsTimings, !isExtended { try statements.deleteJobRun.execute(arguments: [jobRunID]) }
      return record
    }
    if !identity.isSure {
      let digest = identity.runDigest(ofReports: digests)
      let known = try Int64.fetchOne(statements.findJobRun, arguments: [digest])
      guard known == nil else { return record }
      try statements.setDigest.execute(arguments: [digest, jobRunID])
    }
    if isExtended || mustRecount {
      try recount()
      if !isExtended { record.counts = cases + checks }
    }
    try statements.finishJobRun.execute(arguments: [
      cases.cases, cases.passed, cases.failed, cases.errored, cases.skipped, cases.retried,
      checks.cases, isComplete, jobRunID,
    ])
    try writeTimings()
    record.isNew = true
    return record
  }

  /// Lets old tests go on under the names of new ones, where `find` is sure that they are the same.
  ///
  /// It costs nothing where no test is new.
  func rename(_ find: (RenameFacts) throws -> [FileRename]) throws -> [FileRename] {
    let count = index.lastTest - lastKnownTest
    guard lastKnownTest > 0, count > 1, count <= RunWriter.mostRenamed else { return [] }
    let rows = RenameRows(
      database: database,
      repo: repo,
      jobRun: jobRunID,
      lastKnown: lastKnownTest
    )
    let renames = try find(try rows.facts(told: told))
    try renameUnits(of: renames)
    for pair in renames.flatMap(\.pairs) { try rows.carryOut(pair) }
    // It remembers the rows of tests that are new no more.
    if !renames.isEmpty { index.forget() }
    return renames
  }

  /// Whether timings went in, which belong to no run.
  var keepsTimings: Bool { hasTimings }

  private func recount() throws {
    (cases, checks) = (CaseCounts(), CaseCounts())
    for row in try Row.fetchAll(statements.countJobRun, arguments: [jobRunID]) {
      var counts = CaseCounts()
      counts.cases = row[1]
      counts.passed = row[2]
      counts.failed = row[3]
      counts.errored = row[4]
      counts.skipped = row[5]
      counts.retried = row[6]
      if row[0] { checks = counts } else { cases = counts }
    }
  }

  /// Forgets what a savepoint took back.
  private func takeBack(to before: RunRecord) throws {
    record = before
    results = ResultBuffer()
    order.takeReportBack()
    timings.takeReportBack()
    conflicts = ResultConflicts()
    signatures.forget()
    index.forget()
    try tests.takeBackReport()
    try index.begin(database)
    try readTold()
  }

  private func readTold() throws {
    told = TestSet()
    let tests = try Int64.fetchCursor(statements.findTold, arguments: [jobRunID])
    while let test = try tests.next() { told.insert(test) }
  }

  // MARK: Results

  func markAmbiguous(test: Int64) throws {
    try statements.markAmbiguous.execute(arguments: [test])
  }

  private func pending(
    _ attempts: [Attempt],
    of test: Int64,
    from number: Int
  ) throws -> [PendingResult] {
    try attempts.enumerated().map { offset, attempt in
      PendingResult(
        test: test,
        attempt: Int32(clamping: number + offset),
        outcome: Int32(attempt.outcome.rawValue),
        duration: attempt.duration?.count ?? -1,
        signature: try signatures.row(for: attempt)
      )
    }
  }

  /// Writes what waits; cases that were told before are left for the end of the report.
  private func write() throws {
    guard !results.isEmpty else { return }
    var new: [PendingResult] = []
    new.reserveCapacity(results.results.count)
    var conflicting: Int64 = 0
    for result in results.takeSorted() {
      // The attempts of a case stay together.
      if result.attempt == 1, told.contains(result.test) { conflicting = result.test }
      if result.test == conflicting {
        conflicts.add(result)
      } else {
        told.insert(result.test)
        new.append(result)
      }
    }
    try ResultRows(statements, jobRun: jobRunID).insert(new)
  }

  /// Writes attempts of cases that were told before, or of others that surely were not.
  func insert(_ results: [PendingResult]) throws {
    for result in results { told.insert(result.test) }
    try ResultRows(statements, jobRun: jobRunID).insert(results)
  }
}
