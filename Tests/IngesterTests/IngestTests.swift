import Foundation
import Ingester
import Storage
import TestModel
import TestSupport
import Testing

@Suite("Ingesting job runs")
struct IngestTests {
  static let report = """
    <testsuite name="s" tests="3" timestamp="2026-10-01T10:00:00Z" hostname="runner-7">
      <testcase classname="c" name="one" time="0.1"/>
      <testcase classname="c" name="two"><failure message="no 17">trace</failure></testcase>
      <testcase classname="c" name="three" time="0.2"><flakyFailure message="once"/></testcase>
    </testsuite>
    """
  static let everything = Timestamp(milliseconds: 0)..<Timestamp(milliseconds: .max)

  func ingest(_ requests: [IngestRequest], into store: HistoryStore) throws -> IngestSummary {
    let now = Timestamp(seconds: 1_800_000_000)
    return try Ingester(store: store, checkoutFolders: [], now: now).ingest(requests)
  }

  func request(_ files: [String], job: String = "unit", attempt: Int = 1) -> IngestRequest {
    var run = JobRun()
    run.repo = "acme/shop"
    run.commit = "abc"
    run.job = job
    run.attempt = attempt
    return IngestRequest(files: files, jobRun: run)
  }

  @Test("What a report says is in the history")
  func records() throws {
    try withTemporaryFolder { folder in
      let store = try HistoryStore(inMemory: "test")
      let summary = try ingest([request([folder.write(Self.report, to: "a.xml")])], into: store)
      #expect(summary.files == 1 && summary.jobRuns == 1 && summary.counts.cases == 3)
      #expect(summary.counts.retried == 1)
      let runs = try store.jobRuns(in: Self.everything)
      #expect(runs.map(\.startedAt.iso8601) == ["2026-10-01T10:00:00Z"])
      #expect(runs[0].counts.failed == 1 && runs[0].jobRun.job == "unit")
      #expect(runs[0].jobRun.runner == "runner-7")
      let failures = try store.failedTests(inJobRuns: runs.map(\.id))
      #expect(Set(failures.tests.map(\.testID.name)) == ["two", "three"])
      #expect(failures.tests.allSatisfy { $0.firstSeen == runs[0].startedAt })
      #expect(failures.executions.count == 3)
      #expect(Set(failures.signatures.values) == ["no <n>", "once"])
    }
  }

  @Test("Ingesting twice is ingesting once, in one command or several, whole or in parts")
  func isIdempotent() throws {
    try withTemporaryFolder { folder in
      let store = try HistoryStore(inMemory: "test")
      let first = try folder.write(Self.report, to: "a.xml")
      let second = try folder.write(
        Self.report.replacing("classname=\"c\"", with: "classname=\"d\""),
        to: "b.xml"
      )
      _ = try ingest([request([first])], into: store)
      let size = try store.size()
      let again = try ingest([request([first]), request([first])], into: store)
      #expect(again.jobRuns == 0 && again.duplicateFiles == 2 && again.counts.cases == 0)
      #expect(try store.size() == size)
      let more = try ingest([request([first, second])], into: store)
      #expect(more.duplicateFiles == 1 && more.files == 1 && more.counts.cases == 3)
      let other = try ingest([request([first], attempt: 2)], into: store)
      #expect(other.jobRuns == 1)
      #expect(try store.size().tests == 6)
    }
  }

