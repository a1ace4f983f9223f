import TestModel

/// A pipeline run, by those of its job runs that are known, as the span above them.
///
/// Source of the names: OpenTelemetry semantic conventions 1.44, "CICD" and "VCS".
struct PipelineTrace {
  private let runs: [RecordedJobRun]
  private let first: RecordedJobRun

  /// - Parameter runs: job runs of one pipeline of one repository; none of no runs, and none where no
  ///   pipeline is known.
  init?(_ runs: [RecordedJobRun]) {
    guard let first = runs.min(by: { $0.startedAt < $1.startedAt }), first.jobRun.pipeline != nil
    else { return nil }
    self.runs = runs
    self.first = first
  }

  /// Of which pipeline a job run is a part, as conventions have it: for all spans of it.
  static func resource(of job: JobRun) -> [TestRunTraces.Attribute] {
    [
      .init("service.name", job.repo ?? "ci"),
      .init("cicd.pipeline.name", job.workflow),
      .init("cicd.pipeline.run.id", job.pipeline),
      .init("vcs.repository.name", job.repo),
      .init("vcs.ref.head.name", job.branch),
      .init("vcs.ref.head.revision", job.commit),
      .init("vcs.ref.base.name", job.pr == nil ? nil : job.defaultBranch),
      .init("vcs.change.id", job.pr.map { "\($0)" }),
    ].compactMap { $0 }
  }

  func resourceSpans(version: String) -> TestRunTraces.ResourceSpans {
    // A pipeline of several workflows has no name of its own.
    var job = first.jobRun
    if runs.contains(where: { $0.jobRun.workflow != job.workflow }) { job.workflow = nil }
    let scope = TestRunTraces.ScopeSpans.Scope(version: version)
    return TestRunTraces.ResourceSpans(
      resource: TestRunTraces.Resource(attributes: Self.resource(of: job)),
      scopeSpans: [TestRunTraces.ScopeSpans(scope: scope, spans: [span(of: job)])]
    )
  }

  private func span(of job: JobRun) -> TestRunTraces.Span {
    let start = first.nanoseconds(after: .zero)
    let end = runs.map { $0.nanoseconds(after: $0.jobRun.duration ?? .zero) }.max() ?? start
    let attributes: [TestRunTraces.Attribute?] = [
      .init("cicd.pipeline.action.name", "RUN"),
      .init("cicd.pipeline.result", result.rawValue),
      .init("error.type", result.errorType),
    ]
    return TestRunTraces.Span(
      traceId: JobRunTrace(first).traceID,
      spanId: JobRunTrace.span(["pipeline", job.repo ?? "", job.pipeline ?? ""]),
      name: job.workflow.map { "RUN \($0)" } ?? "RUN",
      kind: .server,
      startTimeUnixNano: "\(start)",
      endTimeUnixNano: "\(end)",
      attributes: attributes.compactMap { $0 },
      status: TestRunTraces.Span.Status(isFailed: result != .success)
    )
  }

  /// The worst of its jobs, each by its last attempt.
  private var result: CICDResult {
    let jobs = Dictionary(grouping: runs) { run in
      let job = run.jobRun
      return [job.workflow, job.job, job.variant, job.nodeIndex.map { "\($0)" }]
    }
    let results = jobs.values.compactMap { runs in
      runs.max { ($0.jobRun.attempt ?? 1, $0.startedAt) < ($1.jobRun.attempt ?? 1, $1.startedAt) }
    }.map { CICDResult(of: $0) }
    return results.contains(.failure) ? .failure : results.contains(.error) ? .error : .success
  }
}

/// How a job run or a pipeline ended, in the words of `cicd.pipeline.result`.
enum CICDResult: String {
  case success, failure
  /// The reports are missing or break off, as of a worker that was killed.
  case error

  init(of run: RecordedJobRun) {
    let isFailed = run.counts.failed + run.counts.errored > 0
    self = !run.isTold ? .error : isFailed ? .failure : .success
  }

  /// What `error.type` says; of a success, nothing.
  var errorType: String? { self == .success ? nil : rawValue }
}
