import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

@testable import Commands

@Suite("The reports of the demo's history", .serialized)
struct ReportCommandTests {
  static let asOf = ["--as-of", "2026-11-16T00:00:00Z"]

  func demo(_ arguments: [String]) throws -> CommandOutput {
    try run(arguments + ["--db", demoHistory], in: packageFolder)
  }

  @Test("The flaky report names the flaky tests of the truth, and none that is not flaky")
  func flakyTestsAreTrue() throws {
    let output = try demo(["flaky", "--window", "35d", "--format", "json"] + Self.asOf)
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(output.text.utf8)) as? [String: Any]
    )
    let tests = try #require(document["tests"] as? [[String: Any]])
    let truth = try #require(
      JSONSerialization.jsonObject(
        with: Data(contentsOf: fixtures.appending(path: "history/truth.json"))
      ) as? [String: Any]
    )
    let known = try #require(truth["tests"] as? [[String: Any]])
    #expect(tests.count >= 4)
    for test in tests {
      let match = try #require(
        known.first {
          $0["name"] as? String == test["name"] as? String
            && $0["classname"] as? String == test["classname"] as? String
        }
      )
      let kinds = try #require(match["kinds"] as? [String])
      #expect(kinds.contains("flaky") || kinds.contains("order_dependent"))
    }
    let outages = try #require(truth["incidents"] as? [Any])
    #expect((document["outages"] as? [Any])?.count == outages.count)
  }

  @Test("HTML is well-formed, has one script, its own, and asks for nothing")
  func htmlIsSound() throws {
    let output = try demo(["flaky", "--window", "35d", "--format", "html"] + Self.asOf)
    let html = output.text
    #expect(
      html.ranges(of: "<script").count == 1 && !html.contains("src=") && !html.contains("@import")
    )
    #expect(html.contains("lang=\"en\"") && html.contains("prefers-color-scheme: dark"))
    let body = html.replacingOccurrences(of: "<!DOCTYPE html>", with: "")
    let parser = XMLParser(data: Data(body.utf8))
    #expect(
      parser.parse(),
      "\(String(describing: parser.parserError)) in line \(parser.lineNumber)"
    )
  }

  @Test(
    "The same history gives the same bytes",
    arguments: ["table", "json", "csv", "markdown", "html"]
  )
  func isReproducible(format: String) throws {
    let arguments = ["flaky", "--all", "--window", "14d", "--format", format] + Self.asOf
    let first = try demo(arguments)
    #expect(first.status == .done && first.text.last?.isNewline == true)
    #expect(try demo(arguments) == first)
  }

  @Test("One test is explained by its name, its id, or how only it begins")
  func explains() throws {
    let arguments = ["flaky", "--window", "14d"] + Self.asOf + ["--explain"]
    let name = "tests.api.mail.test_export::test_adds_page"
    let text = try demo(arguments + [name]).text
    #expect(text.hasPrefix(name + "\nflaky (") && text.contains("first attempts failed on code"))
    #expect(text.contains("COUNTS AS") && text.contains("a retry passed"))
    #expect(try demo(arguments + ["tests.api.mail.test_export::test_adds_p"]).text == text)
    let json = try demo(arguments + [name, "--format", "json"]).text
    let document = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let tests = try #require(document?["tests"] as? [[String: Any]])
    let id = try #require(tests.first?["id"] as? String)
    #expect(tests.count == 1)
    #expect(try demo(arguments + [id]).text == text)
    let ambiguous = try demo(arguments + ["tests."])
    #expect(ambiguous.status == .unusableInput && ambiguous.remarks[0].contains("use an id"))
    #expect(try demo(arguments + ["no such test"]).status == .unusableInput)
    #expect(try demo(arguments + [name, "--format", "csv"]).status == .usage)
  }

  @Test("Tests are listed with their owners, and those of one owner alone where asked for")
  func owners() throws {
    try withTemporaryFolder { folder in
      _ = demoHistory
      try folder.write("tests/api/ @acme/API @ann\ntests/cart/ @bea\n", to: "CODEOWNERS")
      func flaky(_ arguments: [String]) throws -> CommandOutput {
        try run(
          ["flaky", "--window", "14d", "--db", demoHistory] + Self.asOf + arguments,
          in: folder
        )
      }
      func owners(_ arguments: [String]) throws -> [[String]] {
        let json = try flaky(["--format", "json"] + arguments).text
        let document = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        let tests = try #require(document?["tests"] as? [[String: Any]])
        return tests.compactMap { $0["owners"] as? [String] }
      }
      let api = try owners(["--owner", "acme/api"])
      #expect(!api.isEmpty && api.allSatisfy { $0 == ["@acme/API", "@ann"] })
      #expect(try owners(["--owner", "@ann"]) == api)
      #expect(try owners([]).count > api.count)
      #expect(try owners(["--owner", "acme"]).isEmpty)
      #expect(try flaky(["--owner", "@ann"]).text.contains("OWNER"))
      try FileManager.default.removeItem(at: folder.appending(path: "CODEOWNERS"))
      let none = try flaky(["--owner", "@ann"])
      #expect(
        none.remarks == ["there is no CODEOWNERS file in this checkout; no test has an owner"]
      )
    }
  }

  @Test("An empty window is said to be empty")
  func emptyWindow() throws {
    let output = try demo(["flaky", "--as-of", "2020-01-01"])
    #expect(output.text == "No job run in 28 days: nothing can be said.\n")
    let review = try demo(["review", "--week", "2020-W10"])
    #expect(review.text.contains("there is nothing to review"))
  }

  @Test("A week that has not begun is wrong usage")
  func futureWeek() throws {
    #expect(try demo(["review", "--week", "2027-W30"]).status == .usage)
    #expect(try demo(["review", "--week", "2026-W46", "--as-of", "2026-10-01"]).status == .usage)
  }

  @Test("A failure in one of several uploads of a job stays a failure until the test passes")
  func commentsOnSeveralUploads() throws {
    try withTemporaryFolder { folder in
      func ingest(_ name: String, _ body: String, attempt: Int, minute: Int) throws {
        try folder.write(
          "<testsuite name='s'><testcase classname='c' name='\(name)'>\(body)</testcase></testsuite>",
          to: "r.xml"
        )
        let start = "2027-01-10T10:0\(minute):00Z"
        _ = try run(
          [
            "ingest", "r.xml", "--repo", "a/b", "--branch", "f", "--commit", "c1", "--pr", "3",
            "--job", "unit",
            "--pipeline", "1", "--attempt", "\(attempt)", "--started-at", start,
          ],
          in: folder
        )
      }
      try ingest("red", "<failure message='m'/>", attempt: 1, minute: 1)
      try ingest("green", "", attempt: 1, minute: 2)
      let arguments = ["comment", "--pr", "3", "--dry-run"]
      #expect(try run(arguments, in: folder).text.contains("1 test failed."))
      try ingest("red", "", attempt: 2, minute: 3)
      #expect(try run(arguments, in: folder).text.contains("**No test failed, but"))
    }
  }

  @Test("A missing history is an error that names the command that makes it")
  func missingHistory() throws {
    try withTemporaryFolder { folder in
      for arguments in [
        ["flaky"], ["review"], ["quarantine", "list"], ["comment", "--pr", "1", "--dry-run"],
      ] {
        let output = try run(arguments, in: folder)
        #expect(output.status == .missingFile && output.remarks[0].contains("evenkeel ingest"))
      }
    }
  }

  @Test("A comment has each failed test once, under one class; nothing to say is nothing said")
  func comments() throws {
    let arguments = ["--window", "35d", "--dry-run"] + Self.asOf
    let comment = try demo(["comment", "--pr", "133"] + arguments).text
    #expect(comment.hasPrefix("<!-- evenkeel:v1 key=default head="))
    #expect(comment.contains("Outage") && comment.contains("Probably yours"))
    let listed = comment.split(separator: "\n").filter { $0.hasPrefix("- `") }
    #expect(Set(listed).count == listed.count)
    #expect(comment.contains("**\(listed.count) tests failed."))
    let silent = try demo(["comment", "--pr", "171"] + arguments)
    #expect(silent.text.isEmpty && silent.status == .done && silent.remarks.count == 1)
    #expect(try demo(["comment", "--pr", "99999"] + arguments).status == .unusableInput)
  }

  @Test("A report that is not in the history is classified too")
  func commentsOnReports() throws {
    try withTemporaryFolder { folder in
      let report = try folder.write(
        """
        <testsuite name="pytest" tests="3">
        <testcase classname="tests.api.mail.test_export" name="test_adds_page" file="tests/api/mail/test_export.py"><failure message="no"/></testcase>
        <testcase classname="tests.api.mail.test_rules" name="test_counts_page" file="tests/api/mail/test_rules.py"><failure message="`boom` @you"/></testcase>
        <testcase classname="tests.brand.test_new" name="test_new" file="tests/brand/test_new.py"><failure message="new"/></testcase>
        </testsuite>
        """,
        to: "r.xml"
      )
      let output = try demo(
        ["comment", "--pr", "5000", "--dry-run", "--junit", report] + Self.asOf
      )
      #expect(output.text.contains("3 tests failed. 2 probably need your attention."))
      for word in ["Known flaky", "Probably yours", "New test"] {
        #expect(output.text.contains(word))
      }
    }
  }

  @Test(
    "Quarantine: a dry run changes nothing, an update enters, an edit is a person's, all is logged"
  )
  func quarantines() throws {
    try withTemporaryFolder { folder in
      let copy = folder.appending(path: "h.sqlite").path(percentEncoded: false)
      _ = demoHistory
      try FileManager.default.copyItem(atPath: demoHistory, toPath: copy)
      func quarantine(_ arguments: [String]) throws -> CommandOutput {
        try run(
          ["quarantine"] + arguments + ["--db", copy],
          in: folder,
          variables: ["USER": "ann"]
        )
      }
      let update = ["update", "--window", "35d"] + Self.asOf
      let dry = try quarantine(update + ["--dry-run"])
      #expect(dry.text.hasPrefix("enters") && dry.remarks == ["a dry run: nothing was changed"])
      #expect(try quarantine(["list"]).text == "No test is in quarantine.\n")
      #expect(try quarantine(update).text == dry.text)
      #expect(try quarantine(update).text == "Nothing changes.\n")
      let name = "tests/api/mail/test_rules.py::test_counts_page"
      #expect(try quarantine(["add", name, "--reason", "by hand"]).status == .done)
      #expect(try quarantine(["add", name, "--reason", "again"]).status == .usage)
      #expect(try quarantine(["add", "no such test", "--reason", "r"]).status == .unusableInput)
      let list = try quarantine(["export", "--for", "pytest"])
      #expect(list.text.contains("--deselect=\(name)\n"))
      #expect(list.text.contains("--deselect=tests/api/mail/test_export.py::test_adds_page\n"))
      // Healthy for the whole window: the policy would release it, but a person put it there.
      #expect(try quarantine(update).text == "Nothing changes.\n")
      #expect(try quarantine(["remove", name, "--reason", "done"]).status == .done)
      let log = try quarantine(["log", name]).text
      #expect(log.contains("entered  by ann: by hand") && log.contains("removed  by ann: done"))
      let json = try quarantine(["export", "--for", "json"]).text
      let document = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
      #expect((document?["tests"] as? [Any])?.isEmpty == false)
    }
  }

  @Test(
    "Wrong usage exits with 64 and a sentence",
    arguments: [
      ["flaky", "--window", "soon"], ["flaky", "--min-probability", "2"],
      ["review", "--week", "47"],
      ["ingest"], ["tests", "split", "--shard", "3/2"], ["nonsense"], ["flaky", "--as-of", "noon"],
      ["quarantine", "export", "--for", "cobol"], ["flaky", "--explain", "a", "--format", "html"],
    ]
  )
  func wrongUsage(arguments: [String]) throws {
    let output = try demo(arguments)
    #expect(output.status == .usage && !output.remarks[0].isEmpty)
  }
}
