import Formats
public import Storage
public import TestModel

/// Reads reports and records them in a history.
public struct Ingester: Sendable {
  private let store: HistoryStore
  private let checkoutFolders: [String]
  private let now: Timestamp

  /// Creates an ingester.
  ///
  /// - Parameters:
  ///   - store: where the results go.
  ///   - checkoutFolders: the folders under which absolute source paths are made relative.
  ///   - now: the start of a job run of which nothing tells when it began.
  public init(store: HistoryStore, checkoutFolders: [String], now: Timestamp) {
    self.store = store
    self.checkoutFolders = checkoutFolders
    self.now = now
  }

  /// Ingests job runs, each in a transaction of its own; a file that cannot be used stops no other.
  ///
  /// - Parameters:
  ///   - requests: the job runs.
  ///   - progress: is told how many of them are done.
  /// - Throws: `StorageError`; what was recorded before stays.
  public func ingest(
    _ requests: [IngestRequest],
    progress: (Int) -> Void = { _ in }
  ) throws -> IngestSummary {
    var summary = IngestSummary()
    for (index, request) in requests.enumerated() {
      progress(index)
      try ingest(request, into: &summary)
    }
    progress(requests.count)
    return summary
  }

  private func ingest(_ request: IngestRequest, into summary: inout IngestSummary) throws {
    // Kept apart until the transaction has ended: what is rolled back did not happen.
    var found = IngestSummary()
    let identity = jobRunIdentity(request.jobRun)
    let record = try store.record(
      request.jobRun,
      identity: identity,
      startedAt: request.jobRun.startedAt ?? now,
      keepsEmpty: request.keepsEmpty,
      signature: { FailureSignature($0) },
      body: { writer in
        for file in request.files {
          try ingest(file, startIsKnown: request.jobRun.startedAt != nil, writer, into: &found)
        }
      }
    )
    if record.isNew { summary.jobRuns += 1 }
    summary.files += found.files
    summary.counts = summary.counts + record.counts
    summary.repeatedCases += record.repeatedCases
    summary.duplicateFiles += found.duplicateFiles
    summary.rejected += found.rejected
    summary.notes += found.notes
    summary.hasSalvagedFiles = summary.hasSalvagedFiles || found.hasSalvagedFiles
  }

  private func ingest(
    _ file: String,
    startIsKnown: Bool,
    _ writer: RunWriter,
    into found: inout IngestSummary
  ) throws {
    do {
      let digest = try fingerprint(ofFile: file)
      guard try !writer.isKnown(digest: digest) else {
        found.duplicateFiles += 1
        return
      }
      let report = try writer.report(digest: digest, path: file) {
        try readReport(at: file) { try record($0, with: writer) }
      }
      found.files += 1
      found.notes += report.notes.map { FileNote(file: file, note: $0) }
      if report.isTruncated { found.hasSalvagedFiles = true }
      if !startIsKnown, let start = report.startedAt, start < now.adding(days: 1) {
        try writer.began(at: start)
      }
    } catch let error as ReportError {
      found.rejected.append(
        RejectedFile(file: file, line: error.line, reason: error.description)
      )
    } catch let error as IngestError {
      found.rejected.append(RejectedFile(file: file, line: nil, reason: error.description))
    }
  }

  private func record(_ event: ReportEvent, with writer: RunWriter) throws {
    switch event {
    case .testCase(var testCase):
      testCase.id = normalized(testCase.id, checkoutFolders: checkoutFolders)
      try writer.add(testCase)
    case .retried(let retried):
      try writer.addAttempts(
        to: normalized(retried.id, checkoutFolders: checkoutFolders),
        first: retried.first,
        later: retried.laterAttempts
      )
    case .ambiguous(let id):
      try writer.markAmbiguous(normalized(id, checkoutFolders: checkoutFolders))
    // Only sources of timings tell them, which is no format that is ingested.
    case .timing: break
    }
  }
}

/// An identity as it is kept: its path normalized, the volatile parts of its names folded.
public func normalized(_ id: TestID, checkoutFolders: [String]) -> TestID {
  var normalized = id
  normalized.file = normalizedPath(id.file, checkoutFolders: checkoutFolders)
  if mayHoldVolatileParts(id.name) {
    normalized.name = foldingVolatileParts(id.name, keepingNumbers: true)
  }
  if mayHoldVolatileParts(id.suite) {
    normalized.suite = foldingVolatileParts(id.suite, keepingNumbers: true)
  }
  return normalized
}

/// What makes a job run the same one when it is ingested again: all that is known of it but how long
/// it took, how it ended, and where it is shown.
private func jobRunIdentity(_ run: JobRun) -> String {
  let fields: [String?] = [
    run.repo, run.branch, run.commit, run.pr.map(String.init), run.pipeline, run.workflow, run.job,
    run.variant, run.nodeIndex.map(String.init), run.nodeTotal.map(String.init),
    run.attempt.map(String.init), run.startedAt?.iso8601,
  ]
  return fields.map { $0 ?? "" }.joined(separator: "\u{1F}")
}