  @Test("A file that is refused leaves nothing, and the others go in")
  func rejectsWhole() throws {
    try withTemporaryFolder { folder in
      let store = try HistoryStore(inMemory: "test")
      let good = try folder.write(Self.report, to: "good.xml")
      // The first case is read before the entity is seen.
      let bad = try folder.write(
        "<testsuite><testcase name='ghost'/></testsuite><!DOCTYPE x [<!ENTITY a 'b'>]>",
        to: "bad.xml"
      )
      let late = try folder.write(
        "<testsuite><testcase name='ghost2'/>" + String(repeating: "<testsuite>", count: 300),
        to: "deep.xml"
      )
      let missing = folder.path(percentEncoded: false) + "/none.xml"
      let summary = try ingest([request([bad, late, good, missing])], into: store)
      #expect(
        summary.rejected.map(\.file).contains(late)
          && summary.rejected.map(\.file).contains(missing)
      )
      #expect(summary.files + summary.rejected.count == 4)
      let names = try store.allTests().map(\.testID.name)
      #expect(names.contains("one") && !names.contains("ghost2"))
      let onlyBad = try ingest([request([late], job: "other")], into: store)
      #expect(onlyBad.jobRuns == 0)
      #expect(try store.jobRuns(in: Self.everything).count == 1)
    }
  }

  @Test("What is no report is passed over where it was found, and named where it was named")
  func passesOtherFilesOver() throws {
    try withTemporaryFolder { folder in
      let store = try HistoryStore(inMemory: "test")
      let other = try folder.write("{\"scripts\": {\"test\": \"a <b> c\"}}", to: "package.json")
      var found = request([other, try folder.write(Self.report, to: "a.xml")])
      found.found = [other]
      let walked = try ingest([found], into: store)
      #expect(walked.passedOver == 1 && walked.files == 1 && walked.rejected.isEmpty)
      let named = try ingest([request([other])], into: store)
      #expect(named.rejected.map(\.file) == [other])
      #expect(named.rejected.first?.reason.contains("no format that is known") == true)
    }
  }

  @Test("A report that breaks off keeps what came before, and its run is not complete")
  func salvages() throws {
    let store = try HistoryStore(inMemory: "test")
    let file = fixtures.appending(path: "malformed/truncated.xml").path(percentEncoded: false)
    let summary = try ingest([request([file])], into: store)
    #expect(summary.counts.cases == 2 && summary.hasSalvagedFiles)
    #expect(try store.jobRuns(in: Self.everything).map(\.isComplete) == [false])
  }

  @Test("The same case in two reports of a run: told alike it counts once, else it is ambiguous")
  func separatesNamesakesOfTwoFiles() throws {
    try withTemporaryFolder { folder in
      let store = try HistoryStore(inMemory: "test")
      let first = try folder.write(
        "<testsuite><testcase classname='c' name='t' time='1'/><testcase classname='c' name='u'/></testsuite>",
        to: "a.xml"
      )
      let second = try folder.write(
        "<testsuite><testcase classname='c' name='t' time='1'/><testcase classname='c' name='u'><failure/></testcase></testsuite>",
        to: "b.xml"
      )
      let summary = try ingest([request([first, second])], into: store)
      #expect(summary.repeatedCases == 1)
      let tests = try store.allTests()
      #expect(tests.map(\.testID.ordinal) == [1, 1, 2])
      #expect(tests.map(\.isAmbiguous) == [false, true, true])
    }
  }

  @Test("A manifest's runs go in with their own metadata, a run without a report too")
  func readsManifests() throws {
    try withTemporaryFolder { folder in
      try folder.write(Self.report, to: "xml/1.xml")
      let manifest = try folder.write(
        """
        {"files":["xml/1.xml"],"repo":"acme/shop","branch":"feature/101","default_branch":"main","commit":"2d78","pr":101,"pipeline":"17","workflow":"ci","job":"unit","variant":"py312","node_index":1,"node_total":3,"attempt":1,"started_at":"2026-10-23T08:41:52Z","duration":267.6,"queued_for":3.2,"status":"failed"}

        {"files":[],"repo":"acme/shop","pipeline":"18","job":"unit","started_at":"2026-10-23T09:41:52Z","status":"failed"}
        """,
        to: "runs.jsonl"
      )
      let requests = try readManifest(at: manifest)
      let store = try HistoryStore(inMemory: "test")
      #expect(try ingest(requests, into: store).jobRuns == 2)
      #expect(try ingest(requests, into: store).jobRuns == 0)
      let runs = try store.jobRuns(in: Self.everything)
      #expect(runs.count == 2)
      let run = runs[0].jobRun
      #expect(run.pr == 101 && run.variant == "py312" && run.nodeIndex == 1 && run.nodeTotal == 3)
      #expect(run.duration == Microseconds(267_600_000) && run.queuedFor == Microseconds(3_200_000))
      #expect(!runs[0].isOnDefaultBranch)
      #expect(runs[1].counts.cases == 0 && runs[1].isOnDefaultBranch)
    }
  }

  @Test(
    "A line of a manifest that cannot be used is named",
    arguments: [
      ("{\"files\":[]}\nnonsense", 2), ("{\"repo\":\"a\"}", 1), ("{\"files\":[],\"pr\":\"x\"}", 1),
      ("{\"files\":[],\"started_at\":\"monday\"}", 1),
    ]
  )
  func namesBadManifestLines(text: String, line: Int) throws {
    try withTemporaryFolder { folder in
      let manifest = try folder.write(text, to: "runs.jsonl")
      let error = #expect(throws: IngestError.self) { try readManifest(at: manifest) }
      guard case .badManifest(_, let found, let reason) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(found == line && !reason.isEmpty)
    }
  }
}
