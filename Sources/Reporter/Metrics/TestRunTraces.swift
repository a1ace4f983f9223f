public import TestModel

/// Job runs as traces of OpenTelemetry, in the JSON encoding of OTLP 1.x that collectors take at
/// `/v1/traces`.
///
/// Source: OpenTelemetry Protocol specification, "JSON Protobuf Encoding": IDs in hexadecimal, keys
/// in lowerCamelCase, 64-bit numbers as decimal text, enumerations as numbers.
public struct TestRunTraces: Encodable, Sendable {
  struct Resource: Encodable {
    var attributes: [Attribute]
  }
  struct ResourceSpans: Encodable {
    var resource: Resource
    var scopeSpans: [ScopeSpans]
  }
  struct ScopeSpans: Encodable {
    struct Scope: Encodable {
      let name = "evenkeel"
      var version: String
    }
    var scope: Scope
    var spans: [Span]
  }
  struct Span: Encodable {
    /// A status.
    struct Status: Encodable {
      var code: Int

      /// 0 for `STATUS_CODE_UNSET`, which conventions keep for what went well; 2 for
      /// `STATUS_CODE_ERROR`.
      init(isFailed: Bool) { code = isFailed ? 2 : 0 }
    }
    /// A kind, by its number.
    enum Kind: Int, Encodable {
      /// `SPAN_KIND_INTERNAL`.
      case `internal` = 1
      /// `SPAN_KIND_SERVER`.
      case server = 2
    }
    var traceId, spanId: String
    var parentSpanId: String?
    var name: String
    var kind: Kind
    var startTimeUnixNano, endTimeUnixNano: String
    var attributes: [Attribute]
    var status: Status
  }
  struct Attribute: Encodable {
    struct Value: Encodable { var stringValue, intValue: String? }
    var key: String
    var value: Value

    init?(_ key: String, _ text: String?) {
      guard let text, !text.isEmpty else { return nil }
      self.key = key
      value = Value(stringValue: text)
    }

    init?(_ key: String, _ number: Int?) {
      guard let number else { return nil }
      self.key = key
      value = Value(intValue: "\(number)")
    }
  }

  let resourceSpans: [ResourceSpans]

  /// The JSON, on one line, as collectors read it from files.
  ///
  /// - Throws: what the encoder of JSON throws.
  public func json() throws -> String { try camelCaseJSON(self, pretty: false) }
}

/// The job runs as traces: a span a pipeline, beneath it a span a job run, and beneath that a span for
/// each attempt of each test that failed in it at least once, for 100 tests of a job run at most.
///
/// A pipeline is one trace, and so is a job run of which no pipeline is known. Reports tell how long
/// a test took and not when it began, so that the spans of tests begin with their job run.
public func testRunTraces(
  jobRuns: [RecordedJobRun],
  tests: [RecordedTest],
  executions: [Execution],
  version: String
) -> TestRunTraces {
  let tests = Dictionary(tests.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  let byRun = Dictionary(grouping: executions, by: \.jobRunID)
  let pipelines = Dictionary(grouping: jobRuns) { JobRunTrace($0).traceID }
  var seen: [String: Int] = [:]
  var begun: Set<String> = []
  var spans: [TestRunTraces.ResourceSpans] = []
  for run in jobRuns {
    var trace = JobRunTrace(run)
    if begun.insert(trace.traceID).inserted,
      let pipeline = PipelineTrace(pipelines[trace.traceID] ?? [])
    {
      spans.append(pipeline.resourceSpans(version: version))
    }
    // Job runs of which the provider tells nothing that sets them apart.
    seen[trace.spanID, default: 0] += 1
    trace.distinguish(seen[trace.spanID] ?? 1)
    spans.append(
      trace.resourceSpans(tests: tests, executions: byRun[run.id] ?? [], version: version)
    )
  }
  return TestRunTraces(resourceSpans: spans)
}
