import TestModel

/// One job run as a trace.
///
/// Source of the names: OpenTelemetry semantic conventions 1.44, "CICD", "VCS" and "Test". What has
/// no name there begins with `evenkeel.`.
struct JobRunTrace {
  private static let mostTests = 100

  private let run: RecordedJobRun
  let traceID: String
  private(set) var spanID: String
  /// The span of its pipeline; none where no pipeline is known.
  private let parentID: String?

  init(_ run: RecordedJobRun) {
    self.run = run
    let job = run.jobRun
    let pipeline = [job.repo ?? "", job.pipeline ?? ""]
    parentID = job.pipeline == nil ? nil : JobRunTrace.span(["pipeline"] + pipeline)
    let numbers = [
      job.nodeIndex.map { "\($0)" }, job.attempt.map { "\($0)" },
      "\(run.startedAt.milliseconds)",
    ]
    let parts = [job.workflow, job.job, job.variant, job.jobID, job.commit] + numbers
    let identity = pipeline + parts.map { $0 ?? "" }
    traceID = digest(of: ["trace"] + (job.pipeline == nil ? identity : pipeline))
    spanID = JobRunTrace.span(["job"] + identity)
  }

  static func span(_ texts: [String]) -> String { String(digest(of: texts).prefix(16)) }

  mutating func distinguish(_ occurrence: Int) {
    if occurrence > 1 { spanID = JobRunTrace.span([spanID, "\(occurrence)"]) }
  }

  func resourceSpans(
    tests: [Int64: RecordedTest],
    executions: [Execution],
    version: String
  ) -> TestRunTraces.ResourceSpans {
    let scope = TestRunTraces.ScopeSpans.Scope(version: version)
    let spans = [jobSpan] + testSpans(tests, executions)
    return TestRunTraces.ResourceSpans(
      resource: TestRunTraces.Resource(attributes: resource),
      scopeSpans: [TestRunTraces.ScopeSpans(scope: scope, spans: spans)]
    )
  }

  private var resource: [TestRunTraces.Attribute] {
    let worker = TestRunTraces.Attribute("cicd.worker.name", run.jobRun.runner)
    return PipelineTrace.resource(of: run.jobRun) + [worker].compactMap { $0 }
  }

  private var result: CICDResult { CICDResult(of: run) }

  private var jobSpan: TestRunTraces.Span {
    let job = run.jobRun
    let attributes: [TestRunTraces.Attribute?] = [
      .init("cicd.pipeline.task.name", job.job ?? "unnamed"),
      .init("cicd.pipeline.task.type", "test"),
      .init("cicd.pipeline.task.run.id", job.jobID ?? spanID),
      .init("cicd.pipeline.task.run.result", result.rawValue),
      .init("cicd.pipeline.task.run.url.full", job.url),
      .init("error.type", result.errorType),
      .init("test.suite.name", job.job),
      .init("test.suite.run.status", result == .error ? "aborted" : result.rawValue),
      .init("evenkeel.job.variant", job.variant),
      .init("evenkeel.job.attempt", job.attempt),
      .init("evenkeel.job.node.index", job.nodeIndex),
      .init("evenkeel.tests", run.counts.cases),
    ]
    return TestRunTraces.Span(
      traceId: traceID,
      spanId: spanID,
      parentSpanId: parentID,
      name: job.job.map { "RUN \($0)" } ?? "RUN",
      kind: .internal,
      startTimeUnixNano: "\(run.nanoseconds(after: .zero))",
      endTimeUnixNano: "\(run.nanoseconds(after: job.duration ?? .zero))",
      attributes: attributes.compactMap { $0 },
      status: TestRunTraces.Span.Status(isFailed: result != .success)
    )
  }

  private func testSpans(
    _ tests: [Int64: RecordedTest],
    _ executions: [Execution]
  ) -> [TestRunTraces.Span] {
    let failed = Set(executions.filter(\.outcome.isFailure).map(\.testRowID))
    let named = failed.compactMap { tests[$0] }.sorted {
      ($0.testID, $0.stableID) < ($1.testID, $1.stableID)
    }
    let byTest = Dictionary(grouping: executions, by: \.testRowID)
    return named.prefix(Self.mostTests).flatMap { test in
      (byTest[test.id] ?? []).sorted { $0.attempt < $1.attempt }.map { span(test, $0) }
    }
  }

  private func span(_ test: RecordedTest, _ execution: Execution) -> TestRunTraces.Span {
    let outcome = execution.outcome
    let attributes: [TestRunTraces.Attribute?] = [
      .init("test.case.name", test.testID.displayName),
      .init(
        "test.case.result.status",
        outcome.isFailure ? "fail" : outcome == .passed ? "pass" : "skip"
      ),
      .init("test.suite.name", test.testID.suite),
      .init("code.file.path", test.testID.file),
      .init("error.type", outcome.isFailure ? outcome.name : nil),
      .init("evenkeel.test.id", test.stableID),
      .init("evenkeel.test.attempt", execution.attempt),
    ]
    return TestRunTraces.Span(
      traceId: traceID,
      spanId: JobRunTrace.span(["test", spanID, test.stableID, "\(execution.attempt)"]),
      parentSpanId: spanID,
      name: "test.case",
      kind: .internal,
      startTimeUnixNano: "\(run.nanoseconds(after: .zero))",
      endTimeUnixNano: "\(run.nanoseconds(after: execution.duration ?? .zero))",
      attributes: attributes.compactMap { $0 },
      status: TestRunTraces.Span.Status(isFailed: outcome.isFailure)
    )
  }
}

extension RecordedJobRun {
  /// A moment of the job run as nanoseconds since 1970; within what 64 bits hold, whatever a report
  /// claims.
  func nanoseconds(after span: Microseconds) -> Int64 {
    let start = max(0, startedAt.milliseconds)
    let (product, overflow) = start.multipliedReportingOverflow(by: 1_000_000)
    let (sum, isOver) = product.addingReportingOverflow(max(0, min(span.count, 1 << 50)) * 1000)
    return overflow || isOver ? Int64.max : sum
  }
}
