import Foundation
import TestSupport
import Testing

@testable import Commands

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite("The weekly review of the demo's history", .serialized)
struct ReviewCommandTests {
  static let week = ["--week", "2026-W46", "--as-of", "2026-11-16T00:00:00Z"]

  /// The demo's history in a folder of its own, with owners, and with a quarantine that began two weeks
  /// before the end.
  private func withQuarantine(_ body: (URL) throws -> Void) throws {
    try withTemporaryFolder { folder in
      _ = demoHistory
      let copy = folder.appending(path: "h.sqlite").path(percentEncoded: false)
      try FileManager.default.copyItem(atPath: demoHistory, toPath: copy)
      try folder.write("tests/api/ @acme/api\ntests/cart/ @acme/cart @ann\n", to: "CODEOWNERS")
      for day in ["2026-11-02", "2026-11-09", "2026-11-16"] {
        let update = ["quarantine", "update", "--as-of", day, "--window", "35d"]
        #expect(try run(update + ["--db", "h.sqlite"], in: folder).status == .done)
      }
      try body(folder)
    }
  }

  private func review(_ arguments: [String], in folder: URL) throws -> CommandOutput {
    try run(["review", "--db", "h.sqlite"] + Self.week + arguments, in: folder)
  }

  @Test("Every format is the one that was reviewed, and comes out the same again")
  func goldens() throws {
    try withQuarantine { folder in
      for (format, ending) in [
        ("markdown", "md"), ("json", "json"), ("slack", "slack.json"), ("email", "eml"),
      ] {
        let output = try review(["--format", format], in: folder)
        #expect(output.status == .done && output.remarks.isEmpty)
        try expectGolden(output.text, "review/review.\(ending)")
        #expect(try review(["--format", format], in: folder) == output)
      }
    }
  }

  @Test("CSV has a file for each table, in a folder that is made")
  func csv() throws {
    try withQuarantine { folder in
      #expect(try review(["--format", "csv"], in: folder).status == .usage)
      let output = try review(["--format", "csv", "--output", "new/tables"], in: folder)
      #expect(output.status == .done && output.text.isEmpty)
      let tables = folder.appending(path: "new/tables").path(percentEncoded: false)
      let names = try FileManager.default.contentsOfDirectory(atPath: tables).sorted()
      #expect(
        names
          == ["budget", "figures", "movers", "offenders", "outages", "owners"].map {
            "review-2026-W46-\($0).csv"
          }
      )
      for name in names {
        let text = try String(contentsOfFile: tables + "/" + name, encoding: .utf8)
        try expectGolden(text, "review/\(name)")
      }
    }
  }

  @Test("A folder gets a file that is named for the week, a file is what it is called")
  func outputs() throws {
    try withQuarantine { folder in
      for arguments in [
        ["--output", "new/"], ["--output", ".", "--format", "html"], ["--output", "x.md"],
      ] {
        let output = try review(arguments, in: folder)
        #expect(output.status == .done && output.text.isEmpty)
      }
      for name in ["new/review-2026-W46.md", "review-2026-W46.html", "x.md"] {
        let path = folder.appending(path: name).path(percentEncoded: false)
        #expect(FileManager.default.fileExists(atPath: path))
      }
    }
  }

  @Test("HTML is well formed, with its one script, and asks for nothing")
  func html() throws {
    try withQuarantine { folder in
      let html = try review(["--format", "html"], in: folder).text
      #expect(html.ranges(of: "<script").count == 1 && !html.contains("src="))
      let body = html.replacingOccurrences(of: "<!DOCTYPE html>", with: "")
      let parser = XMLParser(data: Data(body.utf8))
      #expect(
        parser.parse(),
        "\(String(describing: parser.parserError)) in line \(parser.lineNumber)"
      )
      #expect(html == (try review(["--format", "html"], in: folder).text))
    }
  }

  @Test("Minutes of people and addresses are options")
  func assumptions() throws {
    try withQuarantine { folder in
      let half = try review(["--minutes-per-failure", "30"], in: folder).text
      #expect(half.contains("times 30 minutes (as was asked for)"))
      for arguments in [
        ["--minutes-per-failure", "-1"], ["--mail-from", "ann"],
        ["--format", "email", "--mail-to", "ann"],
      ] {
        #expect(try review(arguments, in: folder).status == .usage)
      }
      let mail = try review(
        [
          "--format", "email", "--mail-from", "Zoë <ci@acme.example>", "--mail-to",
          "a@acme.example", "--mail-to", "b@acme.example",
        ],
        in: folder
      ).text
      #expect(
        mail.hasPrefix("From: =?UTF-8?B?Wm/Dqw==?= <ci@acme.example>\r\nTo: a@acme.example,\r\n")
      )
      #expect(mail.contains("\r\nDate: Mon, 16 Nov 2026 00:00:00 +0000\r\n"))
    }
  }

  @Test("A program that reads mail finds two parts and nothing wrong")
  func mail() throws {
    let python = "/usr/bin/python3"
    guard FileManager.default.isExecutableFile(atPath: python) else { return }
    try withQuarantine { folder in
      #expect(try review(["--format", "email", "--output", "r.eml"], in: folder).status == .done)
      let script = """
        import email, email.policy, sys
        message = email.message_from_bytes(open("r.eml", "rb").read(), policy=email.policy.default)
        parts = list(message.iter_parts())
        defects = message.defects + [defect for part in parts for defect in part.defects]
        print(message["subject"], [part.get_content_type() for part in parts], defects)
        print(parts[0].get_content().splitlines()[0], parts[1].get_content().splitlines()[-1])
        """
      let process = Process()
      process.executableURL = URL(filePath: python)
      process.arguments = ["-c", script]
      process.currentDirectoryURL = folder
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let read = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(
        read == """
          CI review, week 2026-W46 ['text/plain', 'text/html'] []
          CI review, week 2026-W46 </html>

          """
      )
    }
  }
}
