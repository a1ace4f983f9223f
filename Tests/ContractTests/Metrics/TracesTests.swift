import Foundation
import TestSupport
import Testing

/// The JSON encoding of OTLP, by what the specification and the semantic conventions ask for.
@Suite("Traces for OpenTelemetry")
struct TracesTests {
  private struct Document: Decodable { var resourceSpans: [ResourceSpans] }
  private struct ResourceSpans: Decodable {
    var resource: Resource
    var scopeSpans: [ScopeSpans]
  }
  private struct Resource: Decodable { var attributes: [Attribute] }
  private struct ScopeSpans: Decodable {
    struct Scope: Decodable { var name, version: String }
    var scope: Scope
    var spans: [Span]
  }
  private struct Span: Decodable {
    struct Status: Decodable { var code: Int }
    var traceId, spanId, name, startTimeUnixNano, endTimeUnixNano: String
    var parentSpanId: String?
    var kind: Int
    var attributes: [Attribute]
    var status: Status

    subscript(key: String) -> String? {
      attributes.first { $0.key == key }.flatMap { $0.value.stringValue ?? $0.value.intValue }
    }
  }
  private struct Attribute: Decodable {
    struct Value: Decodable { var stringValue, intValue: String? }
    var key: String
    var value: Value
  }

  /// The names of the semantic conventions 1.44 that are used, with the well-known values of those
  /// that have some.
  private static let conventions: [String: Set<String>] = [
    "service.name": [], "cicd.pipeline.name": [], "cicd.pipeline.run.id": [],
    "cicd.pipeline.action.name": ["BUILD", "RUN", "SYNC"],
    "cicd.pipeline.result": ["success", "failure", "error", "timeout", "cancellation", "skip"],
    "cicd.pipeline.task.name": [], "cicd.pipeline.task.run.id": [],
    "cicd.pipeline.task.run.url.full": [], "cicd.pipeline.task.type": ["build", "test", "deploy"],
    "cicd.pipeline.task.run.result": [
      "success", "failure", "error", "timeout", "cancellation", "skip",
    ],
    "cicd.worker.name": [], "vcs.repository.name": [], "vcs.ref.head.name": [],
    "vcs.ref.head.revision": [], "vcs.ref.base.name": [], "vcs.change.id": [],
    // What was skipped has no well-known value.
    "test.case.name": [], "test.case.result.status": ["pass", "fail", "skip"],
    "test.suite.name": [],
    "test.suite.run.status": [
      "success", "failure", "skipped", "aborted", "timed_out", "in_progress",
    ],
    "error.type": [], "code.file.path": [],
  ]

  private func spans(_ body: ([Span]) throws -> Void) throws {
    try MetricsHistory.with { history in
      let text = try history.metrics(["--format", "otlp"]).output
      #expect(text.utf8.count { $0 == UInt8(ascii: "\n") } == 1 && text.hasSuffix("\n"))
      let document = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
      let groups = document.resourceSpans
      for group in groups {
        #expect(group.resource.attributes.contains { $0.key == "service.name" })
        #expect(group.scopeSpans.allSatisfy { $0.scope.name == "evenkeel" })
      }
      let attributes = groups.flatMap(\.resource.attributes)
      check(attributes)
      try body(groups.flatMap(\.scopeSpans).flatMap(\.spans))
    }
  }

  private func check(_ attributes: [Attribute]) {
    for attribute in attributes {
      let texts = [attribute.value.stringValue, attribute.value.intValue].compactMap { $0 }
      #expect(texts.count == 1, "\(attribute)")
      if let number = attribute.value.intValue { #expect(Int64(number) != nil) }
      guard !attribute.key.hasPrefix("evenkeel.") else { continue }
      let known = Self.conventions[attribute.key]
      #expect(known != nil, "\(attribute.key)")
      if let known, !known.isEmpty { #expect(known.isSuperset(of: texts), "\(attribute)") }
    }
  }

  @Test("IDs are hexadecimal, times are nanoseconds as text, kinds and codes are numbers")
  func encoding() throws {
    try spans { spans in
      #expect(Set(spans.map(\.spanId)).count == spans.count)
      for span in spans {
        #expect(span.traceId.wholeMatch(of: #/[0-9a-f]{32}/#) != nil)
        #expect(span.spanId.wholeMatch(of: #/[0-9a-f]{16}/#) != nil)
        let start = try #require(UInt64(span.startTimeUnixNano))
        let end = try #require(UInt64(span.endTimeUnixNano))
        #expect(
          start <= end && (1_793_000_000_000_000_000...1_795_000_000_000_000_000).contains(end)
        )
        #expect([1, 2].contains(span.kind) && [0, 2].contains(span.status.code))
        #expect((span.status.code == 2) == (span["error.type"] != nil))
        check(span.attributes)
        #expect(Set(span.attributes.map(\.key)).count == span.attributes.count)
      }
    }
  }

  @Test("A trace is a tree: a pipeline, its jobs, and the attempts of tests that failed in them")
  func tree() throws {
    try spans { spans in
      let byID = Dictionary(uniqueKeysWithValues: spans.map { ($0.spanId, $0) })
      for (_, trace) in Dictionary(grouping: spans, by: \.traceId) {
        let roots = trace.filter { $0.parentSpanId == nil }
        #expect(roots.count == 1 && roots[0].kind == 2 && roots[0].name == "RUN ci")
      }
      for span in spans {
        guard let parentID = span.parentSpanId else { continue }
        let parent = try #require(byID[parentID])
        #expect(parent.traceId == span.traceId && span.kind == 1)
        #expect((parent.kind == 2) == (span["test.case.name"] == nil))
        let own = try #require(UInt64(span.startTimeUnixNano))
        let above = try #require(UInt64(parent.startTimeUnixNano))
        #expect(own >= above)
      }
      // 14 commits, that of the broken report, and that of the other repository.
      #expect(spans.count { $0.kind == 2 } == 16)
      // 3 flakes and what is red.
      #expect(spans.count { $0["test.case.result.status"] == "fail" } == 5)
    }
  }

  @Test(
    "A pipeline whose job was run again and passed succeeded; a report that breaks off is an error"
  )
  func results() throws {
    try spans { spans in
      let pipelines = spans.filter { $0.kind == 2 }.compactMap { $0["cicd.pipeline.result"] }
      #expect(pipelines.count { $0 == "success" } == 14)
      #expect(pipelines.count { $0 == "failure" } == 1)
      #expect(pipelines.count { $0 == "error" } == 1)
      let tasks = spans.compactMap { $0["cicd.pipeline.task.run.result"] }
      #expect(tasks.count { $0 == "failure" } == 4 && tasks.count { $0 == "error" } == 1)
      for span in spans where span["cicd.pipeline.task.run.result"] != nil {
        for key in ["cicd.pipeline.task.name", "cicd.pipeline.task.run.id"] {
          #expect(span[key] != nil)
        }
      }
    }
  }
}
