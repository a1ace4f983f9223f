import Foundation
import TestSupport
import Testing

@testable import Commands

@Suite("The tests that a flaky report lists")
struct ListedTestTests {
  @Test("A test that failed in an outage only is listed with its passes")
  func countsPasses() throws {
    try withHistory { flaky in
      let tests = try listed(flaky(["--all", "--format", "json"]))
      #expect(tests.count == 40)
      for test in tests {
        #expect(test["verdict"] as? String == "healthy" && test["failures"] as? Int == 1)
        #expect(test["executions"] as? Int == 19)
        #expect(test["variants"] as? [String] == ["unit / a", "unit / b"])
        let explanation = test["explanation"] as? [String: Any]
        #expect(explanation?["last_run"] as? String == "2026-10-20T10:00:00Z")
      }
      let text = try flaky(["--explain", "k::t7"]).text.replacing("\n", with: " ")
      #expect(text.contains("its failure is not its own, and 19 other first attempts passed."))
    }
  }

  @Test("A test is named by its bare name where only one has it")
  func bareName() throws {
    try withHistory { flaky in
      let text = try flaky(["--explain", "k::t1"]).text
      #expect(text.hasPrefix("k::t1\n"))
      #expect(try flaky(["--explain", "t1"]).text == text)
      #expect(try flaky(["--explain", "t"]).status == .unusableInput)
    }
  }

  /// Twenty job runs of 40 tests on two variants, of which all fail in one.
  private func withHistory(_ body: ((_ arguments: [String]) throws -> CommandOutput) throws -> Void)
    throws
  {
    try withTemporaryFolder { folder in
      var manifest = ""
      for number in 1...20 {
        let cases = (0..<40).map { name in
          "<testcase classname=\"k\" name=\"t\(name)\">"
            + (number == 9 ? "<error message=\"connection refused\"/>" : "") + "</testcase>"
        }
        try folder.write(
          "<testsuite name=\"s\">\(cases.joined())</testsuite>",
          to: "\(number).xml"
        )
        manifest += """
          {"files":["\(number).xml"],"repo":"a/b","branch":"main","default_branch":"main",\
          "commit":"c\(number)","pipeline":"\(number)","job":"unit",\
          "variant":"\(number % 2 == 0 ? "a" : "b")",\
          "started_at":"2026-10-\(number < 10 ? "0" : "")\(number)T10:00:00Z"}

          """
      }
      try folder.write(manifest, to: "runs.jsonl")
      let ingested = try run(
        ["ingest", "--manifest", "runs.jsonl", "--db", "h.sqlite"],
        in: folder
      )
      #expect(ingested.status == .done)
      try body { arguments in
        try run(
          ["flaky", "--db", "h.sqlite", "--as-of", "2026-10-21T00:00:00Z"] + arguments,
          in: folder
        )
      }
    }
  }

  private func listed(_ output: CommandOutput) throws -> [[String: Any]] {
    let document = try JSONSerialization.jsonObject(with: Data(output.text.utf8)) as? [String: Any]
    return try #require(document?["tests"] as? [[String: Any]])
  }
}
