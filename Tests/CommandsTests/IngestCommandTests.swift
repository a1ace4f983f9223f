import Foundation
import TestSupport
import Testing

@testable import Commands

@Suite("evenkeel ingest and inspect")
struct IngestCommandTests {
  static let malformed = fixtures.appending(path: "malformed").path(percentEncoded: false)

  @Test(
    "Each bad input has its own sentence and exit status, and leaves nothing behind",
    arguments: [
      ("empty.xml", "it is empty", CommandStatus.unusableInput),
      ("binary.xml", "binary data", .unusableInput),
      ("entity-bomb.xml", "declares an entity", .unusableInput),
      ("external-entity.xml", "declares an entity", .unusableInput),
      ("log.xml", "holds no XML", .unusableInput),
      ("not-junit.xml", "root element is <project>", .unusableInput),
      ("truncated-before-first-case.xml", "breaks before its first whole case", .unusableInput),
      ("missing.xml", "there is no file or folder", .missingFile),
      ("*.none", "no file matches", .missingFile),
    ]
  )
  func rejects(file: String, sentence: String, status: CommandStatus) throws {
    try withTemporaryFolder { folder in
      let output = try run(["ingest", "\(Self.malformed)/\(file)"], in: folder)
      #expect(output.status == status)
      #expect(output.remarks.contains { $0.contains(sentence) }, "\(output.remarks)")
      let history = folder.appending(path: ".evenkeel/history.sqlite").path()
      guard FileManager.default.fileExists(atPath: history) else { return }
      let flaky = try run(["flaky", "--format", "json"], in: folder)
      #expect(flaky.text.contains("\"job_runs\" : 0"))
    }
  }

  @Test("A folder without reports, and a folder that is empty, are said to be so")
  func rejectsEmptyFolders() throws {
    try withTemporaryFolder { folder in
      let output = try run(["ingest", "."], in: folder)
      #expect(output.status == .unusableInput)
      #expect(output.remarks.contains { $0.contains("holds no file that is named like a report") })
    }
  }

  @Test("A truncated report keeps the cases before the break, names the line, and exits with 1")
  func salvages() throws {
    try withTemporaryFolder { folder in
      let output = try run(["ingest", "\(Self.malformed)/truncated.xml", "--json"], in: folder)
      #expect(output.status == .finding)
      #expect(output.remarks.contains { $0.contains("truncated.xml:6") && $0.contains("2 cases") })
      #expect(output.text.contains("\"cases\":2"))
    }
  }

  @Test("One bad file among good ones stops none of them, and the exit status is 1")
  func goesOn() throws {
    try withTemporaryFolder { folder in
      try folder.write("<testsuite><testcase name='t'/></testsuite>", to: "a.xml")
      try folder.write("", to: "b.xml")
      let output = try run(["ingest", "a.xml", "b.xml", "none.xml", "--json"], in: folder)
      #expect(output.status == .finding)
      #expect(output.text.contains("\"cases\":1"))
      let document =
        try JSONSerialization.jsonObject(with: Data(output.text.utf8)) as? [String: Any]
      #expect((document?["rejected"] as? [Any])?.count == 2)
      #expect(try run(["ingest", "a.xml"], in: folder).text.contains("1 report known before"))
    }
  }

  @Test("Standard input is a report like any other")
  func readsStandardInput() throws {
    try withTemporaryFolder { folder in
      let report = "<testsuite><testcase name='t'/></testsuite>"
      let output = try run(["ingest", "-", "--json"], in: folder, input: report)
      #expect(output.status == .done && output.text.contains("\"cases\":1"))
      #expect(try run(["ingest", "-"], in: folder).status == .usage)
    }
  }

  @Test("Options beat the environment, and the environment fills what they leave open")
  func fillsMetadata() throws {
    try withTemporaryFolder { folder in
      try folder.write(
        "<testsuite timestamp='2027-01-01T00:00:00Z'><testcase name='t'><failure/></testcase></testsuite>",
        to: "a.xml"
      )
      let variables = [
        "GITLAB_CI": "true", "CI_PROJECT_PATH": "acme/shop", "CI_COMMIT_SHA": "abc",
        "CI_COMMIT_REF_NAME": "main", "CI_JOB_NAME": "unit 1/2",
      ]
      _ = try run(["ingest", "a.xml", "--job", "own"], in: folder, variables: variables)
      let flaky = try run(["flaky", "--all", "--format", "json"], in: folder)
      #expect(flaky.text.contains("\"repo\" : \"acme/shop\""))
      #expect(flaky.text.contains("\"own\""))
    }
  }

  @Test("inspect prints what was understood, and never makes a history")
  func inspects() throws {
    try withTemporaryFolder { folder in
      try folder.write(
        "<testsuite name='s'><testcase classname='c' name='t' time='0.5'><flakyFailure message='m'/></testcase></testsuite>",
        to: "a.xml"
      )
      let output = try run(["inspect", "a.xml", "--format", "json"], in: folder)
      let document =
        try JSONSerialization.jsonObject(with: Data(output.text.utf8)) as? [String: Any]
      let file = try #require((document?["files"] as? [[String: Any]])?.first)
      let testCase = try #require((file["cases"] as? [[String: Any]])?.first)
      #expect(testCase["outcome"] as? String == "passed" && testCase["flaky"] as? Bool == true)
      #expect((testCase["attempts"] as? [Any])?.count == 2)
      #expect(file["rejected"] is NSNull)
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: ".evenkeel").path()))
      #expect(try run(["inspect", "a.xml"], in: folder).text.contains("1 retried"))
      #expect(try run(["inspect", "\(Self.malformed)/empty.xml"], in: folder).status == .finding)
      #expect(try run(["inspect", "none.xml"], in: folder).status == .missingFile)
    }
  }
}
