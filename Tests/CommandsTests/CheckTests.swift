import Foundation
import TestModel
import TestSupport
import Testing

@testable import Commands

@Suite("Findings of linters")
struct CheckTests {
  /// What ESLint writes of two files, of which one may have a finding.
  private func eslint(_ finding: String) -> String {
    """
    <testsuites><testsuite package="org.eslint" time="0" tests="1" errors="1" name="/ci/src/cart.js">
    <testcase time="5" name="org.eslint.no-unused-vars" classname="/ci/src/cart">\(finding)</testcase>
    </testsuite></testsuites>
    """
  }
  private let finding =
    "<failure message=\"x is never used\"><![CDATA[line 1, col 10, Error - x is never used. (no-unused-vars)]]></failure>"

  /// Lints one commit several times with different answers, as no linter should.
  private func lint(in folder: URL) throws {
    for attempt in 1...8 {
      try folder.write(eslint(attempt % 2 == 1 ? finding : ""), to: "lint.xml")
      let output = try run(
        [
          "ingest", "lint.xml", "--repo", "a/b", "--branch", "f", "--commit", "c1", "--pr", "3",
          "--pipeline", "1", "--job", "lint", "--attempt", "\(attempt)", "--started-at",
          "2027-01-0\(attempt)T10:00:00Z",
        ],
        in: folder
      )
      #expect(output.text.contains("1 case"))
    }
  }

  @Test("They are never flaky, never quarantined, and no tests of a job run")
  func areNoTests() throws {
    try withTemporaryFolder { folder in
      try lint(in: folder)
      let flaky = try run(["flaky", "--all", "--format", "json"], in: folder)
      #expect(!flaky.text.contains("no-unused-vars") && flaky.text.contains("\"job_runs\" : 8"))
      let updated = try run(["quarantine", "update", "--dry-run"], in: folder)
      #expect(!updated.text.contains("no-unused-vars"))
      let added = try run(
        ["quarantine", "add", "org.eslint.no-unused-vars", "--reason", "r"],
        in: folder
      )
      #expect(added.status == .unusableInput)
      let review = try run(["review", "--week", "2027-W01"], in: folder).text
      #expect(review.contains("No job run with tests this week"))
      let runs = try jobRuns(in: folder)
      #expect(runs.map(\.counts.cases) == Array(repeating: 0, count: 8))
      #expect(runs.map(\.checks) == Array(repeating: 1, count: 8))
      #expect(runs.map(\.isTold) == Array(repeating: true, count: 8))
    }
  }

  @Test("A comment shows those of the pull request as its own, from the history and from a report")
  func areCommentedOn() throws {
    try withTemporaryFolder { folder in
      try lint(in: folder)
      let silent = try run(["comment", "--pr", "3", "--dry-run"], in: folder)
      #expect(silent.text.isEmpty)
      try folder.write(eslint(finding), to: "lint.xml")
      let comment = try run(
        ["comment", "--pr", "3", "--dry-run", "--junit", "lint.xml"],
        in: folder
      )
      #expect(comment.text.contains("Probably yours"))
      #expect(comment.text.contains("no-unused-vars") && !comment.text.contains("incomplete"))
      let metadata = [
        "--repo", "a/b", "--branch", "f", "--commit", "c1", "--pr", "3", "--pipeline", "1", "--job",
        "lint", "--attempt", "9", "--started-at", "2027-01-09T10:00:00Z",
      ]
      _ = try run(["ingest", "lint.xml"] + metadata, in: folder)
      let ingested = try run(["comment", "--pr", "3", "--dry-run"], in: folder)
      #expect(ingested.text.contains("Probably yours"))
    }
  }

  @Test("They weigh nothing in a split, also where they share a job run with tests")
  func weighNothing() throws {
    try withTemporaryFolder { folder in
      try folder.write(eslint(finding), to: "lint.xml")
      try folder.write(
        "<testsuite name='s' timestamp='2027-01-01T00:00:00Z'><testcase classname='a' file='src/a.js' name='t' time='1'/></testsuite>",
        to: "tests.xml"
      )
      let ingested = try run(["ingest", "lint.xml", "tests.xml", "--json"], in: folder)
      #expect(ingested.text.contains("\"cases\":2"))
      let runs = try jobRuns(in: folder)
      #expect(runs.map(\.counts.cases) == [1] && runs.map(\.counts.failed) == [0])
      let split = try run(
        ["tests", "split", "--split-by=timings", "--timings-type=classname"],
        in: folder,
        input: "a\n/ci/src/cart"
      )
      #expect(split.remarks.contains { $0.hasPrefix("timings cover 1 of 2 names") })
    }
  }

  @Test("inspect says that they are checks")
  func areInspected() throws {
    try withTemporaryFolder { folder in
      try folder.write(eslint(finding), to: "lint.xml")
      try folder.write("<testsuite><testcase name='t'/></testsuite>", to: "tests.xml")
      let json = try run(["inspect", "lint.xml", "tests.xml", "--format", "json"], in: folder).text
      let document = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
      let files = try #require(document?["files"] as? [[String: Any]])
      #expect(files.map { $0["is_check"] as? Bool } == [true, false])
      let text = try run(["inspect", "lint.xml", "tests.xml"], in: folder).text
      #expect(text.contains("1 check:") && text.contains("1 case:"))
    }
  }
}
