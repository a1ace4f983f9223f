import ArgumentParser
import Foundation
import Ingester
import Reporter
import Storage
import TestModel

struct IngestCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Read test reports into the history.",
    discussion: """
      All reports that are named belong to one job run, which the options and the CI provider's
      environment describe. A manifest has one job run a line. Ingesting the same thing again
      changes nothing.
      """
  )

  @Argument(help: "Reports: files, folders, quoted patterns, or - for standard input.")
  var paths: [String] = []
  @Option(help: ArgumentHelp("JSON lines, one job run a line.", valueName: "runs.jsonl"))
  var manifest: String?
  @OptionGroup(title: "The job run") var metadata: MetadataOptions
  @Flag(inversion: .prefixedNo, help: "Exit with 1 when a report has remarks, too.")
  var strict = false
  @Flag(help: "Print what was done as JSON.") var json = false
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if paths.isEmpty, manifest == nil {
      throw ValidationError("Name the reports to ingest, or a manifest with --manifest.")
    }
  }

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let clock = ContinuousClock.now
    let manifestRequests = try requestsOfManifest(in: surroundings)
    let found = try ReportsOnCommandLine(paths, in: surroundings)
    defer { found.removeSpooledInput() }
    var requests = manifestRequests
    var remarks: [String] = []
    if !found.files.isEmpty {
      let (jobRun, remark) = jobRun(in: surroundings)
      requests.append(IngestRequest(files: found.files, jobRun: jobRun, found: found.walked))
      if let remark { remarks.append(remark) }
    }
    guard !requests.isEmpty else { return try nothingToDo(found) }
    let store = try common.openForWriting(in: surroundings)
    let ingester = Ingester(
      store: store,
      checkoutFolders: [surroundings.folder] + checkoutFolders(in: surroundings.variables),
      now: surroundings.now,
      environment: surroundings.variables,
      sourceFiles: { filesInGit(of: surroundings.folder) }
    )
    let start = ContinuousClock.now
    var summary = try ingester.ingest(requests) { done in
      guard requests.count > 1, ContinuousClock.now - start > .seconds(1) else { return }
      surroundings.progress(
        done == requests.count ? "" : "ingesting job run \(done + 1) of \(requests.count)"
      )
    }
    summary.rejected += found.rejected.map(\.rejection)
    if let remark = store.keepEstimates() { remarks.append(remark) }
    let elapsed = ContinuousClock.now - clock
    return try report(summary, elapsed: elapsed, remarks: remarks)
  }

  private func requestsOfManifest(in surroundings: Surroundings) throws -> [IngestRequest] {
    guard let manifest else { return [] }
    // What the machine that ingests runs under says nothing of the runs in the manifest.
    return try readManifest(at: surroundings.relative(manifest)).map { request in
      var request = request
      request.jobRun = metadata.jobRun.filled(from: request.jobRun)
      return request
    }
  }

  private func jobRun(in surroundings: Surroundings) -> (jobRun: JobRun, remark: String?) {
    let named = metadata.jobRun.filled(from: surroundings.jobRun)
    let (told, remark) =
      metadata.commit == nil
      ? clarifyingCommits(of: named, in: surroundings.folder) : (named, nil)
    let isComplete = told.repo != nil && told.commit != nil && told.branch != nil
    let jobRun = isComplete ? told : told.filled(from: jobRunFromGit(in: surroundings.folder))
    return (jobRun, remark)
  }

  private func nothingToDo(_ found: ReportsOnCommandLine) throws -> CommandOutput {
    if let failure = found.onlyFailure { throw failure }
    return try report(IngestSummary(rejected: found.rejected.map(\.rejection)), elapsed: .zero)
  }

  private func report(
    _ summary: IngestSummary,
    elapsed: Duration,
    remarks: [String] = []
  ) throws -> CommandOutput {
    let remarks =
      remarks + summary.rejected.map(sentence) + summary.notes.map(sentence)
      + summary.renames.map(sentence)
    let nothingWentIn = summary.files + summary.duplicateFiles == 0 && summary.jobRuns == 0
    var status = CommandStatus.done
    if !summary.rejected.isEmpty || summary.hasSalvagedFiles { status = .finding }
    if strict, !summary.notes.isEmpty { status = .finding }
    if !summary.rejected.isEmpty, nothingWentIn { status = .unusableInput }
    let text =
      json
      ? try jsonText(IngestDocument(summary, elapsed: elapsed), pretty: false)
      : ingestSentence(summary, elapsed: elapsed)
    var output = CommandOutput(text, remarks: remarks, status: status)
    output.annotations = summary.rejected.map {
      CILogAnnotation(.warning, sentence($0), title: "Report rejected")
    }
    return output
  }

  private func sentence(_ rejected: RejectedFile) -> String {
    let place = rejected.line.map { "\(rejected.file):\($0)" } ?? rejected.file
    return "\(place): rejected: \(rejected.reason)"
  }

  private func sentence(_ rename: FileRename) -> String {
    "\(plural(rename.pairs.count, "test")) of \(terminalText(rename.from)) go on as "
      + "\(terminalText(rename.to)): the same names, and the old file is gone"
  }

  private func sentence(_ note: FileNote) -> String {
    let place = note.note.line.map { "\(note.file):\($0)" } ?? note.file
    return "\(place): \(note.note.text)"
  }
}

extension IngestSummary {
  init(rejected: [RejectedFile]) {
    self.init()
    self.rejected = rejected
  }
}
