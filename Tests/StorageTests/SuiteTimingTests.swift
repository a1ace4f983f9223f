import Foundation
import GRDB
import TestModel
import TestSupport
import Testing

@testable import Storage

@Suite("How long a suite's units took in its last runs")
struct SuiteTimingTests {
  /// A job run with its cases, as an ingest hands it over.
  struct Node {
    var pipeline: String?
    var node = 0
    var attempt = 1
    var start: Int64
    var job = "unit"
    var variant: String?
    var status: String?
    var isTruncated = false
    var cases: [ReportedCase]
  }

  static func testCase(
    _ name: String,
    _ attempts: [(Outcome, Int64)] = [(.passed, 1)],
    file: String = "a",
    classname: String = "k"
  ) -> ReportedCase {
    ReportedCase(
      id: TestID(classname: classname, name: name, file: file),
      attempts: attempts.map { Attempt(outcome: $0, duration: Microseconds($1)) }
    )
  }

  static func record(
    _ nodes: [Node],
    in store: HistoryStore,
    sourceFile: SourceFileFinder? = nil
  ) throws {
    let functions = IngestFunctions(signature: { _ in nil }, sourceFile: sourceFile)
    let recorder = RunRecorder(store, functions: functions)
    for node in nodes {
      var run = JobRun()
      (run.repo, run.pipeline, run.job, run.variant) = ("r", node.pipeline, node.job, node.variant)
      (run.nodeIndex, run.attempt, run.status) = (node.node, node.attempt, node.status)
      var batch = CaseBatch()
      for testCase in node.cases { batch.append(testCase, seed: TestID.identitySeed(repo: "r")) }
      let start = Timestamp(milliseconds: node.start)
      _ = try recorder.record(run, startedAt: start, keepsEmpty: true) { writer in
        _ = try writer.report(path: "r.xml") {
          try writer.add(batch)
          var summary = ReportSummary(isTruncated: node.isTruncated)
          for testCase in node.cases { summary.counts.add(testCase.outcome, isRetried: false) }
          return ("\(node)", summary)
        }
      }
    }
  }

  /// The timings as lines: file, class, name, the run's pipeline, cases, failures, time.
  static func lines(_ timings: SuiteTimings) -> [String] {
    timings.timings.map { timing in
      let unit = timings.units[Int(timing.unit)]
      let run = timings.runs[Int(timing.run)].jobRuns[0].jobRun.pipeline ?? "-"
      return "\(unit.file) \(unit.classname) \(unit.name)@\(run) \(timing.cases) "
        + "\(timing.failures) \(timing.duration.count)"
    }
  }

  private static let all = Timestamp(milliseconds: .max)

