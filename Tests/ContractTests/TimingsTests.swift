import Foundation
import TestSupport
import Testing

@Suite("The timings, as the binary tells them")
struct TimingsTests {
  private static let asOf = ["--as-of", "2026-11-16T00:00:00Z"]

  /// Calls `body` with a folder whose history has twenty runs, in which one file became slower.
  private func withHistory(_ body: (URL) throws -> Void) throws {
    try withTemporaryFolder { folder in
      var manifest = ""
      for run in 0..<20 {
        let day = "0\(1 + run / 2)".suffix(2)
        let time = "\(run < 10 ? 1 : 3).0\(run * 3 % 10)"
        try folder.write(
          """
          <testsuite name="s" tests="2"><testcase classname="a" name="x" file="t/a.py" \
          time="\(time)"/><testcase classname="b" name="y" file="t/b.py" time="2.0\(run * 7 % 10)"/>\
          </testsuite>
          """,
          to: "r\(run).xml"
        )
        manifest += """
          {"files":["r\(run).xml"],"repo":"acme/shop","branch":"main","default_branch":"main",\
          "commit":"c\(run)","pipeline":"\(run)","job":"unit","attempt":1,\
          "started_at":"2026-11-\(day)T0\(1 + run % 2 * 8):00:00Z",\
          "duration":9}

          """
      }
      try folder.write(manifest, to: "runs.jsonl")
      let ingest = try runBinary(["ingest", "--manifest", "runs.jsonl", "--quiet"], in: folder)
      #expect(ingest.status == 0, "\(ingest.errors)")
      try body(folder)
    }
  }

  @Test("Every format is told, the same each time, and to a file where one is named")
  func formats() throws {
    try withHistory { folder in
      for format in ["table", "json", "csv", "markdown", "html"] {
        let arguments = ["timings", "--format", format] + Self.asOf
        let first = try runBinary(arguments, in: folder)
        #expect(first.status == 0 && first.errors.isEmpty && first.output.contains("t/a.py"))
        #expect(try runBinary(arguments, in: folder).output == first.output)
        let file = try runBinary(arguments + ["--output", "out/t"], in: folder)
        #expect(file.status == 0 && file.output.isEmpty)
        let written = try String(contentsOf: folder.appending(path: "out/t"), encoding: .utf8)
        #expect(written == first.output)
      }
    }
  }

  @Test("JSON has its version and the change with its commits")
  func json() throws {
    try withHistory { folder in
      let output = try runBinary(
        ["timings", "--changed", "--format", "json"] + Self.asOf,
        in: folder
      )
      let document = try #require(
        JSONSerialization.jsonObject(with: Data(output.output.utf8)) as? [String: Any]
      )
      #expect(document["schema_version"] as? Int == 1)
      #expect((document["slowest"] as? [Any])?.isEmpty == true)
      let changes = try #require(document["changes"] as? [String: Any])
      let found = try #require(changes["found"] as? [[String: Any]])
      #expect(found.compactMap { $0["file"] as? String } == ["t/a.py"])
      let run = try #require(found.first?["first_run"] as? [String: Any])
      #expect(run["commit"] as? String == "c10")
    }
  }

  @Test("What cannot be is refused: no history, a format that there is none of, no number")
  func refusals() throws {
    try withTemporaryFolder { folder in
      let missing = try runBinary(["timings"], in: folder)
      #expect(missing.status == 66 && missing.errors.contains("history.sqlite"))
      #expect(try runBinary(["timings", "--format", "xml"], in: folder).status == 64)
      #expect(try runBinary(["timings", "--slowest", "0"], in: folder).status == 64)
    }
  }
}
