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
    struct Status: Encodable { var code: Int }
    var traceId, spanId: String
    var parentSpanId: String?
    var name: String
    /// 1 for `SPAN_KIND_INTERNAL`.
    let kind = 1
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

/// The job runs as traces: a resource and a span a job run, and beneath it a span for each attempt
/// of each test that failed in it at least once, for 100 tests of a job run at most.
///
/// The job runs of a pipeline are one trace. Reports tell how long a test took and not when it began,
/// so that the spans of tests begin with their job run.
public func testRunTraces(
  jobRuns: [RecordedJobRun],
  tests: [RecordedTest],
  executions: [Execution],
  version: String
) -> TestRunTraces {
  let tests = Dictionary(tests.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  let byRun = Dictionary(grouping: executions, by: \.jobRunID)
  var seen: [String: Int] = [:]
  let spans = jobRuns.map { run in
    var trace = JobRunTrace(run)
    // Job runs of which the provider tells nothing that sets them apart.
    seen[trace.spanID, default: 0] += 1
    trace.distinguish(seen[trace.spanID] ?? 1)
    return trace.resourceSpans(tests: tests, executions: byRun[run.id] ?? [], version: version)
  }
  return TestRunTraces(resourceSpans: spans)
}
