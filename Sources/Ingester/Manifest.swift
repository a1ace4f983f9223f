import Foundation
public import TestModel

/// Job runs to ingest, and what is known of each.
public struct IngestRequest: Sendable, Hashable {
  /// The reports of the run, in the order in which they are read.
  public var files: [String]
  /// What is known of the run.
  public var jobRun: JobRun
  /// Whether the run is kept although it has no report: a job that died is a fact as well.
  public var keepsEmpty: Bool
  /// The files that were found in folders and not named: those that are no reports are passed over.
  public var found: Set<String>

  /// Creates a request.
  public init(
    files: [String],
    jobRun: JobRun,
    keepsEmpty: Bool = false,
    found: Set<String> = []
  ) {
    self.files = files
    self.found = found
    self.jobRun = jobRun
    self.keepsEmpty = keepsEmpty
  }
}

/// Reads a manifest: JSON lines, one job run a line, with its files relative to the manifest; those of
/// a pipe, such as a shell makes of `<(command)`, are relative to the current folder.
///
/// - Throws: `IngestError.badManifest` with the line.
public func readManifest(at path: String) throws(IngestError) -> [IngestRequest] {
  guard let handle = FileHandle(forReadingAtPath: path) else {
    throw IngestError.missing(path: path)
  }
  guard let data = try? handle.readToEnd() ?? Data() else {
    throw IngestError.unreadable(path: path, reason: "a manifest is a file of JSON lines")
  }
  var status = stat()
  let isPipe = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  let folder =
    isPipe
    ? FileManager.default.currentDirectoryPath
    : URL(filePath: path).deletingLastPathComponent().relativePath
  var requests: [IngestRequest] = []
  for (index, line) in data.split(separator: 10, omittingEmptySubsequences: false).enumerated()
  where line.contains(where: { $0 > 32 }) {
    requests.append(try request(line, path: path, number: index + 1, folder: folder))
  }
  return requests
}

private func request(
  _ line: Data,
  path: String,
  number: Int,
  folder: String
) throws(IngestError) -> IngestRequest {
  let entry: ManifestEntry
  do {
    entry = try JSONDecoder().decode(ManifestEntry.self, from: line)
  } catch {
    throw IngestError.badManifest(path: path, line: number, reason: sentence(for: error))
  }
  let files = entry.files.map { file in
    file.hasPrefix("/") || folder == "." ? file : folder + "/" + file
  }
  if let start = entry.started_at, Timestamp(iso8601: start) == nil {
    let reason = "“\(start)” is no time; write it as 2026-10-23T08:41:52Z"
    throw IngestError.badManifest(path: path, line: number, reason: reason)
  }
  return IngestRequest(files: files, jobRun: entry.jobRun, keepsEmpty: files.isEmpty)
}

private func sentence(for error: any Error) -> String {
  switch error as? DecodingError {
  case .keyNotFound(let key, _): "the key “\(key.stringValue)” is missing"
  case .typeMismatch(_, let context), .valueNotFound(_, let context):
    "the value of “\(context.codingPath.map(\.stringValue).joined(separator: "."))” is of the "
      + "wrong kind"
  default: "the line is not a JSON object"
  }
}

/// A line of a manifest; its names are the keys.
private struct ManifestEntry: Decodable {
  var files: [String]
  var repo, branch, default_branch, commit, merge_commit: String?
  var pr: Int?
  var pipeline, workflow, job, job_id, variant: String?
  var node_index, node_total, attempt: Int?
  var started_at: String?
  var duration, queued_for: Double?
  var status, runner, url: String?

  var jobRun: JobRun {
    var run = JobRun()
    run.repo = repo
    run.branch = branch
    run.defaultBranch = default_branch
    run.commit = commit
    run.mergeCommit = merge_commit
    run.pr = pr
    run.pipeline = pipeline
    run.workflow = workflow
    run.job = job
    run.jobID = job_id
    run.variant = variant
    run.nodeIndex = node_index
    run.nodeTotal = node_total
    run.attempt = attempt
    run.startedAt = started_at.flatMap { Timestamp(iso8601: $0) }
    run.duration = duration.flatMap { Microseconds(seconds: $0) }
    run.queuedFor = queued_for.flatMap { Microseconds(seconds: $0) }
    run.status = status
    run.runner = runner
    run.url = url
    return run
  }
}
