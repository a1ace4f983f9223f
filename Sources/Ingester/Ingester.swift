import Foundation
public import Formats
public import Storage
public import TestModel

/// Reads reports and records them in a history: files are read on threads of their own, and written
/// in their order on the caller's.
public struct Ingester {
  private let recorder: RunRecorder
  private let checkoutFolders: [String]
  private let now: Timestamp

  /// Creates an ingester.
  ///
  /// - Parameters:
  ///   - store: where the results go.
  ///   - checkoutFolders: the folders under which absolute source paths are made relative.
  ///   - now: the start of a job run of which nothing tells when it began.
  ///   - environment: the variables of the job, of which some are secrets that logs leak.
  ///   - sourceFiles: the files of the checkout, asked for only where a report names none.
  public init(
    store: HistoryStore,
    checkoutFolders: [String],
    now: Timestamp,
    environment: [String: String] = [:],
    sourceFiles: @escaping () -> [String] = { [] }
  ) {
    let files = ClassFiles(sourceFiles)
    let mask = SecretMask(environment: environment)
    recorder = RunRecorder(
      store,
      functions: IngestFunctions(
        signature: {
          FailureSignature($0, checkoutFolders: checkoutFolders, mask: mask)
        },
        sourceFile: { files.file(ofClass: String(decoding: $0, as: UTF8.self)) },
        renames: { try fileRenames($0, checkout: files) }
      )
    )
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
    let tasks = try requests.flatMap(tasks)
    let threads = max(1, ProcessInfo.processInfo.activeProcessorCount - 1)
    let reading = ReportReading(tasks, threads: min(threads, 8))
    defer { reading.abandon() }
    var summary = IngestSummary()
    var firstFile = 0
    for (index, request) in requests.enumerated() {
      progress(index)
      let files = firstFile..<(firstFile + request.files.count)
      try ingest(request, files: files, of: reading, into: &summary)
      firstFile = files.upperBound
    }
    progress(requests.count)
    return summary
  }

  private func tasks(of request: IngestRequest) throws -> [ReadingTask] {
    let known = try recorder.knownReports(of: JobRunIdentity(request.jobRun))
    let rules = identityRules(repo: request.jobRun.repo, checkoutFolders: checkoutFolders)
    return request.files.map { file in
      ReadingTask(
        path: file,
        isFound: request.found.contains(file),
        known: known,
        rules: rules
      )
    }
  }

  private func ingest(
    _ request: IngestRequest,
    files: Range<Int>,
    of reading: ReportReading,
    into summary: inout IngestSummary
  ) throws {
    // Kept apart until the transaction has ended: what is rolled back did not happen.
    var found = IngestSummary()
    let record = try recorder.record(
      request.jobRun,
      startedAt: request.jobRun.startedAt ?? now,
      keepsEmpty: request.keepsEmpty
    ) { writer in
      var writing = ReportWriting(writer: writer, jobRun: request.jobRun, now: now)
      for file in files {
        try reading.receive(file: file) { first, next in
          try writing.write(first, next: next, into: &found)
        }
      }
      try writing.writeHeld(into: &found)
    }
    if record.isNew { summary.jobRuns += 1 }
    summary.counts = summary.counts + record.counts
    summary.repeatedCases += record.repeatedCases
    summary.renames += record.renames
    summary.add(found)
  }
}

/// How identities of a repository's tests are kept.
///
/// - Parameters:
///   - repo: the repository.
///   - checkoutFolders: the folders under which absolute source paths are made relative.
public func identityRules(repo: String?, checkoutFolders: [String]) -> IdentityRules {
  IdentityRules(
    seed: TestID.identitySeed(repo: repo ?? ""),
    mayNeedFolding: { mayHoldVolatileParts($0) },
    foldedName: { foldingVolatileParts($0, keepingNumbers: true) },
    normalizedPath: { normalizedPath($0, checkoutFolders: checkoutFolders) }
  )
}