  @Test("Retries are summed, skips are left out, and the nodes of a run are one run")
  func sums() throws {
    let store = try HistoryStore(inMemory: "test")
    try Self.record(
      [
        Node(
          pipeline: "1",
          node: 1,
          start: 10,
          cases: [
            Self.testCase("x", [(.failed, 5), (.errored, 6), (.passed, 7)]),
            Self.testCase("y", [(.skipped, 100)]), Self.testCase("z", [(.passed, 1)]),
            Self.testCase("w", [(.skipped, 9), (.passed, 2)], file: "b"),
          ]
        ),
        Node(
          pipeline: "1",
          node: 0,
          start: 11,
          cases: [Self.testCase("v", [(.failed, 3)]), Self.testCase("u", classname: "é")]
        ),
        Node(pipeline: "2", start: 20, cases: [Self.testCase("s", [(.skipped, 4)], file: "c")]),
        Node(pipeline: "3", start: 30, cases: [Self.testCase("x", file: "")]),
      ],
      in: store
    )
    let timings = try store.suiteTimings(of: TimingStream(), before: Self.all)
    #expect(timings.runs.map { $0.jobRuns.map(\.jobRun.nodeIndex) } == [[0], [0], [0, 1]])
    #expect(
      Self.lines(timings) == [
        " k @3 1 0 1", "a k @1 3 2 22", "a é @1 1 0 1", "b k @1 1 0 2",
      ]
    )
    let byCase = try store.suiteTimings(of: TimingStream(), before: Self.all, byCase: true)
    #expect(
      Self.lines(byCase) == [
        " k x@3 1 0 1", "a k v@1 1 1 3", "a k x@1 1 1 18", "a k z@1 1 0 1", "a é u@1 1 0 1",
        "b k w@1 1 0 2",
      ]
    )
    let nodes = try store.suiteTimings(
      of: TimingStream(),
      before: Self.all,
      withUnitsOfJobRuns: true
    )
    #expect(nodes.unitsOfJobRuns == [[[0]], [[]], [[1, 2], [1, 3]]])
  }

  @Test(
    "A class is in the file that it was found in, and one unit with what reports say of that file"
  )
  func findsFiles() throws {
    let store = try HistoryStore(inMemory: "test")
    func node(_ pipeline: Int, _ cases: [ReportedCase]) -> Node {
      Node(pipeline: "\(pipeline)", start: Int64(pipeline), cases: cases)
    }
    try Self.record(
      [
        node(1, [Self.testCase("x", file: ""), Self.testCase("y", file: "", classname: "l")]),
        node(2, [Self.testCase("x", file: "src/k"), Self.testCase("z", file: "")]),
        node(3, [Self.testCase("x", file: "src/k")]),
      ],
      in: store,
      sourceFile: { String(decoding: $0, as: UTF8.self) == "k" ? "src/k" : nil }
    )
    let timings = try store.suiteTimings(of: TimingStream(repo: "r"), before: Self.all)
    #expect(
      Self.lines(timings) == [
        " l @1 1 0 1", "src/k k @3 1 0 1", "src/k k @2 2 0 2", "src/k k @1 1 0 1",
      ]
    )
  }

  @Test("A small suite in a large history is answered as any other")
  func looksFewUp() throws {
    let store = try HistoryStore(inMemory: "test")
    let others = (0..<100).map { Self.testCase("x", file: "other \($0)") }
    let few = [Self.testCase("x", file: "b"), Self.testCase("x", file: "a")]
    try Self.record(
      [
        Node(pipeline: "1", start: 1, job: "other", cases: others),
        Node(pipeline: "1", start: 2, cases: few),
      ],
      in: store
    )
    let timings = try store.suiteTimings(of: TimingStream(repo: "r", job: "unit"), before: Self.all)
    #expect(Self.lines(timings) == ["a k @1 1 0 1", "b k @1 1 0 1"])
    #expect(try store.suiteTimings(of: TimingStream(), before: Self.all).units.count == 102)
  }

  @Test("Each job and variant has its own last runs, and those that say nothing are left out")
  func chooses() throws {
    let store = try HistoryStore(inMemory: "test")
    let cases = [Self.testCase("x")]
    var nodes = (1...5).map { Node(pipeline: "\($0)", start: Int64($0) * 10, cases: cases) }
    nodes.append(Node(pipeline: "1", start: 60, job: "lint", cases: cases))
    nodes.append(Node(pipeline: "2", start: 61, variant: "py312", cases: cases))
    nodes.append(Node(pipeline: "5", attempt: 2, start: 62, cases: cases))
    // Another node of the second run, which began long after it.
    nodes.append(Node(pipeline: "2", node: 1, start: 40, cases: cases))
    nodes.append(Node(pipeline: "6", start: 70, status: "Cancelled", cases: cases))
    nodes.append(Node(pipeline: "7", start: 71, isTruncated: true, cases: cases))
    nodes.append(Node(pipeline: "8", start: 72, cases: []))
    nodes.append(Node(start: 55, cases: cases))
    try Self.record(nodes, in: store)
    func found(_ stream: TimingStream, before: Int64 = .max, runs: Int = 3) throws -> [String] {
      let timings = try store.suiteTimings(
        of: stream,
        before: Timestamp(milliseconds: before),
        runs: runs
      )
      return timings.runs.map { run in
        let told = run.jobRuns[0].jobRun
        return "\(told.pipeline ?? "-").\(told.attempt ?? 0)x\(run.jobRuns.count)"
      }
    }
    #expect(
      try found(TimingStream(repo: "r", job: "unit", variant: "")) == ["5.2x1", "-.1x1", "5.1x1"]
    )
    #expect(try found(TimingStream(job: "unit")) == ["5.2x1", "2.1x1", "-.1x1", "5.1x1"])
    #expect(try found(TimingStream(), runs: 1) == ["5.2x1", "2.1x1", "1.1x1"])
    // By the node that began last, and with all nodes that had begun.
    let unit = TimingStream(job: "unit", variant: "")
    #expect(try found(unit, before: 50, runs: 2) == ["2.1x2", "4.1x1"])
    #expect(try found(unit, before: 40, runs: 2) == ["3.1x1", "2.1x1"])
    #expect(try found(TimingStream(repo: "other")).isEmpty)
    #expect(try found(unit, runs: 0).isEmpty)
  }

  @Test("Histories of earlier versions have the timings of their results")
  func migrates() throws {
    try withTemporaryFolder { folder in
      let path = folder.path(percentEncoded: false) + "/h.sqlite"
      let queue = try DatabaseQueue(path: path)
      try HistoryStore.migrator.migrate(queue, upTo: "3-orders")
      try queue.write { database in
        try database.execute(
          sql: """
            INSERT INTO job_run (id, digest, repo, pipeline, started_at_ms, cases)
            VALUES (1, 'd', 'r', '1', 5, 3), (2, 'e', 'r', '2', 6, 0), (3, 'f', 'r', '3', 7, 1);
            INSERT INTO test (
              id, repo, suite, classname, name, file, ordinal, first_seen_ms, identity_hash, is_check,
              source_file
            )
            VALUES (4, 'r', '', 'k', 'a', '', 1, 5, 1, 0, 'src/k'),
              (5, 'r', '', 'k', 'b', '', 1, 5, 2, 0, NULL), (6, 'r', '', '', 'c', 'f', 1, 5, 3, 0, NULL),
              (7, 'r', '', '', 'd', 'g', 1, 5, 4, 1, NULL);
            INSERT INTO result (job_run_id, test_id, attempt, outcome, duration_us)
            VALUES (1, 4, 1, 2, 10), (1, 4, 2, 0, 11), (1, 5, 1, 0, NULL), (1, 6, 1, 3, 1),
              (1, 7, 1, 1, 9), (3, 6, 1, 0, 8);
            """
        )
      }
      try queue.close()
      let store = try HistoryStore(writingTo: path)
      let timings = try store.suiteTimings(of: TimingStream(), before: Self.all)
      #expect(Self.lines(timings) == ["f  @3 1 0 8", "src/k k @1 2 1 21"])
      let stored = try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM run_timing") }
      #expect(stored == 2)
    }
  }

  @Test("Runs of a window are those of which a node began in it, and only the wanted ones are read")
  func window() throws {
    let store = try HistoryStore(inMemory: "window")
    func node(_ pipeline: String, _ start: Int64, node: Int = 0, variant: String? = nil) -> Node {
      Node(
        pipeline: pipeline,
        node: node,
        start: start,
        variant: variant,
        cases: [Self.testCase("x")]
      )
    }
    try Self.record(
      [
        node("1", 10), node("2", 19), node("2", 21, node: 1), node("3", 30), node("4", 40),
        node("5", 25, variant: "v"),
      ],
      in: store
    )
    let streams = try store.timedStreams(of: TimingStream(job: "unit"))
    #expect(streams.map(\.variant) == ["", "v"])
    let timings = try store.suiteTimings(
      of: streams[0],
      before: Timestamp(milliseconds: 40),
      since: Timestamp(milliseconds: 20)
    )
    #expect(timings.runs.map { $0.jobRuns.map(\.startedAt.milliseconds) } == [[30], [19, 21]])
    let wanted = try store.suiteTimings(
      of: streams[0],
      before: Self.all,
      where: { $0.jobRuns.count == 1 && $0.jobRuns[0].startedAt.milliseconds < 40 }
    )
    #expect(Self.lines(wanted) == ["a k @3 1 0 1", "a k @1 1 0 1"])
  }
}
